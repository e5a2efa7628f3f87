"""What must be true before anything is started, each failing with what to do about it.

Each check returns None or a sentence for a person. ``problems`` gathers them, so that a person
reads all of them at once instead of one per try.
"""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shpalta.supervisor.holders import holder_of
from shpalta.supervisor.messages import _

LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


@dataclass(frozen=True)
class Port:
    """A port that a process will listen on, and the variable that changes it."""

    purpose: str
    number: int
    variable: str


@dataclass(frozen=True)
class Folder:
    """A folder that must be there and writable, and the variable that changes it."""

    path: Path
    variable: str


@dataclass(frozen=True)
class Binary:
    """A program that must be installed, and how to install it."""

    name: str
    install: str


def problems(
    ports: Iterable[Port] = (), folders: Iterable[Folder] = (), binaries: Iterable[Binary] = ()
) -> list[str]:
    """Every reason not to start, in words; an empty list means go."""
    found = [check_binary(binary) for binary in binaries]
    found += [check_folder(folder) for folder in folders]
    taken: dict[int, Port] = {}
    for port in ports:
        earlier = taken.setdefault(port.number, port)
        found.append(check_port(port) if earlier is port else _one_port_twice(earlier, port))
    return [problem for problem in found if problem]


def find_binary(name: str) -> Path | None:
    """A program: first beside the running Python (its virtualenv), then on the PATH."""
    beside = Path(sys.executable).parent / name
    if beside.is_file() and os.access(beside, os.X_OK):
        return beside
    found = shutil.which(name)
    return Path(found) if found else None


def check_binary(binary: Binary) -> str | None:
    """Why a program cannot be used, or None."""
    if find_binary(binary.name):
        return None
    text = _("The program {name} is not installed. {install}")
    return text.format(name=binary.name, install=binary.install)


def check_folder(folder: Folder) -> str | None:
    """Make a folder if need be; why it cannot be written to, or None."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder.path) as trial:
            trial.write(b"?")
            trial.flush()
    except OSError as error:
        text = _(
            "The folder {path} cannot be written to: {reason}. "
            "Give this user the right to write there, or choose another folder with {variable}."
        )
        reason = os.strerror(error.errno) if error.errno else str(error)
        return text.format(path=folder.path, reason=reason, variable=folder.variable)
    return None


def check_port(port: Port) -> str | None:
    """Why a port cannot be listened on, or None."""
    if not 0 < port.number < 65536:
        text = _("{variable}={number} is not a port: choose one from 1024 to 65535.")
        return text.format(variable=port.variable, number=port.number)
    codes = [_try(family, host, port.number) for family, host in LOOPBACKS]
    code = next((code for code in codes if code), 0)
    if code == errno.EADDRINUSE:
        return _busy(port)
    if code == errno.EACCES:
        text = _(
            "Port {number} ({purpose}) is reserved for the system. "
            "Choose one from 1024 to 65535 with {variable}."
        )
        return text.format(number=port.number, purpose=port.purpose, variable=port.variable)
    if code:
        text = _("Port {number} ({purpose}) cannot be used: {reason}. Change {variable}.")
        reason = os.strerror(code)
        return text.format(
            number=port.number, purpose=port.purpose, reason=reason, variable=port.variable
        )
    return None


def _busy(port: Port) -> str:
    holder = holder_of(port.number)
    if holder is None:
        text = _(
            "Port {number} ({purpose}) is taken by another program. "
            "Stop that program, or choose another port with {variable}."
        )
        return text.format(number=port.number, purpose=port.purpose, variable=port.variable)
    text = _(
        "Port {number} ({purpose}) is taken by {program} (process {pid}). "
        "Stop that program, or choose another port with {variable}."
    )
    return text.format(
        number=port.number,
        purpose=port.purpose,
        program=holder.name,
        pid=holder.pid,
        variable=port.variable,
    )


def _one_port_twice(first: Port, second: Port) -> str:
    text = _("Port {number} is given twice: by {first} and by {second}. Change one of them.")
    return text.format(number=first.number, first=first.variable, second=second.variable)


def _try(family: socket.AddressFamily, host: str, number: int) -> int:
    """The error code of listening there, 0 for none; a machine without IPv6 has no error."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                trial.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            trial.bind((host, number))
            trial.listen(1)
    except OSError as error:
        absent = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL)
        if family == socket.AF_INET6 and error.errno in absent:
            return 0
        return error.errno or errno.EIO
    return 0
