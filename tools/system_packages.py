"""Debian packages that Shpalta or its tests need: what is missing, and how it gets here.

Standard library only: runs before anything is installed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

EXIT_MISSING = 3
"""Exit code when packages are missing and cannot be installed from here."""

_SBIN = os.pathsep.join(("/usr/sbin", "/sbin", "/usr/local/sbin"))


@dataclass(frozen=True)
class Package:
    """One package: its Debian names, what it is for, and how to see that it is here.

    Probes look for what is used (a program, a file), not for the package, so that a program
    installed in another way counts.
    """

    names: tuple[str, ...]
    purpose: str
    present: Callable[[], bool]


def _program(*names: str) -> Callable[[], bool]:
    def present() -> bool:
        path = os.environ.get("PATH", os.defpath) + os.pathsep + _SBIN
        return all(shutil.which(name, path=path) for name in names)

    return present


def _file(folder: str, pattern: str) -> Callable[[], bool]:
    return lambda: any(Path(folder).glob(pattern))


def _venv_possible() -> bool:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


_VENV = Package(("python3-venv",), "Python's virtual environments", _venv_possible)

PROFILES: dict[str, tuple[Package, ...]] = {
    # Everything else that a newspaper needs comes as locked Python packages, Caddy included.
    "run": (_VENV,),
    "python": (_VENV,),
    "test": (
        _VENV,
        Package(("chromium",), "browser tests", _program("chromium")),
        Package(
            ("postgresql",),
            "laws on PostgreSQL",
            _file("/usr/lib/postgresql", "*/bin/initdb"),
        ),
        Package(("nginx",), "pages served by nginx", _program("nginx")),
        Package(
            ("libnginx-mod-http-brotli-static",),
            "compressed siblings served by nginx",
            _file("/usr/lib/nginx/modules", "ngx_http_brotli_static_module.so"),
        ),
        Package(("openjdk-17-jre-headless",), "the HTML checker", _program("java")),
        Package(("nodejs", "npm"), "checkers of accessibility and policy", _program("node", "npm")),
        Package(("gettext",), "message catalogues", _program("msgfmt", "xgettext")),
        Package(("age",), "keys opened by another program", _program("age")),
        Package(
            ("fonts-dejavu-core",),
            "text in browser tests",
            _file("/usr/share/fonts", "truetype/dejavu/DejaVuSans.ttf"),
        ),
    ),
}


def missing(profile: str) -> list[Package]:
    """The packages of a profile that are not here, in order."""
    return [package for package in PROFILES[profile] if not package.present()]


def ensure(profile: str) -> None:
    """Install what is missing, or end the program with what to do.

    Raises:
        SystemExit: code 3, after a message in Ukrainian and English.
    """
    absent = missing(profile)
    if not absent:
        return
    rights = _rights()
    if rights is not None and shutil.which("apt-get"):
        _install(rights, absent)
        absent = missing(profile)
    if absent:
        sys.stderr.write(message(absent))
        raise SystemExit(EXIT_MISSING)


def message(absent: list[Package]) -> str:
    """What is missing, what for, and the command that brings it."""
    names = " ".join(name for package in absent for name in package.names)
    rows = "".join(f"  {' '.join(p.names):36} {p.purpose}\n" for p in absent)
    return (
        "\nБракує системних пакетів. Встановіть їх (потрібні права адміністратора) "
        "і повторіть команду.\n"
        "System packages are missing. Install them (this needs administrator's rights) "
        "and repeat the command.\n\n"
        f"{rows}\n  sudo apt-get update && sudo apt-get install {names}\n\n"
    )


def _rights() -> list[str] | None:
    """The words to put before apt-get, or None without the right to use it."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        # -n: never ask for a password in the middle of a build.
        allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if allowed.returncode == 0:
            return ["sudo", "-n"]
    return None


def _install(rights: list[str], absent: list[Package]) -> None:
    """Run apt-get; a failure is seen by what is still missing afterwards."""
    names = [name for package in absent for name in package.names]
    sys.stderr.write(f"apt-get install {' '.join(names)}\n")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    subprocess.run([*apt, "update"], check=False, stdout=sys.stderr)
    subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *names], check=False, stdout=sys.stderr
    )
