"""Leaves are a pure function of content, whatever the order of arrival."""

from __future__ import annotations

import random
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from shpalta.press.core import leaves, views
from shpalta.press.core.content import MemoryContent
from shpalta.press.core.family import Grain, Kind, Registry
from shpalta.press.core.fold import Fold, Sealed
from shpalta.press.core.leaves import Member, Standing

LISTING = "all/uk"
GRAIN = Grain(modulus=3, cap=4)
KINDS = {
    "article": Kind(
        "article",
        card=lambda record: record,
        listings=lambda record: record["listings"],
        order=lambda record: record["order"],
    )
}
idents = st.sampled_from([f"a{number}" for number in range(12)])
times = st.integers(0, 9)
ops = st.lists(st.tuples(idents, st.none() | st.tuples(times, st.booleans())), max_size=60)


def history(
    steps: list[tuple[str, tuple[int, bool] | None]], grain: Grain = GRAIN
) -> MemoryContent:
    """The content after ``steps``: (article, None: withdrawn, or its hour and whether listed)."""
    content = MemoryContent()
    fold = Fold(content, Registry(KINDS, (), {"all": grain}, frozenset({5})))
    for position, (ident, state) in enumerate(steps, 1):
        record = None
        if state is not None:
            hour, listed = state
            record = {"order": f"{hour}~{ident}", "listings": [LISTING] if listed else []}
        digest = None if record is None else f"{position:064}"
        content.remember(position, "article", ident, (digest, record))
        fold.apply(Sealed(position, "", "article", ident, digest, record))
    return content


def defined(content: MemoryContent) -> list[leaves.Page]:
    names = [f"a{number}" for number in range(12)]
    standings = [content.standing(LISTING, name) for name in names]
    return leaves.all_pages(LISTING, [s for s in standings if s], GRAIN)


def interleaved(steps: list, chance: random.Random) -> list:
    """Another order of arrival: each article's own history stays in order."""
    own: dict[str, list] = {}
    for step in steps:
        own.setdefault(step[0], []).append(step)
    mixed = []
    while own:
        name = chance.choice(sorted(own))
        mixed.append(own[name].pop(0))
        if not own[name]:
            del own[name]
    return mixed


@given(ops)
def test_the_doors_answer_by_the_definition(steps):
    content = history(steps)
    pages = defined(content)
    assert views.leaves(content, LISTING, GRAIN) == tuple(page.opening for page in pages)
    for index, page in enumerate(pages):
        leaf = views.leaf(content, LISTING, page.opening, GRAIN)
        assert leaf is not None
        assert leaf.ids == page.ids[::-1]
        assert leaf.older == (pages[index - 1].opening if index else None)
        assert leaf.newer == (pages[index + 1].opening if index + 1 < len(pages) else None)
    known = {page.opening for page in pages}
    for name in [leaves.FIRST, *(f"a{number}" for number in range(12))]:
        assert (views.leaf(content, LISTING, name, GRAIN) is not None) == (name in known)


@given(ops, st.integers(1, 12))
def test_the_window_goes_on_in_the_leaf_of_the_next_one(steps, size):
    content = history(steps)
    newest = [ident for page in reversed(defined(content)) for ident in reversed(page.ids)]
    window = views.window(content, LISTING, size, GRAIN)
    assert list(window.ids) == newest[:size]
    if len(newest) <= size:
        assert window.more is None
    else:
        assert window.more is not None
        more = views.leaf(content, LISTING, window.more, GRAIN)
        assert more is not None
        assert newest[size] in more.ids


@given(ops, st.randoms(use_true_random=False))
def test_arrival_has_no_say(steps, chance):
    assert defined(history(steps)) == defined(history(interleaved(steps, chance)))


@given(ops)
def test_every_member_is_on_one_leaf_and_none_is_too_long(steps):
    content = history(steps)
    pages = defined(content)
    shown = [ident for page in pages for ident in page.ids]
    live = {s.member.id for name, s in _standings(content) if s.live}
    assert sorted(shown) == sorted(live)
    assert all(0 < len(page.ids) <= GRAIN.cap for page in pages)


def _standings(content: MemoryContent) -> list[tuple[str, Standing]]:
    found = [(f"a{n}", content.standing(LISTING, f"a{n}")) for n in range(12)]
    return [(name, standing) for name, standing in found if standing]


@given(ops, idents)
def test_an_address_stays_while_its_opening_does(steps, ident):
    """Withdrawing an article takes away no leaf but its own, and that only when it is empty."""
    content = history(steps)
    before = {
        page.opening for page in defined(content) if leaves.opens(LISTING, page.opening, GRAIN)
    }
    after = defined(history([*steps, (ident, None)]))
    emptied = {page.opening for page in defined(content) if page.ids == (ident,)}
    assert before - {page.opening for page in after} <= emptied


def big(seed: int, size: int) -> list[Standing]:
    chance = random.Random(seed)
    hours = chance.sample(range(10 * size), size)
    return [Standing(Member(f"{hour:09}~n{hour}", f"n{hour}"), live=True) for hour in hours]


def test_an_insert_anywhere_changes_few_files():
    grain, chance = Grain(), random.Random(7)
    standings = big(7, 2_000)
    pages = leaves.all_pages(LISTING, standings, grain)
    sizes = [len(page.ids) for page in pages]
    assert max(sizes) <= grain.cap
    assert 12 < sum(sizes) / len(sizes) < 22
    taken = {standing.member.id for standing in standings}
    changes = []
    for hour in chance.sample([h for h in range(20_000) if f"n{h}" not in taken], 120):
        new = Standing(Member(f"{hour:09}~n{hour}", f"n{hour}"), live=True)
        before = {page.opening: page.ids for page in pages}
        after = {p.opening: p.ids for p in leaves.all_pages(LISTING, [*standings, new], grain)}
        changes.append(sum(before.get(opening) != ids for opening, ids in after.items()))
    assert median(changes) == 1
    assert sorted(changes)[int(len(changes) * 0.99)] <= 4
    assert max(changes) <= 10


def test_a_year_of_retractions_leaves_the_others_where_they_were():
    grain, standings = Grain(), big(3, 1_000)
    half = [Standing(s.member, live=index % 2 == 0) for index, s in enumerate(standings)]
    before = {p.opening for p in leaves.all_pages(LISTING, standings, grain)}
    openers = {o for o in before if o == leaves.FIRST or leaves.opens(LISTING, o, grain)}
    after = {p.opening for p in leaves.all_pages(LISTING, half, grain)}
    assert len(openers - after) <= len(openers) // 4
