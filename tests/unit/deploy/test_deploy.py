"""``shpalta deploy``: an owner's own addresses, nothing of the owner's lost."""

import pytest
from click.testing import CliRunner

from shpalta.cli import shpalta
from shpalta.serving import host

HOSTS = ("--site", "nadrichchia.example", "--newsroom", "https://redaktsiia.nadrichchia.example/")


def deploy(root, *arguments):
    return CliRunner().invoke(shpalta, ["deploy", *arguments, "--to", str(root)])


def texts(root):
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in root.rglob("*")
        if path.is_file()
    }


def test_an_owners_addresses_stand_everywhere(tmp_path):
    done = deploy(tmp_path, "systemd", "nginx", "caddy", *HOSTS, "--home", "/srv/paper")
    assert done.exit_code == 0, done.output
    found = texts(tmp_path)
    assert sorted(done.output.split()) == sorted(str(tmp_path / name) for name in found)
    whole = "".join(found.values())
    assert "news.example" not in whole.replace("nadrichchia.example", "")
    assert "/var/lib/shpalta/" not in whole
    settings = found["etc/shpalta.env"]
    assert "SHPALTA_SITE_ADDRESS=https://nadrichchia.example\n" in settings
    assert "SHPALTA_NEWSROOM_ADDRESS=https://redaktsiia.nadrichchia.example\n" in settings
    assert (tmp_path / "etc/shpalta.env").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "usr/local/bin/shpalta").stat().st_mode & 0o777 == 0o755


def test_only_what_was_asked_for_is_written(tmp_path):
    assert deploy(tmp_path, "caddy", *HOSTS).exit_code == 0
    assert sorted(texts(tmp_path)) == [
        "etc/caddy/Caddyfile",
        "etc/systemd/system/caddy-shpalta.service",
    ]


def test_a_second_time_writes_nothing_and_keeps_what_an_owner_changed(tmp_path):
    deploy(tmp_path, "systemd", "caddy", *HOSTS)
    assert deploy(tmp_path, "systemd", "caddy", *HOSTS).output == ""
    settings, caddy = tmp_path / "etc/shpalta.env", tmp_path / "etc/caddy/Caddyfile"
    settings.write_text("SHPALTA_EMAIL_URL=smtps://a:secret@mail.example\n", encoding="utf-8")
    caddy.write_text("# my own\n", encoding="utf-8")
    assert deploy(tmp_path, "systemd", "caddy", *HOSTS).output.split() == [str(caddy)]
    assert "secret" in settings.read_text(encoding="utf-8")
    assert caddy.with_name("Caddyfile.before").read_text(encoding="utf-8") == "# my own\n"
    assert "nadrichchia.example" in caddy.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "bad", ["", "news", "news example", "a;b.example", "-a.example", "новини.укр"]
)
def test_a_host_that_is_none_is_refused(tmp_path, bad):
    done = deploy(tmp_path, "nginx", "--site", bad, "--newsroom", "newsroom.news.example")
    assert done.exit_code == 2
    assert "is not a host such as news.example" in done.output
    assert texts(tmp_path) == {}


def test_one_host_for_both_is_refused(tmp_path):
    done = deploy(tmp_path, "nginx", "--site", "news.example", "--newsroom", "NEWS.example")
    assert done.exit_code == 2
    assert texts(tmp_path) == {}


def test_without_hosts_the_settings_decide_and_localhost_is_no_host(tmp_path):
    done = deploy(tmp_path, "nginx")
    assert done.exit_code == 2
    assert "--site" in done.output


def test_hosts_in_letters_of_their_own_are_written_in_ascii():
    assert host("XN--B1ADOBHF.xn--j1amh") == "xn--b1adobhf.xn--j1amh"
