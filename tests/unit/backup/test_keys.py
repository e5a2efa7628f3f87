"""Keys leave the newsroom encrypted or not at all, and open for whoever may open them."""

import shutil
import subprocess

import pyrage
import pytest

from shpalta.backup import keys
from shpalta.backup.errors import BackupError, Refused
from tests.unit.backup.house import NOW

SECRET = b"a secret key, long enough to please every check there is"
KNOWN = {"secret-key": SECRET, "keys/signing": b"\x00\xff"}
PASSPHRASE = "чотири слова про річку"


@pytest.fixture(scope="module")
def locked():
    return keys.for_passphrase(keys.pack(KNOWN, NOW), PASSPHRASE)


def test_a_passphrase_opens_what_it_closed(locked):
    assert SECRET not in locked
    assert keys.unlock(locked, PASSPHRASE) == KNOWN


@pytest.mark.parametrize("at", [0, 30, 120, -1])
def test_a_changed_byte_is_refused(at):
    identity = pyrage.x25519.Identity.generate()
    data = bytearray(keys.for_recipient(keys.pack(KNOWN, NOW), str(identity.to_public())))
    data[at] ^= 1
    with pytest.raises(Refused):
        keys.unlock(bytes(data), str(identity))


def test_a_wrong_passphrase_is_refused(locked):
    with pytest.raises(Refused):
        keys.unlock(locked, PASSPHRASE + "!")


def test_a_recipient_opens_what_was_closed_for_it():
    identity = pyrage.x25519.Identity.generate()
    locked = keys.for_recipient(keys.pack(KNOWN, NOW), str(identity.to_public()))
    assert SECRET not in locked
    assert keys.unlock(locked, str(identity)) == KNOWN
    with pytest.raises(Refused):
        keys.unlock(locked, str(pyrage.x25519.Identity.generate()))


def test_what_cannot_protect_is_refused():
    with pytest.raises(BackupError, match="12"):
        keys.for_passphrase(b"x", "short")
    with pytest.raises(BackupError, match="age1"):
        keys.for_recipient(b"x", "somebody")


@pytest.mark.parametrize("name", ["../secret-key", "newsroom.db", "keys/../../x", "/etc/passwd"])
def test_no_key_lands_elsewhere(name):
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    locked = keys.for_recipient(keys.pack({name: b"x"}, NOW), recipient)
    with pytest.raises(Refused, match="no key"):
        keys.unlock(locked, str(identity))


def test_every_key_is_gathered(tmp_path):
    with pytest.raises(BackupError, match="no keys"):
        keys.gather(tmp_path, "")
    (tmp_path / "keys" / "old").mkdir(parents=True)
    (tmp_path / "keys" / "old" / "one").write_bytes(b"1")
    assert keys.gather(tmp_path, "given") == {"secret-key": b"given", "keys/old/one": b"1"}


@pytest.mark.skipif(shutil.which("age") is None, reason="no age program here")
def test_another_program_opens_it(tmp_path):
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "identity").write_text(f"{identity}\n")
    locked = keys.for_recipient(keys.pack(KNOWN, NOW), str(identity.to_public()))
    (tmp_path / "keys.age").write_bytes(locked)
    done = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "identity"), str(tmp_path / "keys.age")],
        check=True, capture_output=True,
    )  # fmt: skip
    assert keys.unpack(done.stdout) == KNOWN
