"""The front of a language: arranged by editors, sealed, merged; its screen without scripts."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from shpalta.newsroom import clock
from shpalta.newsroom.actions import ArrangeFront, FrontRefused, FrontTouchedTwice, Retract
from shpalta.newsroom.arrangement import MOST_PINS, Arrangement, arranged, merged
from shpalta.newsroom.fronts import acts_since, front_of, stale_of
from shpalta.newsroom.models import Act, Article, Outlet
from shpalta.records import Front as FrontRecord

from .conftest import draft, published, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(newsroom):
    return [published(newsroom, title=f"Новина {number}") for number in range(5)]


@pytest.fixture
def other(newsroom):
    user = get_user_model().objects.create_user("druha", password="x", first_name="Оксана")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def arrange(room, lead="", pins=(), **more):
    wanted = Arrangement(lead, tuple(pins))
    return ArrangeFront(room.uk, wanted, more.pop("user", room.user), **more).execute()


def sealed():
    return [(act, record) for act, _kind, record in rows(kind="front")]


# --- arranging, purely ---------------------------------------------------------------------------


def test_what_is_chosen_again_moves():
    front = Arrangement("a", ("b", "c", "d"))
    assert front.with_lead("c") == Arrangement("c", ("a", "b", "d"))
    assert front.with_pin("a", 9) == Arrangement("", ("b", "c", "d", "a"))
    assert front.moved("b", 1) == Arrangement("a", ("c", "b", "d"))
    assert front.moved("b", -1) == front.moved("d", 1) == front.moved("a", 1) == front
    assert front.without("a").without("c") == Arrangement("", ("b", "d"))
    assert arranged("a", ["b", "", "a", "b"]) == Arrangement("a", ("b",))


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (("a", "bcd"), ("x", "bcd"), ("x", "bcd")),
        (("a", "bcde"), ("x", "bcd"), ("x", "bcde")),
        (("a", "ebcd"), ("a", "bcdf"), ("a", "ebcdf")),
        (("a", "bcd"), ("a", "cd"), ("a", "cd")),
        (("a", "bcd"), ("a", "bcd"), ("a", "bcd")),
        (("a", "cbd"), ("x", "cbd"), ("x", "cbd")),
        (("x", "bcd"), ("y", "bcd"), None),
        (("a", "bcde"), ("a", "bcdf"), None),
        (("e", "bcd"), ("a", "bcde"), None),
        (("a", "cd"), ("a", "cdb"), None),
        (("a", "cdb"), ("a", "cbd"), None),
        (("b", "cd"), ("a", "cdb"), None),
    ],
)
def test_two_changes_of_one_front(mine, theirs, both):
    base, mine, theirs = (
        Arrangement(lead, tuple(pins)) for lead, pins in (("a", "bcd"), mine, theirs)
    )
    wanted = Arrangement(both[0], tuple(both[1])) if both else None
    assert merged(base, mine, theirs) == merged(base, theirs, mine) == wanted


fronts = st.builds(
    lambda ids, led: arranged(ids[0] if led and ids else "", ids[1:] if led else ids),
    st.lists(st.sampled_from("abcdefg"), unique=True),
    st.booleans(),
)


@given(fronts, fronts, fronts)
def test_a_merge_loses_and_doubles_nothing(base, mine, theirs):
    both = merged(base, mine, theirs)
    assert merged(base, mine, base) == mine
    assert merged(base, mine, mine) == mine
    if both is None:
        return
    assert both == merged(base, theirs, mine)
    assert len(both.all) == len(set(both.all))
    for one in (mine, theirs):
        assert set(one.all) - set(base.all) <= set(both.all)
        assert not (set(base.all) - set(one.all)) & set(both.all)


# --- the act -------------------------------------------------------------------------------------


def test_an_arrangement_is_one_act_and_one_row(newsroom, stories):
    lead, first, second, *_ = (story.uid for story in stories)
    front = arrange(newsroom, lead, [first, second])
    assert sealed() == [("front", FrontRecord("uk", lead, (first, second)))]
    assert front.arrangement == front_of(newsroom.uk).arrangement
    (act,) = acts_since("uk")
    assert (act.kind, act.who, act.first_position) == ("front", newsroom.user, front.version)
    arrange(newsroom, lead, [first, second])
    assert len(sealed()) == 1
    arrange(newsroom, "", [second])
    assert sealed()[-1] == ("front", FrontRecord("uk", "", (second,)))
    assert [story.slug for story in (pin.article for pin in front_of(newsroom.uk).pins.all())] == [
        second
    ]


def test_what_cannot_stand_there_is_refused(newsroom, stories):
    uid = stories[0].uid
    english = published(newsroom, shelf=None, section=newsroom.section)
    Article.objects.filter(pk=english.pk).update(locale=newsroom.en)
    for pins, code in (
        ([uid, uid], "twice"),
        (["nothing"], "unknown"),
        ([english.uid], "unknown"),
        ([str(number) for number in range(MOST_PINS + 1)], "too_many"),
    ):
        with pytest.raises(ValidationError) as caught:
            arrange(newsroom, "", pins)
        assert caught.value.code == code
    assert sealed() == []


def test_who_may_not_publish_may_not_arrange(newsroom, stories, other):
    arrange(newsroom, stories[0].uid, user=other)
    other.groups.set([Group.objects.get(name="Editors")])
    other = get_user_model().objects.get(pk=other.pk)
    with pytest.raises(FrontRefused):
        arrange(newsroom, stories[1].uid, user=other)
    assert len(sealed()) == 1


def test_two_editors_at_once_lose_nothing(newsroom, stories, other):
    a, b, c, d, e = (story.uid for story in stories)
    before = arrange(newsroom, a, [b, c]).version
    arrange(newsroom, d, [b, c], version=before)
    front = arrange(newsroom, a, [b, c, e], version=before, user=other)
    assert front.arrangement == Arrangement(d, (b, c, e))
    now = front.version
    arrange(newsroom, d, [b, e, c], version=now)
    with pytest.raises(FrontTouchedTwice) as caught:
        arrange(newsroom, d, [e, b, c], version=now, user=other)
    assert caught.value.stands == front_of(newsroom.uk).arrangement
    assert caught.value.version == front_of(newsroom.uk).version
    assert caught.value.stands.pins == (b, e, c)


def test_a_deleted_draft_leaves_the_front(newsroom, stories):
    early = draft(newsroom)
    arrange(newsroom, early.uid, [stories[0].uid])
    early.delete()
    assert front_of(newsroom.uk).arrangement == Arrangement("", (stories[0].uid,))


# --- the screen ----------------------------------------------------------------------------------


@pytest.fixture
def screen(client, newsroom):
    client.force_login(newsroom.user)
    return client


ADDRESS = "/admin/front/"


def form(version=0, lead="", pins=(), do="save", **more):
    return {"version": version, "lead": lead, "pin": list(pins), "do": do, **more}


def shown(answer):
    context = answer.context
    lead = context["lead"].uid if context["lead"] else ""
    return Arrangement(lead, tuple(article.uid for article in context["pins"]))


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_screen_in_both_languages(screen, newsroom, stories, language):
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(
        user=newsroom.user, defaults={"preferred_language": language}
    )
    answer = screen.get(ADDRESS)
    word = {"uk": "Перша шпальта", "en": "Front"}[language]
    assert f'<h1 class="w-sr-only">{word}</h1>' in answer.text
    assert ADDRESS in screen.get(reverse("newsroom_articles")).text
    # What the rule fills is the press's to say, and none works here: test_front_filled.
    assert answer.context["filled"] is None
    said = {"uk": "Друкарня не відповідає", "en": "The press does not answer"}[language]
    assert said in answer.text
    assert screen.get("/admin/front/en/").context["locale"] == newsroom.en
    assert screen.get("/admin/front/pl/").status_code == 404


def test_it_is_saved_as_one_form(screen, newsroom, stories):
    a, b, c, *_ = (story.uid for story in stories)
    answer = screen.post(ADDRESS, form(0, a, [b, c]), follow=True)
    assert shown(answer) == Arrangement(a, (b, c))
    assert answer.context["version"] == front_of(newsroom.uk).version
    assert {a, b, c}.isdisjoint(article.uid for article in answer.context["found"])


@pytest.mark.parametrize(
    ("do", "wanted"),
    [
        ("up:c", ("a", "cbd")),
        ("down:b", ("a", "cbd")),
        ("lead:d", ("d", "abc")),
        ("pin:a", ("", "abcd")),
        ("pin:e", ("a", "ebcd")),
        ("remove:a", ("", "bcd")),
        ("remove:c", ("a", "bd")),
        ("nonsense:c", ("a", "bcd")),
        ("up:", ("a", "bcd")),
    ],
)
def test_buttons_without_scripts(screen, newsroom, stories, do, wanted):
    ids = dict(zip("abcde", (story.uid for story in stories), strict=True))
    verb, _colon, name = do.partition(":")
    data = form(0, ids["a"], [ids[x] for x in "bcd"], f"{verb}:{ids.get(name, '')}")
    answer = screen.post(ADDRESS, data)
    assert shown(answer) == Arrangement(ids.get(wanted[0], ""), tuple(ids[x] for x in wanted[1]))
    assert answer.context["unsaved"]
    assert sealed() == []


def test_finding_keeps_what_is_arranged(screen, newsroom, stories):
    a, b, *_ = (story.uid for story in stories)
    special = draft(newsroom, title="Зовсім інша річ")
    answer = screen.post(ADDRESS, form(0, a, [b], "find", q="інша"))
    assert shown(answer) == Arrangement(a, (b,))
    assert [article.uid for article in answer.context["found"]] == [special.uid]
    alone = screen.get(ADDRESS, {"found": "", "q": "інша"})
    assert special.uid in alone.text
    assert "<form" not in alone.text


def test_a_clash_shows_both_and_the_second_save_decides(screen, newsroom, stories, other):
    a, b, c, *_ = (story.uid for story in stories)
    version = arrange(newsroom, a).version
    arrange(newsroom, b, user=other)
    answer = screen.post(ADDRESS, form(version, c))
    assert shown(answer) == Arrangement(c)
    clash = answer.context["clash"]
    assert (clash["lead"].uid, clash["who"]) == (b, "Оксана")
    assert clash["theirs"] != clash["mine"]
    assert stories[1].title in answer.text
    assert front_of(newsroom.uk).arrangement == Arrangement(b)
    screen.post(ADDRESS, form(answer.context["version"], c))
    assert front_of(newsroom.uk).arrangement == Arrangement(c)


def test_what_was_merged_is_said(screen, newsroom, stories, other):
    a, b, c, *_ = (story.uid for story in stories)
    version = arrange(newsroom, a, [b]).version
    arrange(newsroom, c, [b], user=other)
    answer = screen.post(ADDRESS, form(version, a, []), follow=True)
    assert shown(answer) == Arrangement(c)
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "Оксана" in said
    assert stories[2].title in said


def test_what_is_not_public_is_shown_as_such(screen, newsroom, stories):
    early = draft(newsroom)
    Retract(stories[0], newsroom.user).execute()
    arrange(newsroom, early.uid, [stories[0].uid])
    text = screen.get(ADDRESS).text
    assert text.count("newsroom-card__state") == 2


def test_rights_of_the_screen(client, newsroom, other):
    other.groups.set([Group.objects.get(name="Editors")])
    client.force_login(other)
    assert client.get(ADDRESS).status_code == 302
    assert client.post(ADDRESS, form()).status_code == 302
    assert ADDRESS not in client.get(reverse("newsroom_articles")).text


# --- a front that nobody touches -----------------------------------------------------------------


def test_an_old_front_warns(screen, newsroom, stories, monkeypatch):
    now = clock.now()
    assert stale_of(newsroom.uk) is None
    assert stale_of(newsroom.en) is None
    monkeypatch.setattr("shpalta.newsroom.fronts.clock.now", lambda: now + timedelta(hours=25))
    assert stale_of(newsroom.uk).hours == 25
    for address in (ADDRESS, reverse("newsroom_articles")):
        assert "newsroom-stale" in screen.get(address).text
    # Advertising makes no front newer; an act on it does, and so does a publication.
    Outlet.objects.update(front_warning_hours=None)
    assert stale_of(newsroom.uk) is None
    Outlet.objects.update(front_warning_hours=48)
    assert stale_of(newsroom.uk) is None
    Outlet.objects.update(front_warning_hours=24)
    Article.objects.filter(pk=stories[0].pk).update(published_at=now + timedelta(hours=5))
    assert stale_of(newsroom.uk) is None
    Article.objects.filter(pk=stories[0].pk).update(genre="advertising")
    assert stale_of(newsroom.uk).hours == 25
    arrange(newsroom, stories[1].uid)
    Act.objects.filter(subject_kind="front").update(at=now + timedelta(hours=5))
    assert stale_of(newsroom.uk) is None
