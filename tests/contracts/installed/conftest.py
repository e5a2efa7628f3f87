"""A wheel as it is built, in an environment of its own, and a newspaper that it made."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.contracts.running.house import House, free_ports

ROOT = Path(__file__).resolve().parents[3]
SITE, NEWSROOM = "nadrichchia.example", "redaktsiia.nadrichchia.example"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The package, built from what is checked out; nothing is fetched for it."""
    folder = tmp_path_factory.mktemp("wheel")
    arguments = ["build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    _run(sys.executable, "-m", *arguments)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def python(wheel, tmp_path_factory):
    """A Python that has the wheel, and what it needs from the environment of the tests.

    A path in a .pth file is only searched: the checkout that the tests run from, which a .pth file
    names as well, is not seen from there.
    """
    folder = tmp_path_factory.mktemp("installed") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    own = folder / "bin" / "python"
    packages = Path(
        _run(own, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    )
    (packages / "needed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    quiet = ["--disable-pip-version-check", "-q"]
    pip = [sys.executable, "-m", "pip", "--python", str(own), *quiet, "install"]
    _run(*pip, "--no-index", "--no-deps", str(wheel))
    return own


@pytest.fixture(scope="module")
def house(python, tmp_path_factory):
    """A newspaper behind TLS, as `shpalta init` of the wheel made it."""
    home = tmp_path_factory.mktemp("newspaper")
    house = House(
        home,
        *free_ports(2),
        python=str(python),
        besides={
            # Caddy: one of the packages that it needs.
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "SHPALTA_SITE_ADDRESS": f"https://{SITE}",
            "SHPALTA_NEWSROOM_ADDRESS": f"https://{NEWSROOM}",
            "SHPALTA_LOG": "json",
        },
    )
    ports = {"SITE": house.site, "NEWSROOM": house.newsroom}
    house.besides.update({f"SHPALTA_{name}_PORT": str(port) for name, port in ports.items()})
    made = house.command(
        *("shpalta", "init", "--name", "Надріччя", "--languages", "uk", "--zone", "Europe/Kyiv"),
        *("--sections", "Місто", "--user", "olena"),
    )
    assert made.returncode == 0, made.stderr
    return house


def _run(*argv: object) -> str:
    done = subprocess.run(
        [str(word) for word in argv], check=False, capture_output=True, text=True, cwd="/"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
