"""The file of destinations: what it may say, and what is said of what it may not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shpalta.settings.destinations import read_destinations
from shpalta.settings.environment import Settings
from shpalta.settings.values import SettingsError

GOOD = """
[main]
kind = "bucket"
endpoint = "https://s3.example.org/"
bucket = "news"
access_key = "AK"
secret_env = "THE_SECRET"
prefix = "/site/"

[mirror]
kind = "folder"
folder = "/mnt/mirror"
"""
ENVIRON = {"THE_SECRET": "hush"}


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "destinations.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_both_kinds(tmp_path):
    main, mirror = read_destinations(write(tmp_path, GOOD), ENVIRON)
    assert (main.name, main.kind, main.endpoint) == ("main", "bucket", "https://s3.example.org")
    assert (main.bucket, main.prefix, main.secret) == ("news", "site", "hush")
    assert (mirror.name, mirror.folder) == ("mirror", Path("/mnt/mirror"))
    assert "hush" not in repr(main)


def test_no_file_is_no_destination(tmp_path):
    assert read_destinations(tmp_path / "nowhere.toml", {}) == ()


def test_a_secret_in_a_file_of_its_own(tmp_path):
    text = GOOD.replace('secret_env = "THE_SECRET"', 'secret_file = "main.secret"')
    secret = tmp_path / "main.secret"
    secret.write_text("hush\n")
    secret.chmod(0o600)
    assert read_destinations(write(tmp_path, text), {})[0].secret == "hush"
    secret.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        read_destinations(write(tmp_path, text), {})
    os.truncate(secret, 0)
    secret.chmod(0o600)
    with pytest.raises(SettingsError, match="write the secret"):
        read_destinations(write(tmp_path, text), {})


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('kind = "bucket"', 'kind = "cloud"', '"bucket" or "folder"'),
        ("[main]", "[Main]", "small Latin letters"),
        ("[main]", "[main", "TOML"),
        ("https://s3.example.org/", "s3.example.org", "https://s3.example.org"),
        ("https://s3.example.org/", "https://me:word@s3.example.org", "https://s3"),
        ('bucket = "news"', 'bucket = "a/b"', "bucket's name"),
        ('bucket = "news"', "bucket = 5", "text in quotes"),
        ('secret_env = "THE_SECRET"', 'secret_env = "OTHER"', "set this variable"),
        ('secret_env = "THE_SECRET"', 'secret = "hush"', "use only"),
        ('secret_env = "THE_SECRET"', "", "secret_file or secret_env"),
        ('prefix = "/site/"', "timeout = 0", "seconds"),
        ('prefix = "/site/"', 'path_style = "yes"', "true or false"),
        ("/mnt/mirror", "mirror", "absolute path"),
        ('folder = "/mnt/mirror"', 'folder = "/mnt"\nbucket = "x"', "use only"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path, old, new, words):
    assert old in GOOD
    with pytest.raises(SettingsError) as error:
        read_destinations(write(tmp_path, GOOD.replace(old, new, 1)), ENVIRON)
    assert words in str(error.value)
    assert "hush" not in str(error.value)
    assert "me:word" not in str(error.value)


def test_a_file_that_is_named_must_be_there(tmp_path):
    given = {"SHPALTA_HOME": str(tmp_path), "SHPALTA_DESTINATIONS": str(tmp_path / "none.toml")}
    with pytest.raises(SettingsError, match="name a file that is there"):
        Settings.from_environ(given)
    here = Settings.from_environ({"SHPALTA_HOME": str(tmp_path)})
    assert here.destinations == tmp_path / "destinations.toml"
