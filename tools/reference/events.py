"""docs/reference/events.md: what stands in the logs, by name."""

from shpalta.lib.events import ERROR, INFO, WARNING, Event, catalogue
from tools.reference.markdown import introduction, table

_LEVELS = {INFO: "info", WARNING: "warning", ERROR: "error"}


def page() -> str:
    """The whole page."""
    parts = [
        introduction(
            "Events in the logs",
            "Each process of a newspaper says what happens by name. With"
            " [`SHPALTA_LOG=json`](settings.md#shpalta_log) a line is one JSON object: `at` (UTC),"
            " `level`, `logger`, `event` and the fields below; `trace` where an error was"
            " unexpected. Lines of libraries have `message` instead of `event`. With `text` the"
            " same stands in a line for eyes.",
            "Names and fields stay from version to version. No line holds a person's name, an"
            " address of mail or of a machine, a password, or a text that is not public: users are"
            " numbers of accounts, articles are ids.",
            "Where they are: under systemd in the journal (`journalctl -u shpalta-press -o cat`);"
            " with `shpalta run` in `logs/` of the data folder, a file for each process and"
            " `run.log`, cut at 5 MB, three older ones kept.",
        ),
        *(_event(event) for event in catalogue()),
    ]
    return "\n\n".join(parts) + "\n"


def _event(event: Event) -> str:
    words = f"## {event.name}\n\n{event.meaning} Level: {_LEVELS[event.level]}."
    if not event.fields:
        return words
    rows = [(f"`{name}`", meaning) for name, meaning in event.fields.items()]
    return f"{words}\n\n{table(('field', 'what'), rows)}"
