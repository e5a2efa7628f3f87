"""What the composition root tells the press: the theme, and whose address the pages carry."""

from pathlib import Path

from shpalta import wiring
from shpalta.press.api import journal
from shpalta.records import decode
from shpalta.settings.environment import Settings

KEY = "a key for tests alone, long enough to please the check"


def settings(home: Path, site: str = "") -> Settings:
    return Settings.from_environ(
        {"SHPALTA_HOME": str(home), "SHPALTA_SECRET_KEY": KEY, "SHPALTA_SITE_ADDRESS": site}
    )


def addresses_after(home: Path, *sites: str) -> list[str]:
    """The address in each theme that was journaled, after starts with these settings."""
    for site in sites:
        given = settings(home, site)
        press = wiring.open_press(given)
        press.start()
        assert wiring.notice_theme(press, given) == ""
        press.lease.release()
    rows = journal.rows_of(press.places.rows, "theme", "theme")
    return [decode("theme", row.record).base_address for row in rows]


def test_a_start_without_the_setting_keeps_a_public_address(tmp_path):
    found = addresses_after(tmp_path, "https://paper.example", "")
    assert found == ["https://paper.example"]


def test_the_setting_decides(tmp_path):
    found = addresses_after(tmp_path, "https://paper.example", "https://other.example")
    assert found == ["https://paper.example", "https://other.example"]


def test_an_address_of_this_machine_is_not_kept(tmp_path):
    found = addresses_after(tmp_path, "http://localhost:9080", "")
    assert found == ["http://localhost:9080", "http://localhost:8080"]
