"""Many editors at once: positions stay dense, no place and no address is given twice."""

import threading

import pytest
from django.db import connection, connections, transaction

from shpalta.newsroom.journaling import seal_article
from shpalta.newsroom.models import Article, Journal, Unsealed
from shpalta.newsroom.triggers import ensure_triggers, missing_triggers
from shpalta.press.database import adopt
from shpalta.press.journal import read

from .conftest import acts_of, assert_journal_is_whole, draft, rows, stored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("newsroom_threads")]


def at_once(*deeds):
    """Run the deeds in threads that start together; what they raised."""
    gate = threading.Barrier(len(deeds))
    errors = []

    def run(deed):
        try:
            gate.wait(10)
            deed()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


def test_publications_at_once_are_dense_and_have_their_own_addresses(committed_newsroom):
    room = committed_newsroom

    room.shelf = type(room.shelf).objects.get(pk=room.shelf.pk)
    deeds = [lambda: [draft(room, title="Однакове", live=True) for _ in range(3)]] * 6
    assert at_once(*deeds) == []
    assert Article.objects.count() == 18
    assert len(set(Article.objects.values_list("public_slug", flat=True))) == 18
    assert len(set(Article.objects.values_list("path", flat=True))) == 18
    assert_journal_is_whole()
    assert Journal.objects.filter(kind="article").count() == 18


def test_a_reader_of_the_journal_never_skips_a_row(committed_newsroom):
    """Slow and quick transactions interleave; whoever reads meanwhile sees no gap, ever."""
    room = committed_newsroom
    start = Journal.objects.count()
    done = threading.Event()
    seen = []

    def write(pause):
        def deed():
            for number in range(4):
                with transaction.atomic():
                    room_section = type(room.section)(
                        name=f"Рубрика {pause} {number}", locale=room.uk
                    )
                    room_section.save()
                    if number % 2:
                        done.wait(pause)

        return deed

    def follow():
        after = start
        while not done.is_set() or after < Journal.objects.count():
            for row in read(adopt(connection), after, 100):
                seen.append(row.position)
                after = row.position

    follower = threading.Thread(target=lambda: (follow(), connections.close_all()))
    follower.start()
    errors = at_once(*(write(0.01 * number) for number in range(5)))
    done.set()
    follower.join(30)
    assert errors == []
    assert seen == list(range(start + 1, start + 21))
    assert_journal_is_whole()


def test_a_transaction_that_is_taken_back_leaves_no_gap(committed_newsroom):
    room = committed_newsroom

    def publish_and_fail():
        with transaction.atomic():
            draft(room, live=True)
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        publish_and_fail()
    assert Article.objects.count() == 0
    assert not Unsealed.objects.exists()
    draft(room, live=True)
    assert_journal_is_whole()


def test_two_saves_of_one_article_at_once(committed_newsroom):
    room = committed_newsroom
    article = draft(room, live=True)

    def change(lead):
        def deed():
            with transaction.atomic():
                again = Article.objects.select_for_update().get(pk=article.pk)
                again.lead = lead
                again.save()

        return deed

    assert at_once(*(change(f"Лід {number}") for number in range(6))) == []
    assert acts_of(article) == ["publish"] + ["change"] * 6
    assert rows(article)[-1][2].lead == stored(article).lead
    assert_journal_is_whole()


def test_the_press_is_woken_after_the_commit_and_not_before(committed_newsroom, settings, tmp_path):
    import socket

    place = tmp_path / "s"
    settings.SHPALTA_WAKE_SOCKET = place
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(place))
        ear.setblocking(False)
        with transaction.atomic():
            article = draft(committed_newsroom, live=True)
            with pytest.raises(BlockingIOError):
                ear.recv(1)
        assert ear.recv(1)
        with pytest.raises(BlockingIOError):
            ear.recv(1)
        place.unlink()
        # Nobody listens: the publication does not care.
        article.lead = "Інакше."
        article.save()


def test_triggers_are_made_anew_after_migrate(committed_newsroom):
    from django.core.management import call_command

    with connection.cursor() as cursor:
        suffix = " ON wagtailcore_page" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER newsroom_page_changed{suffix}")
    assert missing_triggers() == ["newsroom_page_changed"]
    call_command("migrate", verbosity=0)
    assert missing_triggers() == []
    ensure_triggers()
    assert missing_triggers() == []


def test_start_makes_missing_triggers_and_seals_what_waited(committed_newsroom):
    from wagtail.models import Page

    from shpalta.newsroom.checks import triggers_are_there
    from shpalta.newsroom.startup import prepare

    article = draft(committed_newsroom)
    with connection.cursor() as cursor:
        suffix = " ON wagtailcore_page" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER newsroom_page_inserted{suffix}")
    assert [found.id for found in triggers_are_there(None, ["default"])] == ["newsroom.W001"]
    Page.objects.filter(pk=article.pk).update(live=True)
    assert prepare().sealed == 1
    assert triggers_are_there(None, ["default"]) == []
    assert acts_of(article) == ["publish"]


def test_sealing_an_article_that_is_gone_empties_the_note(committed_newsroom):
    Unsealed.objects.create(page_id=999_999)
    assert seal_article(999_999) is None
    assert not Unsealed.objects.exists()
