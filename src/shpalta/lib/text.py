"""What text may hold, and small pure operations on it."""

import re
import unicodedata

# XML 1.0 (fifth edition, production 2) has no way to write these, so a feed could not carry them;
# HTML calls them parse errors. Bidi controls and zero-width joiners are text: languages need them.
# The last two of every plane are no characters at all.
_PLANE_ENDS = "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    f"{_PLANE_ENDS}]"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPENERS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"


def forbidden(text: str) -> str | None:
    """The first character that no page or feed can carry, as ``U+0000``; None when all is well."""
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def bidi_balance(text: str) -> str:
    """The closing controls that ``text`` lacks, so that what follows it keeps its direction.

    Unicode Annex 9: an embedding or override (LRE, RLE, LRO, RLO) ends with PDF, an isolate
    (LRI, RLI, FSI) with PDI. Used where text meets markup that cannot isolate it (titles, feeds).
    """
    stack: list[str] = []
    for control in _BIDI.findall(text):
        if control in _OPENERS:
            stack.append("\u2069" if control >= "\u2066" else "\u202c")
        elif stack and stack[-1] == control:
            stack.pop()
    return "".join(reversed(stack))


def one_line(text: str) -> str:
    """``text`` with every run of white space turned into one space, and none at its ends."""
    return " ".join(text.split())


def cut_at_word(text: str, limit: int) -> str:
    """The longest beginning of ``text`` of at most ``limit`` characters that ends at a word's end.

    A first word longer than the limit is cut inside; an ellipsis marks every cut and is counted.
    """
    text = one_line(text)
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if text[limit - 1] != " " and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:—–-") + "…"


def reading_minutes(characters: int) -> int:
    """Minutes to read so many characters: 1,100 a minute (about 180 Ukrainian words), 1 or more."""
    return max(1, round(characters / 1100))


def nfc(text: str) -> str:
    """``text`` in Unicode's NFC form: one spelling for ї and й, whoever typed them."""
    return unicodedata.normalize("NFC", text)
