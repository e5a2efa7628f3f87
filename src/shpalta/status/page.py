"""The page for eyes: one column, two languages, nothing from elsewhere."""

import base64
import gettext
import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from shpalta.status.report import Destination, Report

LANGUAGES = ("uk", "en")
_LOCALE = Path(__file__).resolve().parent.parent / "locale"
_LATE_SECONDS = 60
_MEGABYTE = 1_000_000


def gettext_noop(message: str) -> str:
    """Mark a text for the catalogues; it is translated when it is said."""
    return message


PROBLEMS = {
    "unreachable": gettext_noop("does not answer"),
    "busy": gettext_noop("is busy"),
    "refused": gettext_noop("refuses our key"),
    "absent": gettext_noop("there is no such bucket"),
    "clock": gettext_noop("our clock is wrong"),
    "full": gettext_noop("is full"),
    "foreign": gettext_noop("foreign files stand there"),
    "rejected": gettext_noop("does not take a file"),
    "unread": gettext_noop("a file here differs from the manifest"),
    "broken": gettext_noop("its memory or settings cannot be used"),
}


def _line(text: str) -> str:
    return text.replace("\n", "")


_STYLE = _line("""
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#555;--line:#ccc;--bad:#a3160b}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--soft:#aaa;--line:#444;
--bad:#ff9b90}}
body{margin:0 auto;padding:1rem;max-width:42rem;font:1rem/1.5 system-ui,sans-serif;
color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1{font-size:1.4rem;margin:.5rem 0}
dl{margin:1rem 0}dt{color:var(--soft);margin-top:.8rem}dd{margin:0;font-size:1.1rem}
.bad{color:var(--bad);font-weight:600}a{color:inherit}
nav a{display:inline-block;padding:.6rem 1rem .6rem 0}
p.small{color:var(--soft)}
""")
# The page cannot know that nobody writes it any more; whoever reads it does.
_SCRIPT = _line(f"""
const old=document.getElementById("old"),at=Date.parse(old.dataset.at);
const look=()=>{{old.hidden=Date.now()-at<{_LATE_SECONDS}e3}};
look();setInterval(look,5000);
""")


def html(report: Report, language: str) -> bytes:
    """The page in ``language``; anything but ``uk`` is English."""
    catalogue = gettext.translation(
        "shpalta", localedir=_LOCALE, languages=[language], fallback=True
    )
    words = _Words(catalogue.gettext, catalogue.ngettext, ZoneInfo(report.zone))
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in words.rows(report))
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{_policy()}">
<title>{escape(words.title())}</title>
<link rel="icon" href="data:,">
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{escape(words.title())}</h1>
<p class="bad" id="old" role="status" data-at="{report.at.isoformat()}" hidden>{
        escape(words.late())
    }</p>
<dl>{rows}</dl>
<p class="small">{escape(words.written())} {words.moment(report.at)}.</p>
</main>
<nav aria-label="{escape(words.languages())}">{words.others(language)}</nav>
<script>{_SCRIPT}</script>
</body>
</html>
""".encode()


class _Words:
    """Everything that is said, in one language and one zone."""

    def __init__(
        self, _: Callable[[str], str], ngettext: Callable[[str, str, int], str], zone: ZoneInfo
    ) -> None:
        self._ = _
        self.ngettext = ngettext
        self._zone = zone

    def title(self) -> str:
        _ = self._
        return _("State of the newspaper")

    def late(self) -> str:
        _ = self._
        return _("This page is not being renewed: the press is not running, or cannot write.")

    def written(self) -> str:
        _ = self._
        return _("Written by the press")

    def languages(self) -> str:
        _ = self._
        return _("Languages")

    def others(self, language: str) -> str:
        names = {"uk": "Українською", "en": "In English"}
        return "".join(
            f'<a href="{code}.html" lang="{code}" hreflang="{code}">{name}</a>'
            for code, name in names.items()
            if code != language
        )

    def rows(self, report: Report) -> Iterator[tuple[str, str]]:
        """Name and value (as HTML), in the order of the page."""
        _ = self._
        yield _("Last publication"), self.moment(report.published_at)
        yield _("Backlog"), self._backlog(report)
        if report.standing.held or report.standing.failures:
            yield _("Could not be pressed"), self._failed(report)
        yield _("Destinations"), self._destinations(report)
        yield _("Next scheduled"), self.moment(report.next_due, _("nothing"))
        yield _("Last backup"), self.moment(report.backup_at)
        yield _("Last drill"), self._drill(report)
        yield _("Free room"), self._room(report)

    def moment(self, moment: datetime | None, otherwise: str = "") -> str:
        """A moment in the outlet's zone, with its own words for never."""
        _ = self._
        if moment is None:
            return escape(otherwise or _("never"))
        local = moment.astimezone(self._zone)
        text = _("{day} at {time}").format(
            day=local.strftime("%d.%m.%Y"), time=local.strftime("%H:%M:%S %Z")
        )
        return f'<time datetime="{local.isoformat(timespec="seconds")}">{escape(text)}</time>'

    def _backlog(self, report: Report) -> str:
        _ = self._
        rows, files = report.standing.unread, sum(report.standing.queue.values())
        if not rows and not files:
            return escape(_("nothing waits"))
        said = []
        if rows:
            text = self.ngettext("{count} row to read", "{count} rows to read", rows)
            said.append(text.format(count=rows))
        if files:
            text = self.ngettext("{count} file to write", "{count} files to write", files)
            said.append(text.format(count=files))
        return escape(", ".join(said))

    def _failed(self, report: Report) -> str:
        held, files = report.standing.held, report.standing.failures
        said = []
        if held:
            text = self.ngettext("{count} article", "{count} articles", held)
            said.append(text.format(count=held))
        if files:
            text = self.ngettext("{count} file", "{count} files", files)
            said.append(text.format(count=files))
        return f'<span class="bad">{escape(", ".join(said))}</span>'

    def _destinations(self, report: Report) -> str:
        _ = self._
        if not report.destinations:
            return escape(_("none beside the edition's own folder"))
        return "<br>".join(self._destination(one) for one in report.destinations)

    def _destination(self, one: Destination) -> str:
        _ = self._
        if one.problem or not one.running:
            words = PROBLEMS.get(one.problem)
            trouble = _(words) if words else one.problem or _("nobody sends there")
            return (
                f'{escape(one.name)}: <span class="bad">{escape(trouble)}</span>, {self._lag(one)}'
            )
        return f"{escape(one.name)}: {self._lag(one)}"

    def _lag(self, one: Destination) -> str:
        _ = self._
        if not one.waiting:
            return escape(_("up to date"))
        text = self.ngettext(
            "{count} file waits, for {seconds} s",
            "{count} files wait, for {seconds} s",
            one.waiting,
        )
        return escape(text.format(count=one.waiting, seconds=round(one.lag_seconds)))

    def _drill(self, report: Report) -> str:
        _ = self._
        at = self.moment(report.drill_at)
        if report.drill_at is None or report.drill_succeeded:
            return at
        failed = escape(_("it failed"))
        return f'{at}: <span class="bad">{failed}</span>'

    def _room(self, report: Report) -> str:
        _ = self._
        return escape(_("{count} MB").format(count=f"{report.room.bytes // _MEGABYTE}"))


def _policy() -> str:
    style, script = _hash(_STYLE), _hash(_SCRIPT)
    return f"default-src 'none'; img-src data:; style-src '{style}'; script-src '{script}'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
