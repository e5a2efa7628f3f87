"""The press over a newsroom in a string."""

import json

from shpalta.press.checking import check, mend
from shpalta.press.explaining import explain
from shpalta.press.full import press_all
from tests.press.newsroom import Newsroom


def page(newsroom: Newsroom, path: str) -> dict:
    return json.loads(newsroom.disk.edition()[path])


def test_publication_reaches_page_front_section_and_leaf():
    newsroom = Newsroom().found()
    newsroom.publish("mist", "Міст відкрили")
    newsroom.run()
    assert page(newsroom, "/2026/11/01/mist.html")["headline"] == "Міст відкрили"
    for path in ("/index.html", "/section/misto.html", "/live/1/uk/latest.html"):
        assert [item["headline"] for item in page(newsroom, path)["items"]] == ["Міст відкрили"]
    assert page(newsroom, "/section/sport.html")["items"] == []
    assert newsroom.disk.edition() == newsroom.afresh()


def test_a_change_renders_what_read_it_and_no_more():
    newsroom = Newsroom().found()
    for number in range(30):
        newsroom.publish(f"a{number}")
        newsroom.wait(minutes=1)
    newsroom.run()
    newsroom.change("a3", lead="Новий лід")
    report = newsroom.run()
    assert "/2026/11/01/a3.html" in report.rendered
    assert len(report.rendered) <= 5
    assert "/index.html" not in report.rendered


def test_retraction_leaves_a_grave_and_no_link():
    newsroom = Newsroom().found()
    newsroom.publish("mist", "Міст")
    newsroom.publish("park", "Парк")
    newsroom.run()
    newsroom.retract("mist", "Не підтвердилося")
    report = newsroom.run()
    edition = newsroom.disk.edition()
    assert "/2026/11/01/mist.html" not in edition
    assert page(newsroom, "/2026/11/01/mist.html.gone")["reason"] == "Не підтвердилося"
    assert not any("Міст" in data.decode() for data in edition.values())
    assert report.rendered[0] == "/2026/11/01/mist.html.gone"
    assert edition == newsroom.afresh()
    newsroom.restore("mist")
    newsroom.run()
    assert "/2026/11/01/mist.html.gone" not in newsroom.disk.edition()
    assert newsroom.disk.edition() == newsroom.afresh()


def test_a_withdrawal_overtakes_a_long_queue():
    newsroom = Newsroom().found()
    newsroom.publish("late", "Таємниця")
    newsroom.run()
    for number in range(300):
        newsroom.publish(f"a{number}")
    newsroom.retract("late")
    report = newsroom.run()
    assert report.rendered[0] == "/2026/11/01/late.html.gone"
    assert newsroom.disk.edition() == newsroom.afresh()


def test_moving_leaves_a_way_on():
    newsroom = Newsroom().found()
    newsroom.publish("mist")
    newsroom.run()
    newsroom.change("mist", path="/2026/11/01/pont.html")
    newsroom.run()
    assert page(newsroom, "/2026/11/01/mist.html")["to"] == "/2026/11/01/pont.html"
    newsroom.change("mist", path="/2026/11/01/mist.html")
    newsroom.run()
    assert page(newsroom, "/2026/11/01/mist.html")["headline"] == "mist"
    assert page(newsroom, "/2026/11/01/pont.html")["to"] == "/2026/11/01/mist.html"
    assert newsroom.disk.edition() == newsroom.afresh()


def test_an_article_that_fails_is_held_and_stops_nobody():
    newsroom = Newsroom().found()
    newsroom.publish("good")
    newsroom.publish("bad", "BROKEN від народження")
    newsroom.publish("other", "Інша")
    report = newsroom.run()
    assert report.failed == {"/2026/11/01/bad.html": "cannot draw 'BROKEN від народження'"}
    assert "/2026/11/01/bad.html" not in newsroom.disk.edition()
    assert [i["headline"] for i in page(newsroom, "/index.html")["items"]] == ["Інша", "good"]
    newsroom.change("other", headline="BROKEN пізніше")
    newsroom.run()
    assert page(newsroom, "/2026/11/01/other.html")["headline"] == "Інша"
    assert newsroom.disk.edition() == newsroom.afresh()
    newsroom.change("other", headline="Знову ціла")
    newsroom.change("bad", headline="І ця")
    newsroom.run()
    assert page(newsroom, "/2026/11/01/bad.html")["headline"] == "І ця"
    assert newsroom.disk.edition() == newsroom.afresh()


def test_two_articles_on_one_path_name_each_other():
    newsroom = Newsroom().found()
    newsroom.publish("one", path="/2026/11/01/same.html")
    newsroom.run()
    newsroom.publish("two", path="/2026/11/01/same.html")
    report = newsroom.run()
    error = report.failed["/2026/11/01/same.html"]
    assert "record:article:one" in error
    assert "record:article:two" in error
    assert page(newsroom, "/2026/11/01/same.html")["headline"] == "one"
    assert newsroom.disk.edition() == newsroom.afresh()


def test_a_theme_renews_only_what_it_changes_and_keeps_old_assets_for_a_while():
    newsroom = Newsroom().found()
    for number in range(10):
        newsroom.publish(f"a{number}")
    newsroom.run()
    old = {path for path in newsroom.disk.edition() if path.startswith("/assets/")}
    newsroom.dress("new", css=b"b{}")
    newsroom.run()
    assert page(newsroom, "/2026/11/01/a3.html")["look"] == "new:article.html"
    assert old < {path for path in newsroom.disk.edition() if path.startswith("/assets/")}
    assert newsroom.disk.edition() == newsroom.afresh()
    newsroom.wait(days=31)
    newsroom.run()
    assert not old & set(newsroom.disk.edition())
    assert newsroom.disk.edition() == newsroom.afresh()


def test_time_enters_only_as_ticks():
    newsroom = Newsroom().found()
    newsroom.publish("old")
    newsroom.wait(days=100)
    newsroom.publish("young")
    newsroom.run()
    assert page(newsroom, "/2026/11/01/old.html")["aged"] is False
    newsroom.wait(days=270)
    report = newsroom.run()
    assert page(newsroom, "/2026/11/01/old.html")["aged"] is True
    assert not any("young" in path for path in report.rendered)
    newsroom.wait(days=-300)
    assert newsroom.run().rendered == []
    assert newsroom.disk.edition() == newsroom.afresh()


def test_nothing_to_do_does_nothing():
    newsroom = Newsroom().found()
    newsroom.publish("mist")
    newsroom.run()
    calls = len(newsroom.disk.calls)
    assert newsroom.run().rendered == []
    assert len(newsroom.disk.calls) == calls


def test_the_full_press_makes_the_same_edition():
    newsroom = Newsroom().found()
    for number in range(40):
        newsroom.publish(f"a{number}", section="misto" if number % 2 else "sport")
        newsroom.wait(hours=7)
    newsroom.publish("bad", "BROKEN")
    newsroom.retract("a7")
    newsroom.change("a8", path="/2026/11/01/moved.html")
    newsroom.dress("second", b"c{}")
    newsroom.run()
    other = Newsroom(rows=newsroom.rows)
    other.blobs, other.now = newsroom.blobs, newsroom.now
    press = other.press()
    press.start()
    press_all(press, None, 0)
    assert other.disk.edition() == newsroom.disk.edition()
    assert press.manifest.root() == newsroom.press().manifest.root()
    calls = len(other.disk.calls)
    press_all(press, None, 0)
    assert not any(call.startswith("rename") for call in other.disk.calls[calls:])


def test_checking_names_each_fault_and_mends_it():
    newsroom = Newsroom().found()
    newsroom.publish("mist")
    newsroom.run()
    whole = newsroom.disk.edition()
    newsroom.disk.write("/index.html", b"{}")
    newsroom.disk.remove("/map.html")
    newsroom.disk.write("/wp-login.php", b"?")
    newsroom.disk.write("/old.html.gz", b"?")
    press = newsroom.press()
    press.start()
    found = {(finding.path, finding.kind) for finding in check(press)}
    assert {
        ("/index.html", "changed"),
        ("/map.html", "missing"),
        ("/wp-login.php", "foreign"),
        ("/old.html.gz", "sibling"),
    } <= found
    mend(press, list(check(press)))
    assert list(check(press)) == []
    assert newsroom.disk.edition() == whole


def test_explaining_names_owner_and_reads():
    newsroom = Newsroom().found()
    newsroom.publish("mist")
    newsroom.run()
    found = explain(newsroom.press(), "/index.html")
    assert found.family == "front"
    assert {"card:mist", "window:all/uk:5", "template:list.html"} <= set(found.reads)
    assert explain(newsroom.press(), "/nowhere.html").unknown
