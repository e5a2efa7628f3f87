"""All destinations of a newspaper at a glance, for screens and commands: nothing is disturbed."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from shpalta.press.database import open_reader
from shpalta.press.destinations.addresses import Destination
from shpalta.press.destinations.state import DestinationState, state_of_destination, untouched
from shpalta.press.destinations.supply import EditionSupply, PressTables
from shpalta.press.destinations.target import Problem
from shpalta.press.disk.io import Disk


class Board:
    """Reads the states of ``destinations``; ``tables`` and ``schema`` are the press's own."""

    def __init__(
        self,
        destinations: Sequence[Destination],
        tables: str,
        schema: str,
        disk: Disk,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._destinations = destinations
        self._tables, self._schema, self._disk = tables, schema, disk
        self._clock = clock

    def states(self) -> list[DestinationState]:
        """Every destination's state, in the order in which they are named."""
        with closing(PressTables(self._tables, self._schema)) as tables:
            supply = EditionSupply(tables, self._disk)
            return [self._state(one, supply) for one in self._destinations]

    def _state(self, one: Destination, supply: EditionSupply) -> DestinationState:
        never = untouched(one.name, one.kind, one.where, supply)
        if "://" not in one.tables and not Path(one.tables).exists():
            return never
        try:
            with closing(open_reader(one.tables, schema=one.schema)) as database:
                return state_of_destination(
                    one.name, one.kind, one.where, database, supply, self._clock()
                )
        except Exception as error:
            if not isinstance(error, sqlite3.Error) and not _of_postgres(error):
                raise
            if _no_table(error):
                return never
            return DestinationState(
                one.name, one.kind, one.where, problem=Problem.BROKEN, words=str(error).strip()
            )


def _of_postgres(error: Exception) -> bool:
    return type(error).__module__.startswith("psycopg")


def _no_table(error: Exception) -> bool:
    return type(error).__name__ == "UndefinedTable" or "no such table" in str(error)
