"""How an owner installs: both languages say the same commands, and the commands exist."""

import re
import shlex
from pathlib import Path

import pytest

from shpalta.serving import House, server_files
from tools import try_install
from tools.command_reference import all_commands

UKRAINIAN = try_install.PAGE.with_name("install.uk.md")


def commands():
    for block in try_install.blocks():
        yield from (shlex.split(line) for line in block.strip().splitlines())


def test_the_same_commands_in_both_languages():
    assert try_install.blocks() == try_install.blocks(UKRAINIAN)
    assert len(try_install.blocks()) >= 6


def test_every_command_of_ours_is_one():
    known = set(all_commands())
    said = [words for words in commands() if Path(words[0]).name == "shpalta"]
    assert said
    for words in said:
        name = f"shpalta {words[1]}"
        assert name in known, name


def test_every_unit_that_is_started_is_written_before():
    units = {
        Path(name).stem
        for name in server_files(House("news.example", "newsroom.news.example"))
        if re.search(r"/system/[^/]+\.service$", name)
    }
    (enabled,) = [
        words[3:] for words in commands() if words[:3] == ["systemctl", "enable", "--now"]
    ]
    assert set(enabled) <= units
    assert {"shpalta-newsroom", "shpalta-press", "caddy-shpalta"} <= set(enabled)


@pytest.mark.soak
def test_as_it_is_written():
    """Minutes, root and debootstrap; see the module."""
    assert try_install.main([]) == 0
