"""A hand: carries orders out on any machine that reaches the press's databases.

It reads content, renders, compresses, answers; it writes no file of the edition and no line of the
manifest. Killed, cut off or slow, it costs the press a repeated order and nothing else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from shpalta.press.blobs import BlobError, BlobStore
from shpalta.press.core.family import Registry
from shpalta.press.crew.board import Board, create_tables, mark_of
from shpalta.press.crew.orders import Answer, Line
from shpalta.press.database import Database
from shpalta.press.disk import siblings
from shpalta.press.errors import RenderError
from shpalta.press.rendering import Rendered, Rendering, Theming
from shpalta.press.store.content import StoredContent


class Hand:
    """Renders what the board asks. ``answering`` is a second connection to the press's tables:
    what is read stands in one snapshot, and the answer must not. ``who`` is for people who look at
    the board; ``version`` names the code that renders.
    """

    def __init__(
        self,
        rows: Database,
        tables: Database,
        answering: Database,
        registry: Registry,
        theming: Theming,
        blobs: BlobStore,
        who: str,
        version: str = "",
    ) -> None:
        self.version = version
        create_tables(answering)
        self._tables = tables
        self._board = Board(answering)
        self._who = who
        self._blobs = blobs
        self._content = StoredContent(tables, rows)
        self._rendering = Rendering(self._content, registry, theming, self._read)
        self._compressed = {family.name for family in registry.families if family.compressed}
        self._mark = ""

    def carry_out(self, number: int) -> str:
        """Carry the order ``number`` out, in words: ``answered``, ``taken`` (another hand has it,
        or the press wants it no more) or ``late`` (the press has asked somebody else meanwhile).
        """
        order = self._board.take(number, self._who)
        if order is None:
            return "taken"
        with self._snapshot():
            mark = mark_of(self._tables, self.version)
            self._look_again(mark)
            answers = [self._render(line) for line in order.lines]
        return "answered" if self._board.answer(number, mark, answers) else "late"

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """All that is read in one order is content as of one moment, and ``mark`` names it."""
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        self._tables.execute(begin if self._tables.postgres else "BEGIN")
        try:
            yield
        finally:
            self._tables.execute("ROLLBACK")

    def _look_again(self, mark: str) -> None:
        """What was remembered under another content is forgotten."""
        if mark != self._mark:
            self._content.forget()
            self._rendering.refresh()
            self._mark = mark

    def _render(self, line: Line) -> Answer:
        try:
            return self._answer(line, self._rendering.render(line.entry()))
        except RenderError as error:
            reads = tuple(sorted(error.reads))
            return Answer(line.path, error=error.cause, blamed=error.article, reads=reads)

    def _answer(self, line: Line, rendered: Rendered) -> Answer:
        made, data = rendered.made, rendered.data
        packed = False
        if made.entry.digest == line.known:
            data = b""
        elif line.family in self._compressed and siblings.worth(data):
            data, packed = siblings.compress(data, siblings.GZIP), True
        reads = tuple(sorted(made.reads))
        return Answer(line.path, made.entry.digest, made.size, reads, packed=packed, data=data)

    def _read(self, digest: str) -> bytes:
        """A blob of this machine's folder, or what the press has put up for others."""
        try:
            return self._blobs.read(digest)
        except BlobError:
            found = self._board.file(digest)
            if found is None:
                raise
            return found


Carrying = Callable[[int], str]
"""``Hand.carry_out``, as those need it who are told of an order."""
