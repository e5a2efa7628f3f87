"""The press's tables. Never migrated: tables of another shape or meaning are made anew."""

import secrets

from shpalta.lib.digests import digest
from shpalta.press.database import Database

# Raise it when the meaning of a column changes; a change of the tables themselves is noticed. The
# press then folds the journal again and presses everything (unchanged files are recognised by
# their digest and left alone).
VERSION = 4

_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS head (
    kind TEXT NOT NULL, id TEXT NOT NULL, position BIGINT NOT NULL, digest TEXT NOT NULL,
    path TEXT NOT NULL, card {bytes}, published TEXT{c}, PRIMARY KEY (kind, id)
){rowless};
CREATE INDEX IF NOT EXISTS head_path ON head (path) WHERE path <> '';
CREATE INDEX IF NOT EXISTS head_published ON head (published) WHERE published IS NOT NULL;
CREATE TABLE IF NOT EXISTS listing (number {serial}, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS member (
    listing BIGINT NOT NULL, article TEXT NOT NULL, place TEXT{c} NOT NULL,
    live SMALLINT NOT NULL, opens SMALLINT NOT NULL, PRIMARY KEY (listing, article)
){rowless};
CREATE INDEX IF NOT EXISTS member_live ON member (listing, place, article) WHERE live = 1;
CREATE INDEX IF NOT EXISTS member_opens ON member (listing, place, article) WHERE opens = 1;
CREATE INDEX IF NOT EXISTS member_article ON member (article);
CREATE TABLE IF NOT EXISTS retired (path TEXT PRIMARY KEY, digest TEXT NOT NULL, day TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS ahead (position BIGINT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS resource (
    number {serial}, path TEXT NOT NULL UNIQUE, family TEXT NOT NULL, owner TEXT NOT NULL,
    args TEXT NOT NULL, sequence TEXT{c} NOT NULL, digest TEXT NOT NULL, size BIGINT NOT NULL,
    stamp BIGINT, bucket BIGINT NOT NULL,
    change BIGINT NOT NULL DEFAULT 0, urgency SMALLINT NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS resource_owner ON resource (family, owner);
CREATE INDEX IF NOT EXISTS resource_bucket ON resource (bucket);
CREATE INDEX IF NOT EXISTS resource_stamp ON resource (stamp, sequence, path);
CREATE INDEX IF NOT EXISTS resource_change ON resource (change);
CREATE TABLE IF NOT EXISTS dropped (
    path TEXT PRIMARY KEY, family TEXT NOT NULL, change BIGINT NOT NULL, urgency SMALLINT NOT NULL
);
CREATE INDEX IF NOT EXISTS dropped_change ON dropped (change);
CREATE TABLE IF NOT EXISTS moment (change BIGINT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS subject (number {serial}, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS reads (
    resource BIGINT NOT NULL, subject BIGINT NOT NULL, PRIMARY KEY (resource, subject)
){rowless};
CREATE INDEX IF NOT EXISTS reads_subject ON reads (subject, resource);
CREATE TABLE IF NOT EXISTS stamp (
    number {serial}, subjects TEXT NOT NULL, digest TEXT NOT NULL, UNIQUE (subjects, digest)
);
CREATE TABLE IF NOT EXISTS bucket (number BIGINT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS queue (
    path TEXT PRIMARY KEY, action TEXT NOT NULL, family TEXT NOT NULL, owner TEXT NOT NULL,
    args TEXT NOT NULL, sequence TEXT{c} NOT NULL, priority SMALLINT NOT NULL,
    wave SMALLINT NOT NULL, rank SMALLINT NOT NULL, reason TEXT NOT NULL, fresh SMALLINT NOT NULL
);
CREATE INDEX IF NOT EXISTS queue_owner ON queue (family, owner);
CREATE INDEX IF NOT EXISTS queue_turn ON queue (priority, wave, rank, sequence DESC, path);
CREATE INDEX IF NOT EXISTS queue_page ON queue (rank, sequence DESC, path)
    WHERE fresh = 1 AND rank <= 0 AND action = 'render';
CREATE INDEX IF NOT EXISTS queue_gone ON queue (rank, path) WHERE action = 'delete';
CREATE TABLE IF NOT EXISTS claimant (
    rank SMALLINT NOT NULL, family SMALLINT NOT NULL, owner TEXT{c} NOT NULL,
    PRIMARY KEY (rank, family, owner)
){rowless};
CREATE TABLE IF NOT EXISTS wanted (
    path TEXT PRIMARY KEY, family TEXT NOT NULL, owner TEXT NOT NULL, args TEXT NOT NULL,
    sequence TEXT NOT NULL
){rowless};
CREATE TABLE IF NOT EXISTS intent (
    path TEXT NOT NULL, family TEXT NOT NULL, owner TEXT NOT NULL, args TEXT NOT NULL,
    sequence TEXT NOT NULL, digest TEXT NOT NULL, fence BIGINT NOT NULL,
    PRIMARY KEY (path, fence)
);
CREATE TABLE IF NOT EXISTS sibling_due (
    path TEXT PRIMARY KEY, suffixes TEXT NOT NULL, sequence TEXT{c} NOT NULL
);
CREATE INDEX IF NOT EXISTS sibling_turn ON sibling_due (sequence DESC, path);
CREATE TABLE IF NOT EXISTS failure (
    path TEXT PRIMARY KEY, family TEXT NOT NULL, owner TEXT NOT NULL, args TEXT NOT NULL,
    sequence TEXT NOT NULL, error TEXT NOT NULL, at TEXT NOT NULL,
    reads TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS pressed (
    article TEXT PRIMARY KEY, position BIGINT NOT NULL, at TEXT NOT NULL
)
"""


def create_tables(database: Database) -> bool:
    """Make the press's tables; whether they had to be made anew (first start, other version)."""
    words = (
        {
            "serial": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            "bytes": "BYTEA",
            "c": ' COLLATE "C"',
            "rowless": "",
        }
        if database.postgres
        else {
            "serial": "INTEGER PRIMARY KEY",
            "bytes": "BLOB",
            "c": "",
            "rowless": " WITHOUT ROWID",
        }
    )
    database.execute(
        "CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
    )
    known = database.execute("SELECT value FROM state WHERE name = 'schema'").fetchone()
    if known and known[0] == shape():
        return False
    with database.transaction():
        if known:
            for name in _names():
                database.execute(f"DROP TABLE IF EXISTS {name}")
        database.script(_TABLES.format(**words))
        database.execute("INSERT INTO state (name, value) VALUES ('schema', ?)", (shape(),))
        # Destinations tell by it that changes are numbered from one again.
        database.execute(
            "INSERT INTO state (name, value) VALUES ('feed', ?)", (secrets.token_hex(8),)
        )
    return True


def shape() -> str:
    """What tells these tables from those of other code: the version, and a digest of their text."""
    return f"{VERSION}:{digest(_TABLES.encode())[:12]}"


def _names() -> list[str]:
    marker = "CREATE TABLE IF NOT EXISTS "
    return [part.split(" ", 1)[0] for part in _TABLES.split(marker)[1:]]
