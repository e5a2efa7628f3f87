"""The configurations themselves: one source, accepted by the real programs, nothing injected."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from shpalta.serving import caddy, caddy_redirects, nginx, nginx_redirects, prepare
from shpalta.serving.rules import HEADERS, STRICT_TRANSPORT, Newsroom
from shpalta.serving.shipped import EXAMPLE, files, write
from shpalta.supervisor import find_binary
from tests.contracts.serving.client import Client
from tests.contracts.serving.conftest import SERVERS
from tests.contracts.serving.edition import make
from tests.contracts.serving.servers import BROTLI, NGINX, certificate

pytestmark = [pytest.mark.served, pytest.mark.serial]

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"
NEWSROOM = Newsroom("newsroom.news.example")


@pytest.mark.parametrize("name", sorted(files()))
def test_shipped_files_are_the_generated_ones(name):
    shipped = (DEPLOY / name).read_text(encoding="utf-8")
    assert shipped == files()[name], "run: python -m shpalta.serving deploy"


def test_nothing_else_is_shipped():
    found = {p.relative_to(DEPLOY).as_posix() for p in DEPLOY.rglob("*") if p.is_file()}
    assert found == set(files())


@pytest.mark.parametrize("name", sorted(SERVERS))
def test_no_map_of_redirects_is_no_error(name, tmp_path):
    with SERVERS[name](tmp_path, make(tmp_path), None) as port:
        assert Client(port).get("/").code == 200
        assert Client(port).get("/2019/stara-adresa.html").code == 404


@pytest.mark.parametrize("name", sorted(SERVERS))
def test_an_empty_edition_answers_404(name, tmp_path):
    (tmp_path / "edition").mkdir()
    with SERVERS[name](tmp_path, tmp_path / "edition", {}) as port:
        assert Client(port).get("/").code == 404
        assert Client(port).get("/x.html").code == 404


def test_caddy_takes_the_shipped_file(tmp_path):
    site = caddy.Site("news.example", access_log=str(tmp_path / "site.log"))
    config = tmp_path / "Caddyfile"
    config.write_text(caddy.production(site, NEWSROOM), encoding="utf-8")
    environ = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    program = find_binary("caddy")
    named = ["--config", str(config), "--adapter", "caddyfile"]
    for arguments in (["validate", *named], ["fmt", "--diff", str(config)]):
        done = subprocess.run(
            [str(program), *arguments],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_nginx_takes_the_shipped_files(tmp_path):
    write(tmp_path, files(EXAMPLE, ("nginx",)))
    root = tmp_path / "etc" / "nginx"
    for host in ("news.example", "newsroom.news.example"):
        certificate(tmp_path / "live" / host, host)
    for path in root.rglob("*.conf"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("/etc/letsencrypt/live", str(tmp_path / "live"))
        text = text.replace("/var/log/nginx", str(tmp_path))
        text = re.sub(r"listen (\S*?)(80|443)\b", r"listen \g<1>\g<2>1", text)
        path.write_text(text, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    config = NGINX.format(root=root, user=user, brotli=BROTLI)
    config = config.replace("include shpalta-site.conf;", "include conf.d/*.conf;")
    (root / "nginx.conf").write_text(config, encoding="utf-8")
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    done = subprocess.run(
        [str(program), "-t", "-p", str(root), "-c", str(root / "nginx.conf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_strict_transport_only_over_tls(tmp_path):
    header = f'{STRICT_TRANSPORT[0]} "{STRICT_TRANSPORT[1]}"'
    assert header in files()["etc/nginx/snippets/shpalta-headers.conf"]
    assert header in files()["etc/caddy/Caddyfile"]
    assert header not in nginx.snippets(tls=False)["shpalta-headers.conf"]
    assert header not in caddy.development("/edition", 8080, "/caddy")


def test_every_location_with_a_header_of_its_own_has_all_of_them():
    """Nginx forgets a server's headers in a location that adds one."""
    snippets = nginx.snippets(tls=True)
    edition = snippets["shpalta-edition.conf"]
    locations = re.findall(r"^location [^{]*\{(.*?)^\}", edition, re.M | re.S)
    assert len(locations) == edition.count("\nlocation ")
    shared = "include snippets/shpalta-headers.conf"
    assert shared in snippets["shpalta-negotiated.conf"]
    for body in locations:
        included = shared in body or "include snippets/shpalta-negotiated.conf" in body
        assert included or "add_header" not in body
    for name, value in HEADERS:
        assert f'add_header {name} "{value}" always;' in snippets["shpalta-headers.conf"]


def test_development_writes_nowhere_else_and_has_no_administration(tmp_path):
    server = prepare(tmp_path, tmp_path / "edition", 8080, "caddy")
    text = server.config.read_text(encoding="utf-8")
    assert "admin off" in text
    assert "auto_https off" in text
    assert "bind 127.0.0.1" in text
    assert set(server.env.values()) == {str(tmp_path / "caddy")}
    assert {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"} <= set(server.env)


def test_development_runs_quietly_and_inside_one_folder(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    with SERVERS["caddy"](home, make(tmp_path), None) as port:
        assert Client(port).get("/").code == 200
        assert "ERROR" not in (home / "output.txt").read_text()
    assert sorted(path.name for path in home.iterdir()) == ["caddy", "output.txt"]


@pytest.mark.parametrize(
    "bad", ['a"b', "a{b", "a}b", "a;b", "a$b", "a\nb", "a`b", "a\\b", "", "a'b"]
)
def test_a_setting_cannot_write_configuration(bad):
    with pytest.raises(ValueError, match="a character"):
        nginx.site_conf(nginx.Site("news.example", edition=bad))
    with pytest.raises(ValueError, match="a character"):
        nginx.site_conf(nginx.Site(bad))
    with pytest.raises(ValueError, match="a character"):
        caddy.production(caddy.Site("news.example", edition=bad), NEWSROOM)
    with pytest.raises(ValueError, match="a character"):
        caddy.development("/edition", 8080, bad)


@pytest.mark.parametrize(
    "bad",
    [
        "x",
        "//evil.example/",
        "https://evil.example",
        "/a b",
        '/a"b',
        "/a;b",
        "/a{b}",
        "/a\nb",
        "/../x",
        "/.env",
        "/a//b",
        "/$uri",
        "/міст",
        "",
    ],
)
@pytest.mark.parametrize("made", [nginx_redirects, caddy_redirects])
def test_a_map_of_redirects_cannot_write_configuration(made, bad):
    for moved in ({bad: "/x"}, {"/x": bad}):
        with pytest.raises(ValueError, match="cannot stand"):
            made(moved)


@pytest.mark.parametrize("made", [nginx_redirects, caddy_redirects])
def test_a_redirect_to_itself_is_refused(made):
    with pytest.raises(ValueError, match="lead to itself"):
        made({"/x.html": "/x.html"})


def test_maps_are_sorted():
    assert nginx_redirects({"/b": "/c", "/a": "/c"}) == '"/a" "/c";\n"/b" "/c";\n'
    assert caddy_redirects({"/b": "/c", "/a": "/c"}) == '"/a" "/c"\n"/b" "/c"\n'
