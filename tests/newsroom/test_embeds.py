"""Frames of third parties, built without asking anyone."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpalta.newsroom.embeds import Recognised, recognise

HOSTS = {"www.youtube-nocookie.com", "player.vimeo.com", "t.me", "www.facebook.com"}


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "embed/dQw4w9WgXcQ"),
        (
            "https://youtube.com/watch?feature=share&v=dQw4w9WgXcQ&t=1m5s",
            "embed/dQw4w9WgXcQ?start=65",
        ),
        ("http://m.youtube.com/shorts/dQw4w9WgXcQ", "embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?t=42", "embed/dQw4w9WgXcQ?start=42"),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", "embed/dQw4w9WgXcQ"),
    ],
)
def test_youtube(url: str, frame: str) -> None:
    assert recognise(url) == Recognised("YouTube", f"https://www.youtube-nocookie.com/{frame}")


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("https://vimeo.com/76979871", "76979871?dnt=1"),
        ("https://vimeo.com/channels/staffpicks/76979871", "76979871?dnt=1"),
        ("https://vimeo.com/76979871/8272103f6e", "76979871?h=8272103f6e&dnt=1"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "76979871?h=8272103f6e&dnt=1"),
    ],
)
def test_vimeo(url: str, frame: str) -> None:
    assert recognise(url) == Recognised("Vimeo", f"https://player.vimeo.com/video/{frame}")


def test_telegram() -> None:
    known = Recognised("Telegram", "https://t.me/durov/68?embed=1")
    assert recognise("https://t.me/durov/68") == recognise("https://t.me/s/durov/68") == known
    # A channel, or a post of a private one, has no frame.
    assert recognise("https://t.me/durov") == Recognised("Telegram")
    assert recognise("https://t.me/c/1234567/68") == Recognised("Telegram")


def test_facebook() -> None:
    post = recognise("https://www.facebook.com/example/posts/123?x=1&y=%22")
    assert post.provider == "Facebook"
    assert post.frame == (
        "https://www.facebook.com/plugins/post.php?href="
        "https%3A%2F%2Fwww.facebook.com%2Fexample%2Fposts%2F123%3Fx%3D1%26y%3D%2522&show_text=true"
    )
    assert "plugins/video.php" in recognise("https://m.facebook.com/example/videos/5/").frame
    assert recognise("https://facebook.com/example") == Recognised("Facebook")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com@example.org/watch?v=dQw4w9WgXcQ",
        "https://user@youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:8443/watch?v=dQw4w9WgXcQ",
        "javascript://youtube.com/watch?v=dQw4w9WgXcQ",
        "https://[youtube.com/",
        "",
    ],
)
def test_disguises_are_not_recognised(url: str) -> None:
    assert recognise(url) == Recognised()


@pytest.mark.parametrize(
    "url",
    [
        "https://youtu.be/dQw4w9WgXcQ/../../x",
        "https://youtube.com/watch?v=dQw4w9WgX%22%3E",
        "https://youtube.com/watch?v=дQw4w9WgXcQ",
        "https://youtube.com/watch",
    ],
)
def test_what_cannot_be_built_stays_a_link(url: str) -> None:
    assert recognise(url) == Recognised("YouTube")


@given(
    st.sampled_from(["youtube.com", "youtu.be", "vimeo.com", "t.me", "facebook.com"]),
    st.text(max_size=80),
)
def test_no_address_breaks_out_of_its_frame(host: str, rest: str) -> None:
    frame = recognise(f"https://{host}/{rest}").frame
    if frame:
        assert urlsplit(frame).netloc in HOSTS
        assert frame.isascii()
        assert not set(frame) & set("\"'<> \n\\")
