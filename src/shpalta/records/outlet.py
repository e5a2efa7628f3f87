"""The outlet's settings as readers' pages need them."""

import msgspec


class Language(msgspec.Struct, frozen=True):
    """A language of the outlet: BCP 47 code, its own name, the prefix of its addresses."""

    code: str
    name: str
    prefix: str = ""


class Account(msgspec.Struct, frozen=True):
    """An account on a social network."""

    network: str
    url: str


class Contacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """How to reach the outlet."""

    email: str = ""
    phone: str = ""
    address: str = ""


class MenuItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of a menu: a section or a free page by id, or a label with an address."""

    section: str = ""
    page: str = ""
    label: str = ""
    url: str = ""


class Icon(msgspec.Struct, frozen=True):
    """The outlet's mark as a square PNG of ``width`` pixels, stored by digest."""

    width: int
    digest: str


class Outlet(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="outlet/1"):
    """Name, languages (the first is the main one), IANA zone, looks, menu and footer by language.

    ``logo`` and ``logo_format`` name a stored file by digest. ``accent`` is ``#rrggbb``.
    ``menu`` holds the lines of the bar by language, ``footer`` plain paragraphs by language and
    ``footer_links`` the lines beside them. ``mark`` is one or two letters that stand for the name
    where there is no logo; ``icons`` are drawn from either. ``robots`` are the owner's own lines
    for robots.txt, after ours.
    """

    name: str
    languages: tuple[Language, ...]
    zone: str
    tagline: str = ""
    accounts: tuple[Account, ...] = ()
    contacts: Contacts = Contacts()
    logo: str = ""
    logo_format: str = ""
    accent: str = "#0b5a4a"
    menu: dict[str, tuple[MenuItem, ...]] = {}
    footer: dict[str, str] = {}
    feed_full_text: bool = False
    footer_links: dict[str, tuple[MenuItem, ...]] = {}
    mark: str = ""
    icons: tuple[Icon, ...] = ()
    robots: str = ""
