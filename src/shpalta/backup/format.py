"""The form of an archive: what its manifest says, what its members and its end are called.

An archive is a tar file that any tar reads: ``manifest.json`` first, then the members that it
names, then 512 bytes that no tar looks at, with the SHA-256 of everything before them. So one
changed byte anywhere is seen, and a file that was cut short has no end.
"""

import re
from datetime import UTC, datetime

import msgspec

from shpalta.backup.errors import Refused
from shpalta.backup.messages import _
from shpalta.lib.canonical import canonical

FORMAT = "shpalta-backup/1"
MANIFEST = "manifest.json"
MEDIA = "media.jsonl.gz"
SQLITE = "database.sqlite.gz"
POSTGRESQL = "database.pgdump"
SEAL_BYTES = 512
_SEAL = re.compile(rb"(shpalta-backup/[0-9]{1,6}) sha256=([0-9a-f]{64})\n\0*")
_NAME = re.compile(r"shpalta-[0-9]{8}T[0-9]{6}Z-p[0-9]+-[0-9a-f]{8}\.tar")


class Part(msgspec.Struct, frozen=True):
    """A member: its digest (SHA-256 in hex) and its size in bytes."""

    sha256: str
    size: int


class DatabaseFacts(msgspec.Struct, frozen=True):
    """What the database is: ``sqlite`` or ``postgresql``, and the version of its library."""

    kind: str
    version: str


class JournalFacts(msgspec.Struct, frozen=True):
    """Where the journal ends.

    ``chain`` folds every commitment, in order (see ``press.journal.chain``); ``first`` is the first
    commitment, which names the newsroom: its salt was drawn once, for it alone. ``at`` is when the
    newest row was written, in UTC.
    """

    position: int
    at: str
    chain: str
    first: str


class EditionFacts(msgspec.Struct, frozen=True):
    """The edition that stood at the journal's position: its root, and how many files it names."""

    position: int
    root: str
    files: int


class MediaFacts(msgspec.Struct, frozen=True):
    """How many files the list of media names, and their bytes together."""

    files: int
    bytes: int


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest of an archive.

    ``lost`` are files that were damaged in the newsroom itself when the backup was taken;
    ``settings`` are those without secrets; ``edition`` is None where the press had not caught up.
    """

    format: str
    shpalta: str
    made: str
    database: DatabaseFacts
    journal: JournalFacts
    articles: int
    edition: EditionFacts | None
    media: MediaFacts
    lost: tuple[str, ...]
    settings: dict[str, str]
    members: dict[str, Part]

    @property
    def database_member(self) -> str:
        """The name of the member that holds the database."""
        return SQLITE if self.database.kind == "sqlite" else POSTGRESQL


def encode(contents: Contents) -> bytes:
    """The manifest's bytes."""
    return canonical(msgspec.to_builtins(contents))


def decode(data: bytes) -> Contents:
    """The manifest that ``data`` says.

    Raises:
        Refused: it says none, or one of a form that this version does not know.
    """
    try:
        contents = msgspec.json.decode(data, type=Contents, strict=True)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise Refused(
            _("The archive's manifest cannot be read: {error}").format(error=error)
        ) from (error)
    check_format(contents.format)
    if set(contents.members) != {contents.database_member, MEDIA}:
        raise Refused(_("The archive's manifest names members that belong to no backup."))
    return contents


def check_format(name: str) -> None:
    """Raises ``Refused`` for a form that this version does not know."""
    if name != FORMAT:
        raise Refused(
            _("The archive has the form {name}; this version of Shpalta reads {known}.").format(
                name=name, known=FORMAT
            )
        )


def seal(digest: str) -> bytes:
    """The last bytes of an archive whose other bytes have the SHA-256 ``digest``."""
    return f"{FORMAT} sha256={digest}\n".encode().ljust(SEAL_BYTES, b"\0")


def unseal(end: bytes) -> str:
    """The digest in the last bytes of an archive.

    Raises:
        Refused: they are no seal, or one of a form that this version does not know.
    """
    found = _SEAL.fullmatch(end)
    if found is None or len(end) != SEAL_BYTES:
        raise Refused(_("This is no backup of Shpalta, or its end is missing or damaged."))
    check_format(found[1].decode())
    return found[2].decode()


def stamp(moment: datetime) -> str:
    """``moment`` in UTC, whole seconds, as names of files carry it: 20261128T113000Z."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def archive_name(moment: datetime, position: int, digest: str) -> str:
    """The name of an archive: names sort by time."""
    return f"shpalta-{stamp(moment)}-p{position}-{digest[:8]}.tar"


def is_archive(name: str) -> bool:
    """Whether a file of this name is an archive of a whole backup."""
    return _NAME.fullmatch(name) is not None
