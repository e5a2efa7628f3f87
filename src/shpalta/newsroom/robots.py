"""The owner's own lines of robots.txt (RFC 9309): only what robots know, one thing a line."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DIRECTIVES = ("User-agent", "Allow", "Disallow", "Crawl-delay", "Sitemap")
_KNOWN = frozenset(name.lower() for name in DIRECTIVES)


def robots_lines(value: str) -> None:
    """Refuse a line that is neither empty, nor a comment, nor a known directive with its value.

    Only a line feed ends a line: any other sign that some robot takes for an end could hide a
    second directive behind the first.
    """
    for number, line in enumerate(value.replace("\r\n", "\n").split("\n"), 1):
        if not line.isprintable():
            message = _("Line %(number)d holds a sign that is no part of a line.")
            raise ValidationError(message, code="robots", params={"number": number})
        name, colon, _rest = line.partition(":")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not colon or name.strip().lower() not in _KNOWN:
            raise ValidationError(
                _("Line %(number)d is none of these: %(known)s."),
                code="robots",
                params={"number": number, "known": ", ".join(f"{name}:" for name in DIRECTIVES)},
            )
