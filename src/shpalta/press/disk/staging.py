"""Where files lie until they are whole: a hidden folder of the edition, names of one process."""

import secrets

STAGING = "/.staging"
# Says that a folder is an edition: see anew.
MARK = f"{STAGING}/edition"
# A press that slept beyond its lease, and wakes, must not find another's files under its names:
# it would put them in the wrong places. Its own are gone by then.
_OWN = secrets.token_hex(4)


def staged(name: object) -> str:
    """The place of a file that this process has in the making."""
    return f"{STAGING}/{_OWN}-{name}"
