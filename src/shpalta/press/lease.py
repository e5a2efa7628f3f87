"""The lease: one press writes; a fencing number tells an old holder that it is one no more."""

import json
import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from shpalta.press.database import Database
from shpalta.press.errors import LeaseLost, TablesReplaced

SECONDS = 30
# No press asks for so long: whoever wrote it had a clock that has jumped since.
_ABSURD = timedelta(minutes=10)


class Lease:
    """A row in the press's tables: holder, fence, until when. Renewed by every commit of its
    holder.

    ``clock`` gives the present in UTC. A clock that jumps can end a lease early or late, never
    let two writers commit: the fence is checked inside the manifest's own transaction. A file of
    tables that was deleted or replaced under a press has no say any more, and is noticed here.
    """

    def __init__(
        self, tables: Database, clock: Callable[[], datetime], seconds: int = SECONDS
    ) -> None:
        self._tables = tables
        self._clock = clock
        self._seconds = seconds
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.fence = 0

    def take(self) -> None:
        """Become the holder; raises ``LeaseLost`` while another press on this or another machine
        holds it and is alive.
        """
        with self._tables.transaction():
            known = self._read()
            free = known is None or self._expired(known) or _dead(known["holder"])
            if known is not None and not free:
                raise LeaseLost(known["holder"], known["until"])
            self.fence = (known["fence"] if known else 0) + 1
            self._write()

    def check(self) -> None:
        """Renew, inside a transaction; raises ``LeaseLost`` when another press has taken over."""
        if not self._tables.stands():
            raise TablesReplaced("the press's tables were deleted or replaced: opened anew")
        known = self._read()
        if known is None or known["fence"] != self.fence:
            raise LeaseLost(known["holder"] if known else "?")
        self._write()

    def renew(self) -> None:
        """``check`` in a transaction of its own: for a holder that has had nothing to commit."""
        with self._tables.transaction():
            self.check()

    def confirm(self) -> None:
        """Raise ``LeaseLost`` when another press has taken over: asked once more before what is
        staged is put in place, for a process that was asleep in between.
        """
        known = self._read()
        if known is None or known["fence"] != self.fence:
            raise LeaseLost(known["holder"] if known else "?")

    def over(self, tables: Database) -> "Lease":
        """The same hold, seen through another connection."""
        twin = Lease(tables, self._clock)
        twin.holder, twin.fence = self.holder, self.fence
        return twin

    def release(self) -> None:
        """Let go, if it is still ours."""
        with self._tables.transaction():
            known = self._read()
            if known and known["fence"] == self.fence:
                self._write(until=self._clock() - timedelta(seconds=1))

    def _read(self) -> dict[str, Any] | None:
        row = self._tables.execute("SELECT value FROM state WHERE name = 'lease'").fetchone()
        return json.loads(row[0]) if row else None

    def _write(self, until: datetime | None = None) -> None:
        end = until or self._clock() + timedelta(seconds=self._seconds)
        value = {"holder": self.holder, "fence": self.fence, "until": end.isoformat()}
        self._tables.execute(
            "INSERT INTO state (name, value) VALUES ('lease', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (json.dumps(value),),
        )

    def _expired(self, known: dict[str, Any]) -> bool:
        left = datetime.fromisoformat(str(known["until"])) - self._clock()
        return not timedelta(0) < left <= _ABSURD


def _dead(holder: object) -> bool:
    """Whether the holder was a process of this machine that has ended (a crash, a restart)."""
    host, pid, _ = str(holder).rsplit(":", 2)
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return int(pid) == os.getpid()
