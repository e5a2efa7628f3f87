"""Compressed siblings: each decodes to its page, equal bytes give equal siblings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpalta.press.disk import siblings
from shpalta.records import PictureUse
from tests.press.newsroom import Newsroom


@given(st.binary(max_size=3000), st.sampled_from(siblings.SUFFIXES))
def test_what_is_packed_is_unpacked(data, suffix):
    packed = siblings.compress(data, suffix)
    assert siblings.decoded(packed, suffix) == data
    assert siblings.compress(data, suffix) == packed


@pytest.mark.parametrize("suffix", siblings.SUFFIXES)
@given(data=st.binary(max_size=200))
def test_damage_is_noticed(suffix, data):
    packed = siblings.compress(b"page" * 100, suffix)
    assert siblings.decoded(packed[:-5], suffix) is None
    assert siblings.decoded(data, suffix) in {None, b""} or suffix == siblings.BROTLI


def test_they_come_and_go_with_their_page():
    newsroom = Newsroom().found()
    newsroom.publish("mist", "Міст " * 60)
    newsroom.run()
    path = "/2026/11/01/mist.html"
    assert {name for name in newsroom.disk.names if name.startswith(path)} == {
        path, f"{path}.br", f"{path}.gz",
    }  # fmt: skip
    newsroom.change("mist", headline="М")
    newsroom.run()
    small = len(newsroom.disk.edition()[path]) < 256
    assert (f"{path}.gz" in newsroom.disk.names) is not small
    newsroom.retract("mist")
    newsroom.run()
    left = {name for name in newsroom.disk.names if name.startswith(path)}
    assert left == {f"{path}.gone"}


def test_an_old_sibling_never_stands_beside_a_new_page():
    newsroom = Newsroom().found()
    newsroom.publish("mist", "Перша " * 60)
    newsroom.run()
    path = "/2026/11/01/mist.html"
    seen: list[str] = []

    def look(name: str) -> None:
        for suffix in siblings.SUFFIXES:
            packed = newsroom.disk.read(path + suffix)
            if packed is not None and siblings.decoded(packed, suffix) != newsroom.disk.read(path):
                seen.append(name)

    newsroom.disk.after = look
    newsroom.change("mist", headline="Друга " * 60)
    newsroom.run()
    newsroom.retract("mist")
    newsroom.run()
    assert seen == []


def test_media_have_none():
    newsroom = Newsroom().found()
    newsroom.picture("p0", b"picture" * 99)
    newsroom.publish("mist", picture=PictureUse("p0", "опис"))
    newsroom.run()
    (media,) = [name for name in newsroom.disk.names if name.startswith("/media/")]
    assert media.endswith(".jpg")
