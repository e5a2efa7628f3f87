"""The units that are shipped: systemd takes them, and each has its cap."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shpalta.cli import shpalta
from shpalta.supervisor import Newspaper, processes

SYSTEM = Path(__file__).resolve().parents[3] / "deploy" / "etc" / "systemd" / "system"
UNITS = sorted(SYSTEM.glob("*.service"))
OURS = [path for path in UNITS if path.name.startswith("shpalta-")]
EXPOSURE = 2.5
"""Of `systemd-analyze security`: from 0 to 10, under 2.5 is what it calls safe."""
PROGRAMS = "/opt/shpalta/bin/"


def unit(path: Path) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, strict=True, delimiters=("=",))
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(path, encoding="utf-8")
    return found


def megabytes(text: str) -> int:
    assert text.endswith("M"), text
    return int(text.removesuffix("M"))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_them(tmp_path):
    folder = shutil.copytree(SYSTEM, tmp_path / "units")
    for path in folder.glob("*.service"):
        # The programs of this environment: verify looks whether they are there.
        text = path.read_text(encoding="utf-8").replace(PROGRAMS, f"{sys.prefix}/bin/")
        path.write_text(text, encoding="utf-8")
    names = [str(folder / path.name) for path in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "shpalta" in line]
    assert ours == []
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_each_has_a_cap_and_a_command_that_is_there(path):
    service = unit(path)["Service"]
    assert 0 < megabytes(service["MemoryHigh"]) < megabytes(service["MemoryMax"])
    program, *arguments = service["ExecStart"].split()
    assert program.startswith(PROGRAMS)
    assert (Path(sys.prefix) / "bin" / Path(program).name).exists()
    if program == f"{PROGRAMS}shpalta":
        assert arguments[0] in shpalta.commands


def test_they_start_what_shpalta_run_starts():
    started = {
        " ".join(arguments)
        for path in OURS
        for _program, *arguments in [unit(path)["Service"]["ExecStart"].split()]
    }
    paper = processes(Newspaper(8080, 8081, ["caddy"], {}, command=["shpalta"]))
    for one in paper:
        argv = list(one.argv)
        if one.name == "newsroom":
            assert " ".join(argv[argv.index("gunicorn") + 1 :]) in started
        elif one.name != "caddy":
            assert " ".join(argv[argv.index("shpalta") + 1 :]) in started


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_little_is_left_to_a_process_that_was_taken_over():
    found = {}
    for path in UNITS:
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", str(path)],
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        level = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
        assert level, done.stdout + done.stderr
        found[path.name] = float(level[1])
    assert {name for name, level in found.items() if level > EXPOSURE} == set(), found


def test_the_web_server_can_write_nothing_of_the_newspaper():
    service = unit(SYSTEM / "caddy-shpalta.service")["Service"]
    assert service["DynamicUser"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert "/var/lib/shpalta" not in service.get("ReadWritePaths", "")


def test_the_press_gives_signs_of_life():
    service = unit(SYSTEM / "shpalta-press.service")["Service"]
    assert service["Type"] == "notify"
    assert int(service["WatchdogSec"]) > 60


def test_pressing_everything_gives_way():
    service = unit(SYSTEM / "shpalta-press-all.service")["Service"]
    assert service["IOSchedulingClass"] == "idle"
    assert int(service["CPUWeight"]) < 100
