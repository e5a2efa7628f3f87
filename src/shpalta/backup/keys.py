"""Keys, in an archive of their own that is always encrypted, in the age format.

An archive of keys is a JSON object (names of files below the data folder, bytes as base64) inside
an age file, for a passphrase or for a recipient: https://age-encryption.org/v1. Any age program
opens it; the data folder is not needed.
"""

import base64
import binascii
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pyrage

from shpalta.backup.errors import BackupError, Refused
from shpalta.backup.format import stamp
from shpalta.backup.messages import _
from shpalta.backup.restoring import SECRET_KEY
from shpalta.backup.stores import Store
from shpalta.lib.digests import digest

FORMAT = "shpalta-keys/1"
FOLDER = "keys"
SHORTEST_PASSPHRASE = 12
_IDENTITY = "AGE-SECRET-KEY-"


def gather(home: Path, secret_key: str) -> dict[str, bytes]:
    """Every key of the newsroom, by its file: the secret key, and what lies in ``keys/``.

    ``secret_key`` is the one in use, which may come from the environment and lie in no file.

    Raises:
        BackupError: there is none.
    """
    found = {SECRET_KEY: secret_key.encode()} if secret_key else {}
    for place in sorted((home / FOLDER).rglob("*")):
        if place.is_file():
            found[place.relative_to(home).as_posix()] = place.read_bytes()
    if not found:
        raise BackupError(_("There are no keys in {place}.").format(place=home))
    return found


def name_of(now: datetime) -> str:
    """The key of an archive of keys in a store."""
    return f"shpalta-keys-{stamp(now)}.age"


def pack(keys: Mapping[str, bytes], now: datetime) -> bytes:
    """The keys as the bytes that are to be encrypted."""
    files = {name: base64.b64encode(data).decode() for name, data in sorted(keys.items())}
    return json.dumps({"format": FORMAT, "made": stamp(now), "files": files}, indent=1).encode()


def unpack(data: bytes) -> dict[str, bytes]:
    """The keys by name; raises ``Refused`` for what ``pack`` did not write."""
    try:
        words = json.loads(data)
        if words["format"] != FORMAT:
            raise Refused(_("The archive of keys has an unknown form."))
        files = {
            name: base64.b64decode(text, validate=True) for name, text in words["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise Refused(_("The archive of keys cannot be read.")) from error
    for name in files:
        parts = name.split("/")
        if parts != [SECRET_KEY] and (parts[0] != FOLDER or {"", ".", ".."} & set(parts)):
            raise Refused(_("The archive of keys names {name}, which is no key.").format(name=name))
    return files


def for_recipient(data: bytes, recipient: str) -> bytes:
    """Encrypt for whoever has the identity of ``recipient`` (``age1…``).

    Raises:
        BackupError: it is no recipient.
    """
    try:
        known = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        text = _("{recipient} is no age recipient: it begins with age1.")
        raise BackupError(text.format(recipient=recipient)) from error
    return _checked(pyrage.encrypt(data, [known]))


def for_passphrase(data: bytes, passphrase: str) -> bytes:
    """Encrypt for whoever knows the passphrase.

    Raises:
        BackupError: it is too short to protect anything.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        text = _("Use a passphrase of at least {number} characters.")
        raise BackupError(text.format(number=SHORTEST_PASSPHRASE))
    locked = _checked(pyrage.passphrase.encrypt(data, passphrase))
    if pyrage.passphrase.decrypt(locked, passphrase) != data:
        raise BackupError(_("The encrypted keys do not open again."))
    return locked


def _checked(locked: bytes) -> bytes:
    assert locked.startswith(b"age-encryption.org/v1\n")
    return locked


def unlock(locked: bytes, secret: str) -> dict[str, bytes]:
    """The keys, by a passphrase or by an identity (``AGE-SECRET-KEY-…``).

    Raises:
        Refused: it is the wrong one, or the archive is damaged.
    """
    try:
        if secret.startswith(_IDENTITY):
            data = pyrage.decrypt(locked, [pyrage.x25519.Identity.from_str(secret)])
        else:
            data = pyrage.passphrase.decrypt(locked, secret)
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        text = _("The keys do not open: a wrong passphrase or identity, or a damaged archive.")
        raise Refused(text) from error
    return unpack(data)


def put(store: Store, name: str, locked: bytes, folder: Path) -> None:
    """Keep an encrypted archive in ``store``; ``folder`` is where it lies until then."""
    place = folder / name
    with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(locked)
    store.put(name, place, digest(locked))
