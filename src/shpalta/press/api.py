"""The press's front door: all that newsroom, wiring and command line may use of it."""

from shpalta.press import journal
from shpalta.press.blobs import BlobError, BlobStore
from shpalta.press.checking import Finding, check, mend
from shpalta.press.core.content import MemoryContent
from shpalta.press.core.doors import ContentDoors
from shpalta.press.core.family import Registry, Renderer
from shpalta.press.core.fold import Fold, Sealed
from shpalta.press.crew.crew import Crew
from shpalta.press.crew.hand import Hand
from shpalta.press.database import (
    Database,
    adopt,
    open_database,
    open_postgres,
    open_reader,
    open_sqlite,
)
from shpalta.press.desk import Desk
from shpalta.press.destinations.addresses import BucketAddress, Destination
from shpalta.press.destinations.auditing import Difference, differences, mend_destination
from shpalta.press.destinations.board import Board
from shpalta.press.destinations.opening import open_target
from shpalta.press.destinations.sender import Place, Sender
from shpalta.press.destinations.state import DestinationState, Unplaced
from shpalta.press.destinations.supply import EditionSupply, PressTables
from shpalta.press.destinations.target import Problem, Trouble
from shpalta.press.disk.io import Disk, RealDisk, Room
from shpalta.press.engine import Press
from shpalta.press.explaining import Explanation, explain
from shpalta.press.full import Told, press_all, reckoned
from shpalta.press.heart import Heart
from shpalta.press.intake import cursor
from shpalta.press.places import Places, Report
from shpalta.press.presence import present, set_aside
from shpalta.press.previewing import preview
from shpalta.press.processes import Workshop
from shpalta.press.rendering import Rendering, Theming
from shpalta.press.resting import Edition, edition_at_rest
from shpalta.press.room import Size, Sizes
from shpalta.press.room import count as count_sizes
from shpalta.press.sampling import Sample, sample
from shpalta.press.standing import Standing, standing
from shpalta.press.state import Stage, State, state_of, states_of
from shpalta.press.stoppages import (
    Stoppage,
    StoppageKind,
    StoppageNote,
    kind_of,
    may_pass,
    note_at,
    stoppage,
)
from shpalta.press.wakeup import Bell, hint
from shpalta.press.waves import BOUNDS as WAVE_BOUNDS
from shpalta.press.waves import load as load_waves

SCHEMA = "press"

__all__ = [
    "SCHEMA",
    "WAVE_BOUNDS",
    "Bell",
    "BlobError",
    "BlobStore",
    "Board",
    "BucketAddress",
    "ContentDoors",
    "Crew",
    "Database",
    "Desk",
    "Destination",
    "DestinationState",
    "Difference",
    "Disk",
    "Edition",
    "EditionSupply",
    "Explanation",
    "Finding",
    "Fold",
    "Hand",
    "Heart",
    "MemoryContent",
    "Place",
    "Places",
    "Press",
    "PressTables",
    "Problem",
    "RealDisk",
    "Registry",
    "Renderer",
    "Rendering",
    "Report",
    "Room",
    "Sample",
    "Sealed",
    "Sender",
    "Size",
    "Sizes",
    "Stage",
    "Standing",
    "State",
    "Stoppage",
    "StoppageKind",
    "StoppageNote",
    "Theming",
    "Told",
    "Trouble",
    "Unplaced",
    "Workshop",
    "adopt",
    "check",
    "count_sizes",
    "cursor",
    "differences",
    "edition_at_rest",
    "explain",
    "hint",
    "journal",
    "kind_of",
    "load_waves",
    "may_pass",
    "mend",
    "mend_destination",
    "note_at",
    "open_database",
    "open_postgres",
    "open_reader",
    "open_sqlite",
    "open_target",
    "present",
    "press_all",
    "preview",
    "reckoned",
    "sample",
    "set_aside",
    "standing",
    "state_of",
    "states_of",
    "stoppage",
]
