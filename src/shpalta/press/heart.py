"""A press's signs of life while its disk is slow: the lease renewed beside the work, not by it."""

import threading
from collections.abc import Callable
from types import TracebackType

from shpalta.press.database import Database
from shpalta.press.errors import LeaseLost
from shpalta.press.lease import Lease
from shpalta.press.stoppages import may_pass

SECONDS = 10.0


class Heart:
    """Renews ``lease`` every ``seconds`` in a thread of its own, through a connection of its own.

    A disk that blocks a write for minutes must not cost the lease. A database that is away is no
    business of this thread: the work itself will meet it.
    """

    def __init__(
        self, lease: Lease, connect: Callable[[], Database], seconds: float = SECONDS
    ) -> None:
        self._lease = lease
        self._connect = connect
        self._seconds = seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="lease", daemon=True)

    def __enter__(self) -> "Heart":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._ended.wait(self._seconds):
            try:
                self._renew()
            except LeaseLost:
                return
            except Exception as error:
                if not may_pass(error):
                    raise

    def _renew(self) -> None:
        tables = self._connect()
        try:
            self._lease.over(tables).renew()
        finally:
            tables.close()
