"""What the press asks of a hand, and what a hand answers. Pure data, JSON on the board."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from shpalta.press.core.plan import Entry

SIZE = 64
"""Files of one order: some tenths of a second of work, so that little is lost with a hand."""


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One file to render: a manifest line, and the digest that its bytes had ("": none yet)."""

    path: str
    family: str
    owner: str
    args: tuple[str, ...]
    order: str
    known: str

    def entry(self) -> Entry:
        """The line as the renderer takes it."""
        return Entry(self.path, self.family, self.owner, self.args, self.order)


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """One rendered file, or why it could not be rendered (``error`` is not empty then).

    ``digest`` and ``size`` are those of the identity bytes; ``packed`` says whether ``data`` is
    their gzip sibling instead of themselves. ``data`` is empty where the digest was known already.
    ``blamed`` is the article to hold, as in ``RenderError``.
    """

    path: str
    digest: str = ""
    size: int = 0
    reads: tuple[str, ...] = ()
    error: str = ""
    blamed: str = ""
    packed: bool = False
    data: bytes = b""


_lines = msgspec.json.Decoder(tuple[Line, ...])
_answers = msgspec.msgpack.Decoder(tuple[Answer, ...])


def line_of(entry: Entry, known: str) -> Line:
    """``entry`` as an order names it."""
    return Line(entry.path, entry.family, entry.owner, tuple(entry.args), entry.order, known)


def lines_to_text(lines: Sequence[Line]) -> str:
    """An order's lines for the board."""
    return msgspec.json.encode(lines).decode()


def lines_of_text(text: str) -> tuple[Line, ...]:
    """The lines of an order; raises ``msgspec.DecodeError`` for what no order is."""
    return _lines.decode(text)


def answers_to_bytes(answers: Sequence[Answer]) -> bytes:
    """What a hand made of one order, for the board."""
    return msgspec.msgpack.encode(answers)


def answers_of_bytes(data: bytes) -> tuple[Answer, ...]:
    """The answers of one order."""
    return _answers.decode(data)


def cut(lines: Sequence[Line], size: int = SIZE) -> Iterator[tuple[Line, ...]]:
    """``lines`` in orders of at most ``size``, in their order: what comes first is asked first."""
    rest = iter(lines)
    while order := tuple(islice(rest, size)):
        yield order
