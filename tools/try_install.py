"""Try docs/howto/install.md as it is written, in a clean Debian.

    python -m tools.try_install [--keep] [--root FOLDER] [--wheels FOLDER] [--suite bookworm]

Needs root, debootstrap and `make wheel`. The commands of the page run in their order inside a
fresh system: those that fetch packages in the machine's network, the rest in a network of their
own, where the page's hosts are this system. In place of systemd the units' own commands are
started, as the units' users and with their settings; in place of a public authority Caddy signs
certificates itself. Then an editor signs in, publishes, and a reader reads, over TLS.
"""

import argparse
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "howto" / "install.md"
VISIT = Path(__file__).with_name("try_install_visit.py")
WORK = ROOT / "tests" / "upgrade" / "work.py"
HEADLINE = "Пароплав повернувся до пристані"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
SITE, NEWSROOM = "news.example", "newsroom.news.example"
PACKAGES = "python3,python3-venv,ca-certificates,adduser,util-linux"
FETCHES = ("apt-get", "pip install")
# What an owner's server has and a chroot has not.
SYSTEMCTL = """\
#!/bin/sh
case "$1 $2" in
    "daemon-reload "*) ;;
    "enable --now") shift 2; printf '%s\\n' "$@" >> /run/wanted ;;
    *) echo "systemctl $* is not tried here" >&2; exit 1 ;;
esac
"""
LOCAL_CERTIFICATES = "{\n\tlocal_certs\n\tskip_install_trust\n\tadmin off\n}\n\n"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
DEVICES = {"null": 3, "zero": 5, "full": 7, "random": 8, "urandom": 9}
RELEASE = "srv/release"
SECONDS = 120


class Failed(Exception):
    """The page does not do what it says; the message says where."""


def blocks(page: Path = PAGE) -> list[str]:
    """The commands of the page, block by block."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class System:
    """A fresh system below ``root``; ``network`` is the process whose network it lives in."""

    root: Path
    network: int

    def argv(self, command: Sequence[str], *, outside: bool) -> list[str]:
        """How a command is started inside."""
        enter = [] if outside else ["nsenter", f"--net=/proc/{self.network}/ns/net", "--"]
        return [*enter, "chroot", str(self.root), *command]

    def sh(self, script: str, *, outside: bool = False) -> str:
        """Run a script inside, in the folder of the release; what it printed."""
        environ = {
            "PATH": PATH,
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        environ |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": f"/{RELEASE}/wheels"}
        argv = self.argv(["/bin/sh", "-euc", f"cd /{RELEASE}\n{script}"], outside=outside)
        done = subprocess.run(argv, env=environ, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failed(f"{script}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """Try it; 0 when the page is true."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--root", type=Path, help="a clean system that is there already")
    parser.add_argument("--wheels", type=Path, help="packages that were fetched before")
    parser.add_argument("--suite", default="bookworm", help="of Debian")
    parser.add_argument("--keep", action="store_true", help="leave the system behind")
    given = parser.parse_args(arguments)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="shpalta-install-") as folder:
        root = given.root or bootstrap(Path(folder) / "root", given.suite)
        wheels = given.wheels or fetch(Path(folder) / "wheels")
        try:
            attempt(root, wheels)
        except Failed as error:
            sys.stderr.write(f"{error}\n")
            return 1
        if given.keep and not given.root:
            sys.stderr.write("give --root to keep a system\n")
    sys.stdout.write(f"as written, in {round((time.monotonic() - begun) / 60, 1)} minutes\n")
    return 0


def bootstrap(root: Path, suite: str) -> Path:
    """A clean Debian."""
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", suite, str(root)], check=True
    )
    return root


def fetch(wheels: Path) -> Path:
    """The packages of requirements.txt, each checked against its digests."""
    lock = ROOT / "requirements" / "base.txt"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes"]
    subprocess.run([*pip, "--dest", str(wheels), "-r", str(lock)], check=True)
    return wheels


def attempt(root: Path, wheels: Path) -> None:
    """Every command of the page, then a visit."""
    (release,) = (ROOT / "dist").glob("shpalta-*.whl")
    folder = root / RELEASE
    folder.mkdir(parents=True)
    for source in (release, ROOT / "dist" / "requirements.txt"):
        shutil.copy(source, folder)
    shutil.copytree(wheels, folder / "wheels", dirs_exist_ok=True)
    place(root / "usr/local/sbin/systemctl", SYSTEMCTL, 0o755)
    hosts = f"127.0.0.1 localhost {SITE} {NEWSROOM}\n"
    place(root / "etc/hosts", hosts, 0o644)
    shutil.copy(VISIT, root / "srv" / "visit.py")
    shutil.copy(WORK, root / "srv" / "work.py")
    with ExitStack() as stack:
        stack.enter_context(mounted(root))
        system = System(root, stack.enter_context(own_network()))
        said = ""
        for block in blocks():
            sys.stdout.write(block)
            sys.stdout.flush()
            outside = any(word in block for word in FETCHES)
            said += system.sh(block, outside=outside)
            if "enable --now" in block:
                start(system, stack)
        password = re.search(r"(?:password|пароль) (\S+)", said)
        if password is None:
            raise Failed(f"no password was shown:\n{said}")
        visit(system, password[1])


def visit(system: System, password: str) -> None:
    """What an editor and a reader do, over TLS, with Caddy's own authority trusted."""
    authority = "/var/lib/caddy-shpalta/.local/share/caddy/pki/authorities/local/root.crt"
    as_user = "setpriv --reuid=shpalta --regid=shpalta --init-groups"
    path = system.sh(
        "set -a; . /etc/shpalta.env; set +a; cd /var/lib/shpalta; umask 027;"
        f" {as_user} /opt/shpalta/bin/python /srv/work.py publish {shlex.quote(HEADLINE)}"
    )
    words = ["/opt/shpalta/bin/python", "/srv/visit.py", SITE, NEWSROOM, "olena", password, path]
    sys.stdout.write(system.sh(f"SSL_CERT_FILE={authority} {shlex.join(words)}"))


def place(path: Path, text: str, mode: int) -> None:
    """A file inside."""
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


# -- in place of systemd


def start(system: System, stack: ExitStack) -> None:
    """Start what was enabled, as its unit says, and wait until the newspaper works."""
    caddyfile = system.root / "etc/caddy/Caddyfile"
    place(caddyfile, LOCAL_CERTIFICATES + caddyfile.read_text(encoding="utf-8"), 0o644)
    for name in (system.root / "run/wanted").read_text(encoding="utf-8").split():
        stack.enter_context(running(system, name))
    until = time.monotonic() + SECONDS
    while True:
        try:
            system.sh("shpalta health")
            system.sh(f"/opt/shpalta/bin/python - <<'END'\n{LISTENS}\nEND")
            return
        except Failed:
            if time.monotonic() > until:
                raise
            time.sleep(1)


LISTENS = "import socket; socket.create_connection(('127.0.0.1', 443), 5).close()"


def unit(system: System, name: str) -> dict[str, list[str]]:
    """The lines of a unit and of the drop-in that it shares, by key."""
    folder = system.root / "etc/systemd/system"
    texts = [(folder / f"{name}.service").read_text(encoding="utf-8")]
    if name.startswith("shpalta-"):
        texts.append((folder / "shpalta-.service.d/common.conf").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for line in "\n".join(texts).splitlines():
        key, equals, value = line.partition("=")
        if equals and not key.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


@contextmanager
def running(system: System, name: str) -> Iterator[None]:
    """One unit's command, as its user, with its environment, until the end of the attempt."""
    lines = unit(system, name)
    environ = {"PATH": PATH, "LANG": "C.UTF-8"}
    for pair in lines.get("Environment", []):
        key, _, value = pair.partition("=")
        environ[key] = value
    for file in lines.get("EnvironmentFile", []):
        text = (system.root / file.lstrip("/")).read_text(encoding="utf-8")
        pairs = (line.partition("=") for line in text.splitlines() if line[:1].isalpha())
        environ |= {key: value for key, _, value in pairs}
    for folder in (f"/var/lib/{one}" for one in lines.get("StateDirectory", [])):
        (system.root / folder.lstrip("/")).mkdir(parents=True, exist_ok=True)
    for folder in (f"/var/log/{one}" for one in lines.get("LogsDirectory", [])):
        (system.root / folder.lstrip("/")).mkdir(parents=True, exist_ok=True)
    # A dynamic user is nobody here; its folders are its own under systemd, and root's here.
    user = lines["User"][0] if "User" in lines else "root"
    as_user = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
    command = [*(as_user if user != "root" else []), *shlex.split(lines["ExecStart"][0])]
    umask = lines.get("UMask", ["0022"])[0]
    home = lines.get("WorkingDirectory", ["/"])[0]
    inside = f"umask {umask}; cd {home}; exec {shlex.join(command)}"
    log = system.root / f"srv/{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            system.argv(["/bin/sh", "-c", inside], outside=False),
            env=environ,
            stdout=output,
            stderr=output,
        )
        try:
            yield
            if process.poll() is not None:
                raise Failed(f"{name} ended: {log.read_text(encoding='utf-8')[-2000:]}")
        finally:
            process.terminate()
            process.wait(SECONDS)


# -- a system's surroundings


@contextmanager
def mounted(root: Path) -> Iterator[None]:
    """/proc, and a /dev with what programs ask for, inside, for as long as it takes."""
    done: list[Path] = []
    try:
        for kind, target in (("proc", root / "proc"), ("tmpfs", root / "dev")):
            subprocess.run(["mount", "-t", kind, kind, str(target)], check=True)
            done.append(target)
        for name, minor in DEVICES.items():
            os.mknod(root / "dev" / name, 0o666 | stat.S_IFCHR, os.makedev(1, minor))
            (root / "dev" / name).chmod(0o666)
        (root / "dev/shm").mkdir()
        (root / "dev/shm").chmod(0o1777)
        yield
    finally:
        for target in reversed(done):
            subprocess.run(["umount", "--lazy", str(target)], check=False)


@contextmanager
def own_network() -> Iterator[int]:
    """A process in a network of its own, with nothing but the loopback."""
    process = subprocess.Popen(
        ["unshare", "--net", "sh", "-c", "ip link set lo up && echo up && exec sleep infinity"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        if process.stdout.readline().strip() != "up":
            raise Failed("no network of its own could be made")
        yield process.pid
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("root is needed: a system of its own is made")
    sys.exit(main())
