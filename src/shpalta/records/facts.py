"""Facts that are neither article nor entity: redirects, ticks, held copies, the theme."""

import msgspec


class Redirect(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="redirect/1"
):
    """What stands at a path that an article has left.

    Either ``article`` (an id: the page moved, the old path leads on) or ``gone`` (the article was
    retracted: the path answers 410 with ``reason``, the public words, possibly empty).
    """

    path: str
    language: str
    article: str = ""
    gone: bool = False
    reason: str = ""
    at: str = ""


class Front(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="front/1"):
    """What an editor chose for the front of a language: articles by id.

    ``lead`` stands first, or is empty: the rule chooses. ``pins`` follow in their order. The rest
    is filled by rule. An id that is not public is passed over.
    """

    language: str
    lead: str = ""
    pins: tuple[str, ...] = ()


class Social(msgspec.Struct, frozen=True, tag_field="schema", tag="social/1"):
    """The drawn image that stands for an article in social networks; its id is the article's.

    Stored bytes by ``digest`` (JPEG), made once by ``recipe`` from what the article then said.
    """

    article: str
    digest: str
    width: int
    height: int
    size: int
    recipe: str


class Tick(msgspec.Struct, frozen=True, tag_field="schema", tag="tick/1"):
    """A moment that fell due: ``at`` in UTC, ``day`` as ``2026-11-23`` in the outlet's zone."""

    at: str
    day: str


class Held(msgspec.Struct, frozen=True, tag_field="schema", tag="held/1"):
    """A copy that could not be rendered: ``digest`` of the sealed record, ``error`` in words."""

    article: str
    digest: str
    error: str


class ThemeFile(msgspec.Struct, frozen=True):
    """A file of the theme: stored bytes by digest and, for assets, the public path."""

    digest: str
    path: str = ""


class Theme(msgspec.Struct, frozen=True, tag_field="schema", tag="theme/1"):
    """What pages look like from here on: press version, the site's address, templates, assets."""

    press_version: str
    base_address: str
    templates: dict[str, ThemeFile]
    assets: dict[str, ThemeFile]
