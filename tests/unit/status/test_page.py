"""The status page: everything it promises, in both languages, and nothing from elsewhere."""

import json
import re
from html import unescape

import pytest

from shpalta.press.api import Problem, RealDisk
from shpalta.status import as_json, html, write
from shpalta.status.page import PROBLEMS
from tests.unit.status.reports import QUIET, TROUBLED


def words(report, language):
    page = html(report, language).decode()
    assert f'<html lang="{language}">' in page
    text = re.sub(r"<[^>]+>", " ", page.partition("<dl>")[2].partition("</dl>")[0])
    return unescape(" ".join(text.split()))


def test_a_quiet_newspaper():
    said = words(QUIET, "en")
    assert "Last publication 28.11.2026 at 13:59:58 EET" in said
    assert "nothing waits" in said
    assert "none beside the edition's own folder" in said
    assert "Last backup never" in said
    assert "5000 MB" in said
    assert "Could not be pressed" not in said


def test_one_in_trouble():
    said = words(TROUBLED, "en")
    for part in (
        "28.11.2026 at 01:30:00 EET",
        "2 rows to read, 5 files to write",
        "2 articles, 1 file",
        "bucket <1>: does not answer , 5 files wait, for 61 s",
        "mirror: up to date",
        "28.11.2026 at 17:00:05 EET",
        "25.11.2026 at 14:00:05 EET",
        "it failed",
    ):
        assert part in said, part


def test_in_ukrainian_too():
    said = words(TROUBLED, "uk")
    assert "прочитати 2 рядки, записати 5 файлів" in said
    assert "Остання публікація" in said
    assert "28.11.2026 о 01:30:00 EET" in said
    assert re.search(r"[A-Za-z]{4,}", re.sub(r"bucket|mirror", "", said)) is None


@pytest.mark.parametrize("language", ["uk", "en"])
def test_nothing_is_asked_of_anybody_else(language):
    page = html(TROUBLED, language).decode()
    assert re.findall(r"https?://[^\s\"<]+", page) == []
    assert "default-src 'none'" in page
    assert "unsafe" not in page


def test_the_same_for_machines():
    said = json.loads(as_json(TROUBLED))
    assert said["backlog"] == {"rows": 2, "files": 5, "by_priority": {"withdrawal": 1, "theme": 4}}
    assert said["last_publication"] == "2026-11-27T23:30:00Z"
    assert said["next_scheduled"] == "2026-11-28T15:00:05Z"
    assert said["last_drill_succeeded"] is False
    assert said["destinations"][0]["lag_seconds"] == 61
    assert said["free_inodes"] is None
    quiet = json.loads(as_json(QUIET))
    assert (quiet["last_backup"], quiet["last_drill_succeeded"]) == (None, None)


def test_every_kind_of_trouble_has_words():
    assert PROBLEMS.keys() == {problem.value for problem in Problem}


def test_every_member_is_documented():
    from tests.architecture.sources import ROOT

    page = (ROOT / "docs" / "reference" / "health.md").read_text(encoding="utf-8")
    assert [name for name in json.loads(as_json(TROUBLED)) if f"`{name}`" not in page] == []


def test_files_are_whole_and_the_first_is_in_the_newsrooms_language(tmp_path):
    for report in (TROUBLED, QUIET):
        write(RealDisk(tmp_path), report, "en")
        names = {path.name for path in tmp_path.iterdir()}
        assert names == {"index.html", "uk.html", "en.html", "status.json"}
        assert (tmp_path / "index.html").read_bytes() == html(report, "en")
    write(RealDisk(tmp_path), QUIET, "pl")
    assert (tmp_path / "index.html").read_bytes() == html(QUIET, "uk")
