"""Whose backups a store holds: one newsroom's, so that no other one's are ever tidied away."""

import hashlib
import json
from pathlib import Path

from shpalta.backup.errors import BackupError, Missing
from shpalta.backup.messages import _
from shpalta.backup.stores import Store

KEY = "shpalta-backups.json"


def claim(store: Store, first: str, folder: Path) -> bool:
    """Mark the store as this newsroom's, by the first commitment of its journal; whether it was
    nobody's before.

    Raises:
        BackupError: it is another newsroom's.
    """
    known = owner(store)
    if known == first:
        return False
    if known is not None:
        text = _("{place} holds the backups of another newsroom: choose another place.")
        raise BackupError(text.format(place=store.place))
    place = folder / KEY
    data = json.dumps({"newsroom": first}).encode()
    place.write_bytes(data)
    store.put(KEY, place, hashlib.sha256(data).hexdigest())
    return True


def owner(store: Store) -> str | None:
    """The first commitment of the newsroom whose backups the store holds; None for none yet."""
    try:
        with store.open(KEY) as file:
            return str(json.loads(file.read())["newsroom"])
    except Missing:
        return None
    except (ValueError, KeyError, TypeError) as error:
        text = _("{place}: {key} cannot be read")
        raise BackupError(text.format(place=store.place, key=KEY)) from error
