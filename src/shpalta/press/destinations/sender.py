"""One destination's loop: read what has changed, place it in its order, remember what stands.

Everything it needs to know stands in its own tables, so that it can be killed anywhere: what was
sent and not noted is found there at the next try. Nothing here is shared with another destination
or with the press but reading: however slow one is, nobody else waits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from shpalta.press.database import Database
from shpalta.press.destinations.supply import Supply
from shpalta.press.destinations.tables import Due, Step, Tables
from shpalta.press.destinations.target import (
    PERHAPS,
    Outcome,
    Parcel,
    Problem,
    Target,
    Trouble,
)
from shpalta.press.lease import Lease

IDLE_SECONDS = 1.0
LEASE_SECONDS = 120
_NOTE = 2000
_WIDTH = 8
# Files in one commit of ours, for each of those that are sent at the same time.
_ROUNDS = 8
_LONGEST = 300
_SOON = 2
_CONTENDED = 3
_FOREIGN_NAMED = 20
# Where a bucket's abilities are tried out.
OWN_FOLDER = "/.shpalta/"


@dataclass(frozen=True, slots=True)
class Place:
    """A destination: its name, what it is, its own database, the ranks of families; and for how
    many seconds a sender that gives no sign of life keeps others away.
    """

    name: str
    target: Target
    database: Database
    ranks: Mapping[str, int]
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    lease_seconds: int = LEASE_SECONDS


class Sender:
    """Keeps ``place`` equal to what ``supply`` says is wanted."""

    def __init__(self, place: Place, supply: Supply) -> None:
        self.place = place
        self.target = place.target
        self.supply = supply
        self.tables = Tables(place.database)
        self.tables.create()
        self.lease = Lease(place.database, place.clock, seconds=place.lease_seconds)
        self._width = _WIDTH
        self._open = False
        self._tries = 0
        self._renewed = 0

    def start(self) -> None:
        """Become the one who sends there; raises ``LeaseLost`` while another one does."""
        self.lease.take()
        self._renewed = self._seconds()

    def end(self) -> None:
        """Let another one send."""
        self.lease.release()
        self.target.close()

    # -- the loop -------------------------------------------------------------------------------

    def work(self) -> float:
        """Do what there is to do; the seconds to wait before the next try. Trouble is noted, and
        waited out longer each time.
        """
        try:
            while self.step():
                continue
        except Trouble as trouble:
            return self._note_trouble(trouble)
        if self.tables.get("trouble"):
            self._clear_trouble()
        self._renew()
        return IDLE_SECONDS

    def step(self) -> bool:
        """One piece of work, the most urgent; whether there was any. Raises ``Trouble``."""
        if not self._open:
            self._begin()
        return self._note() or self._carry() or self._sweep()

    def _begin(self) -> None:
        # A name that leads to another place than before: what is remembered is of that one.
        fresh = self.tables.get("opened") != self.target.where
        self.target.open(fresh=fresh)
        with self.place.database.transaction():
            self.lease.check()
            if fresh:
                self.tables.clear()
            self.tables.set("opened", self.target.where)
        self._open = True

    # -- what has changed -----------------------------------------------------------------------

    def _note(self) -> bool:
        """Read a piece of the feed."""
        feed = self.supply.feed()
        if not feed:
            return False
        feed = f"{feed} {self.target.form}"
        known, cursor = self.tables.get("cursor") or (feed, 0)
        if known != feed:
            # Changes are numbered from one again, or headers are others now.
            cursor = 0
        found = self.supply.after(cursor, _NOTE)
        if not found and known == feed:
            return False
        with self.place.database.transaction():
            self.lease.check()
            for change in found:
                if self.target.takes(change.path):
                    rank = self.place.ranks.get(change.family, 0)
                    self.tables.note(change, rank, self.target.form)
            self.tables.set("cursor", (feed, found[-1].number if found else 0))
        return True

    # -- carrying -------------------------------------------------------------------------------

    def _carry(self) -> bool:
        now = self._seconds()
        lines = self.tables.take(now, self._width * _ROUNDS)
        if not lines:
            return False
        parcels, unread = self._pack(lines)
        self._intend(parcels)
        outcomes = self._send(parcels)
        trouble = self._commit({line.path: line for line in lines}, outcomes, unread)
        if trouble is not None:
            if trouble.problem == Problem.BUSY:
                self._width = max(1, self._width // 2)
            raise trouble
        self._width = min(_WIDTH, self._width + 1)
        return True

    def _intend(self, parcels: Sequence[Parcel]) -> None:
        """What comes to stand where nothing of ours stood is noted before it is sent: should it be
        withdrawn after we end in the middle, somebody must know that it may be there.
        """
        new = [one.path for one in parcels if one.data is not None and not one.known]
        if new:
            with self.place.database.transaction():
                self.lease.check()
                self.tables.note_placed([(path, "", PERHAPS, "") for path in new])

    def _send(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        if not parcels:
            return []
        try:
            return self.target.carry(parcels, self._width)
        except Trouble as trouble:
            return [Outcome(parcels[0].path, error=trouble)]

    def _pack(self, lines: Sequence[Due]) -> tuple[list[Parcel], list[Due]]:
        """Parcels, and the lines whose bytes are not to be had now."""
        parcels, unread = [], []
        for line in lines:
            data = self._read(line) if line.digest else None
            if line.digest and data is None:
                unread.append(line)
                continue
            parcels.append(Parcel(line.path, line.digest, data, line.known))
        return parcels, unread

    def _read(self, line: Due) -> bytes | None:
        try:
            return self.supply.read(line.path, line.digest)
        except Trouble:
            return None

    def _commit(
        self, lines: Mapping[str, Due], outcomes: Sequence[Outcome], unread: Sequence[Due]
    ) -> Trouble | None:
        """Note what became of parcels; the trouble that concerns the whole destination, if any."""
        whole: Trouble | None = None
        with self.place.database.transaction():
            self.lease.check()
            for outcome in outcomes:
                line = lines[outcome.path]
                if outcome.moved:
                    self._take_note_of(line, outcome)
                elif outcome.error is None:
                    self._done(line, outcome.tag)
                elif outcome.error.whole:
                    whole = outcome.error
                else:
                    self._set_aside(line, outcome.error.problem, str(outcome.error))
            for line in unread:
                words = f"{line.path}: the edition has other bytes than the manifest names"
                self._set_aside(line, Problem.UNREAD if line.tries else None, words)
        return whole

    def _done(self, line: Due, tag: str) -> None:
        if line.digest:
            self.tables.note_placed([(line.path, line.digest, tag, self.target.form)])
        else:
            self.tables.forget([line.path])
        self.tables.done([(line.path, line.change)])
        self.tables.set("last", self.place.clock().strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _take_note_of(self, line: Due, outcome: Outcome) -> None:
        """Something else stood there than was known: a sender before did not come to note it,
        somebody changed or took away what we had placed, or it never was ours.
        """
        standing = outcome.standing
        if standing is None:
            self.tables.forget([line.path])
            if not line.digest:
                self.tables.done([(line.path, line.change)])
        elif not standing.ours:
            words = f"{line.path} holds something that the press did not put there"
            self.tables.forget([line.path])
            if line.digest:
                self._set_aside(line, Problem.FOREIGN, words)
            else:
                self.tables.done([(line.path, line.change)])
        elif line.digest and standing.digest == line.digest:
            self._done(line, standing.tag)
        else:
            self.tables.note_placed([(line.path, standing.digest, standing.tag, self.target.form)])
            # At once, unless it goes on changing under our hands.
            wait = 0 if line.tries < _CONTENDED else _SOON * 2**line.tries
            self.tables.postpone(line.path, self._seconds() + min(_LONGEST, wait), "", "")

    def _set_aside(self, line: Due, problem: Problem | None, words: str) -> None:
        again = self._seconds() + min(_LONGEST, _SOON * 2**line.tries)
        self.tables.postpone(line.path, again, problem or "", words if problem else "")

    # -- what stands there without a reason -----------------------------------------------------

    def _sweep(self) -> bool:
        """Once for each feed: what nobody claims and no change told of. After tables were lost an
        article that was withdrawn meanwhile must not outlive them; what is not ours stays.
        """
        feed = (self.tables.get("cursor") or ("", 0))[0]
        if not feed or self.tables.get("swept") == feed or self.tables.pending():
            return False
        if not self.supply.complete():
            return False
        unclaimed = [path for path in self.tables.all_placed() if self._unclaimed(path)]
        foreign: list[str] = []
        found: list[tuple[str, str]] = []
        for path in self.target.walk():
            if not self._unclaimed(path) or self.tables.placed(path):
                continue
            if path.startswith(OWN_FOLDER):
                continue
            standing = self.target.look(path)
            if standing and standing.ours:
                found.append((path, standing.tag))
            elif standing:
                foreign.append(path)
        with self.place.database.transaction():
            self.lease.check()
            self.tables.note_placed([(path, "", tag, "") for path, tag in found])
            for path in (*unclaimed, *(path for path, _ in found)):
                self.tables.add(path, "", change=0, step=Step.WITHDRAW, turn=(0, 0, ""))
            self.tables.set("foreign", (len(foreign), sorted(foreign)[:_FOREIGN_NAMED]))
            self.tables.set("swept", feed)
        return True

    def _unclaimed(self, path: str) -> bool:
        return self.supply.wanted(path) is None or not self.target.takes(path)

    # -- trouble --------------------------------------------------------------------------------

    def _note_trouble(self, trouble: Trouble) -> float:
        self._tries += 1
        if trouble.problem in {Problem.UNREACHABLE, Problem.REFUSED, Problem.ABSENT}:
            # It may be another place when it comes back: what it can do is asked again.
            self._open = False
        known = self.tables.get("trouble")
        at = known["at"] if known else self.place.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        with self.place.database.transaction():
            self.lease.check()
            self.tables.set(
                "trouble", {"problem": trouble.problem, "words": str(trouble), "at": at}
            )
        return float(min(_LONGEST, 2 ** (self._tries - 1)))

    def _renew(self) -> None:
        """Stay the one who sends, while there is nothing to commit."""
        if self._seconds() - self._renewed >= self.place.lease_seconds // 8:
            self.lease.renew()
            self._renewed = self._seconds()

    def _clear_trouble(self) -> None:
        self._tries = 0
        with self.place.database.transaction():
            self.lease.check()
            self.tables.set("trouble", None)

    def _seconds(self) -> int:
        return int(self.place.clock().timestamp())
