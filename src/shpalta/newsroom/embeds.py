"""Which third party an address belongs to, and the frame that shows it. Pure: no request is made.

The frame's address is built from the parts of the public one that a provider documents; what
cannot be built stays a link. Only checked characters pass from one address into the other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,19}", re.ASCII)
_VIMEO_HASH = re.compile(r"[0-9a-f]{6,40}", re.ASCII)
_CHANNEL = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}", re.ASCII)
_TIME = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A provider's name as readers know it, and the frame's address, empty where there is none."""

    provider: str = ""
    frame: str = ""


def recognise(url: str) -> Recognised:
    """The provider of ``url`` and its frame; both empty for an address that is not known."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return Recognised()
    # A user name or a port in the address of a known host is a disguise, not a video.
    if parts.scheme not in {"http", "https"} or port is not None or "@" in parts.netloc:
        return Recognised()
    host = parts.netloc.lower().removeprefix("www.")
    provider, rule = _HOSTS.get(host, ("", None))
    return Recognised(provider, rule(parts)) if rule else Recognised()


def _segments(parts: SplitResult) -> list[str]:
    return [segment for segment in parts.path.split("/") if segment]


def _first(parts: SplitResult, *names: str) -> str:
    query = parse_qs(parts.query)
    return next((query[name][0] for name in names if name in query), "")


def _youtube_frame(name: str, parts: SplitResult) -> str:
    if not _YOUTUBE_ID.fullmatch(name):
        return ""
    start = _seconds(_first(parts, "t", "start"))
    # The "nocookie" host is YouTube's own way to set no cookie before the video is played.
    return f"https://www.youtube-nocookie.com/embed/{name}" + (f"?start={start}" if start else "")


def _seconds(text: str) -> int:
    found = _TIME.fullmatch(text)
    if not found:
        return 0
    hours, minutes, seconds = (int(group or 0) for group in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _youtube(parts: SplitResult) -> str:
    match _segments(parts):
        case ["watch"]:
            return _youtube_frame(_first(parts, "v"), parts)
        case ["shorts" | "live" | "embed" | "v", name]:
            return _youtube_frame(name, parts)
    return ""


def _youtube_short(parts: SplitResult) -> str:
    segments = _segments(parts)
    return _youtube_frame(segments[0], parts) if len(segments) == 1 else ""


def _vimeo(parts: SplitResult) -> str:
    segments = [part for part in _segments(parts) if part not in {"video", "channels"}]
    number = next((part for part in segments if _NUMBER.fullmatch(part)), "")
    if not number:
        return ""
    following = segments[segments.index(number) + 1 :]
    secret = _first(parts, "h") or (following[0] if following else "")
    # Unlisted videos are shown only with their hash; "dnt" asks Vimeo not to follow the reader.
    known = f"h={secret}&" if _VIMEO_HASH.fullmatch(secret) else ""
    return f"https://player.vimeo.com/video/{number}?{known}dnt=1"


def _telegram(parts: SplitResult) -> str:
    match [part for part in _segments(parts) if part != "s"]:
        case [channel, post] if _CHANNEL.fullmatch(channel) and _NUMBER.fullmatch(post):
            return f"https://t.me/{channel}/{post}?embed=1"
    return ""


def _facebook(parts: SplitResult) -> str:
    segments = _segments(parts)
    video = "videos" in segments or segments[:1] in (["watch"], ["reel"])
    post = {"posts", "permalink.php", "photo", "photo.php", "story.php"}.intersection(segments)
    if not video and not post:
        return ""
    page = f"https://www.facebook.com{parts.path}" + (f"?{parts.query}" if parts.query else "")
    plugin = "video" if video else "post"
    return (
        f"https://www.facebook.com/plugins/{plugin}.php?href={quote(page, safe='')}&show_text=true"
    )


_HOSTS: dict[str, tuple[str, Callable[[SplitResult], str]]] = {
    "youtube.com": ("YouTube", _youtube),
    "m.youtube.com": ("YouTube", _youtube),
    "music.youtube.com": ("YouTube", _youtube),
    "youtube-nocookie.com": ("YouTube", _youtube),
    "youtu.be": ("YouTube", _youtube_short),
    "vimeo.com": ("Vimeo", _vimeo),
    "player.vimeo.com": ("Vimeo", _vimeo),
    "t.me": ("Telegram", _telegram),
    "telegram.me": ("Telegram", _telegram),
    "facebook.com": ("Facebook", _facebook),
    "m.facebook.com": ("Facebook", _facebook),
}
