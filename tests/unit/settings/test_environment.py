"""The settings object: defaults, derived paths, and refusals that say what to do."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from shpalta.settings.environment import Settings
from shpalta.settings.values import SettingsError

KEY = "k" * 50


def settings(tmp_path: Path, **variables: str) -> Settings:
    environ = {f"SHPALTA_{name.upper()}": value for name, value in variables.items()}
    return Settings.from_environ({"SHPALTA_HOME": str(tmp_path), **environ})


def test_an_empty_environment_is_a_newspaper_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read = Settings.from_environ({})
    assert read.home == tmp_path / "newspaper"
    assert read.database_url is None
    assert read.site_address == "http://localhost:8080"
    assert read.newsroom_address == "http://localhost:8081"
    assert (read.site_port, read.newsroom_port) == (8080, 8081)
    assert read.secret_key == ""
    assert read.debug is False
    assert read.press_workers >= 1
    assert read.email_url is None
    assert read.language_code == "uk"


def test_all_data_lies_in_one_folder(tmp_path):
    read = settings(tmp_path)
    derived = {
        "newsroom_db": "newsroom.db",
        "edition_dir": "edition",
        "press_db": "press.db",
        "blobs_dir": "blobs",
        "uploads_dir": "uploads",
        "theme_dir": "theme",
        "owner_files_dir": "owner-files",
        "wake_socket": "press.sock",
        "log_dir": "logs",
        "secret_key_file": "secret-key",
    }
    assert {name: getattr(read, name) for name in derived} == {
        name: tmp_path / leaf for name, leaf in derived.items()
    }


def test_frozen(tmp_path):
    with pytest.raises(FrozenInstanceError):
        settings(tmp_path).debug = True


def test_a_relative_home_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environ({"SHPALTA_HOME": "data"}).home == tmp_path / "data"


def test_empty_variables_count_as_absent(tmp_path):
    assert settings(tmp_path, debug=" ", database_url="").database_url is None


@pytest.mark.parametrize(
    ("text", "meaning"), [("1", True), ("on", True), ("YES", True), ("0", False), ("Off", False)]
)
def test_switches(tmp_path, text, meaning):
    assert settings(tmp_path, debug=text).debug is meaning


def test_ports_follow_the_addresses(tmp_path):
    read = settings(tmp_path, site_address="http://localhost:9001")
    assert read.site_port == 9001
    read = settings(tmp_path, site_address="https://example.org")
    assert read.site_address == "https://example.org"
    assert read.site_port == 8080, "a public address is served by a proxy in front"
    assert settings(tmp_path, site_port="9005").site_port == 9005


def test_addresses_are_normal(tmp_path):
    assert settings(tmp_path, site_address="https://Example.org/").site_address == (
        "https://example.org"
    )


def test_the_secret_key_comes_from_the_environment_then_from_its_file(tmp_path):
    (tmp_path / "secret-key").write_text("f" * 60 + "\n")
    assert settings(tmp_path).secret_key == "f" * 60
    assert settings(tmp_path, secret_key=KEY).secret_key == KEY


def test_postgresql(tmp_path):
    url = "postgresql://shpalta:pass@db.internal:5432/shpalta"
    assert settings(tmp_path, database_url=url).database_url == url
    assert settings(tmp_path, database_url="postgresql:///shpalta").database_url


def test_secrets_are_not_in_the_repr(tmp_path):
    read = settings(
        tmp_path,
        secret_key=KEY,
        database_url="postgresql://u:hidden@h/d",
        email_url="smtp://u:hidden@mail.example.org:587",
    )
    assert KEY not in repr(read)
    assert "hidden" not in repr(read)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("SITE_PORT", "80a"),
        ("SITE_PORT", "0"),
        ("NEWSROOM_PORT", "70000"),
        ("NEWSROOM_PORT", "-1"),
        ("PRESS_WORKERS", "0"),
        ("PRESS_WORKERS", "²"),
        ("SITE_ADDRESS", "example.org"),
        ("SITE_ADDRESS", "ftp://example.org"),
        ("SITE_ADDRESS", "https://example.org/news"),
        ("SITE_ADDRESS", "https://example.org?x"),
        ("SITE_ADDRESS", "https://user@example.org"),
        ("SITE_ADDRESS", "https://example.org:port"),
        ("SITE_ADDRESS", 'https://exa"mple.org'),
        ("SITE_ADDRESS", "https://[bad"),
        ("NEWSROOM_ADDRESS", "http://localhost:8080"),
        ("DATABASE_URL", "mysql://u@h/d"),
        ("DATABASE_URL", "postgresql://u@h"),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "smtp://mail.example.org:none"),
        ("LANGUAGE_CODE", "Українська"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_bad_value_is_named_with_its_remedy(tmp_path, name, value):
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, **{name: value})
    error = caught.value
    assert error.variable == f"SHPALTA_{name}"
    assert error.remedy
    assert error.variable in str(error)
    assert error.remedy in str(error)
    if name != "SECRET_KEY":
        assert value in str(error)


def test_home_is_a_folder(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(SettingsError, match="SHPALTA_HOME"):
        Settings.from_environ({"SHPALTA_HOME": str(file)})


def test_passwords_and_keys_are_not_in_messages(tmp_path):
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, database_url="mysql://u:hidden@h/d")
    assert "hidden" not in str(caught.value)
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, secret_key="hidden")
    assert "hidden" not in str(caught.value)


def test_every_field_names_its_variable():
    source = Path(Settings.from_environ.__func__.__code__.co_filename).read_text(encoding="utf-8")
    for field in fields(Settings):
        name = field.name.removesuffix("_given").upper()
        assert f"SHPALTA_{name}" in source
