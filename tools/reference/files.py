"""docs/reference/files.md: families of files and the address space of an edition."""

from shpalta.feeds import GRAINS
from shpalta.press.core.family import Family, Grain
from shpalta.wiring import registry
from tools.reference.markdown import exactly, introduction, table

# Family → (paths, what is there). Capitals are names of things; a further language's pages stand
# below its prefix (/en).
PATHS: dict[str, tuple[str, str]] = {
    "article": ("`/YYYY/MM/DD/SLUG.html`, or the path that an import gave", "an article"),
    "gone": ("`PATH.gone`", "the notice of a withdrawn article, served as 410 at `PATH`"),
    "moved": ("a path that an article has left", "a page that leads on to where it stands now"),
    "picture": ("`/media/ID/DIGEST.FORMAT`", "one rendition of a picture that an article shows"),
    "document": ("`/media/ID/DIGEST.EXTENSION`", "a document that an article offers"),
    "logo": ("`/media/logo/DIGEST.FORMAT`", "the outlet's logo"),
    "icon": ("`/media/icons/DIGEST-WIDTH.png`", "the outlet's mark as a square, in each size"),
    "social": (
        "`/media/social/ID-DIGEST.jpg`",
        "the image that stands for an article in social networks",
    ),
    "asset": (
        "`/assets/NAME.DIGEST.EXTENSION`, and the [owner's own files](../howto/owner-files.md)",
        "stylesheet, script, marks of the theme; of a theme before it for 30 days more",
    ),
    "font": ("`/assets/…`", "the same for files that are compressed already"),
    "leaf": ("`/leaf/LISTING/OPENING.html`", "one bounded page of a listing, at one address"),
    "fragment": ("`/live/1/LANGUAGE/latest.html`", "the living feed that article pages load"),
    "front": ("`/index.html`", "the front page"),
    "section": ("`/section/SLUG.html`", "a section's newest articles"),
    "latest": ("`/latest.html`", "the newest articles of a language"),
    "entity-leaf": (
        "`/leaf/LISTING/OPENING.html`",
        "leaves of topics, contributors, series and days",
    ),
    "topic": ("`/topic/SLUG.html`", "a topic's newest articles"),
    "contributor": ("`/contributor/SLUG.html`", "a contributor, in each language written in"),
    "series": ("`/series/SLUG.html`", "a series, its parts in order"),
    "page": ("`/SLUG.html`", "a free page: about, contacts, rules"),
    "day": ("`/archive/YYYY-MM-DD.html`", "the articles first published on a day"),
    "month": ("`/archive/YYYY-MM.html`", "the calendar of a month"),
    "year": ("`/archive/YYYY.html`", "the months of a year"),
    "archive": ("`/archive.html`", "the years that have articles"),
    "manifest": ("`/site.webmanifest`", "what a phone needs to keep the site beside its apps"),
    "not-found": ("`/404.html`", "the one page for every address that is not there"),
    "feed-all": (
        "`/feeds/LANGUAGE/all.xml`, `all.atom.xml`, `all.json`",
        "everything in a language, as RSS, Atom and JSON Feed",
    ),
    "feed-entity": (
        "`/feeds/LANGUAGE/KIND/ID.xml`; for sections `ID.atom.xml` and `ID.json` too",
        "a section in the same three forms; a topic or series as RSS",
    ),
    "feed-contributor": ("`/feeds/LANGUAGE/contributor/ID.xml`", "RSS of a contributor"),
    "sitemap-leaf": ("`/sitemaps/LANGUAGE/OPENING.xml`", "some 500 articles, never over 1,000"),
    "sitemap-directory": (
        "`/sitemaps/directory/OPENING.xml`",
        "some 500 topics, series, contributors and free pages, never over 1,000",
    ),
    "sitemap-sections": ("`/sitemap-sections.xml`", "what each language has once, and sections"),
    "sitemap-index": ("`/sitemap.xml`", "all sitemaps"),
    "sitemap-news": ("`/sitemap-news.xml`", "articles of the last two days, at most 1,000"),
    "robots": (
        "`/robots.txt`",
        "where the sitemaps are; everything is for everyone, but for the owner's own lines",
    ),
}


def page() -> str:
    """The whole page."""
    families = registry().families
    exactly(PATHS, (family.name for family in families), "families")
    parts = [
        introduction(
            "Files of an edition",
            "What exists is in the manifest; every other address is the one static 404. Each file"
            " belongs to a **family**, which says who claims it and how it is made, and to an"
            " owner, by which `shpalta explain PATH` names it.",
            "Wave 1 is what readers wait for after a publication, wave 2 the rest. Inside a wave"
            " files are written by rank: what is linked to comes before what links. Siblings"
            " (`.gz`, `.br`) stand beside the files of families that are compressed.",
        ),
        "## Families",
        "\n\n".join(_family(family) for family in families),
        "## Addresses that stay",
        "An article's address is fixed at its first publication: the day in the outlet's zone and"
        " the slug, unique per language and day (`-2` is added where one is taken). Slugs are ASCII"
        " in lower case by the official Ukrainian table, at most 180 bytes. A changed slug leaves a"
        " `moved` page at the old path. Paths begin with `/`, have at most 900 bytes and no part"
        " that begins with a dot, `/.well-known/` excepted.",
        "A further language's pages stand below its prefix: `/en/index.html`,"
        " `/en/2026/11/23/SLUG.html`, `/en/section/SLUG.html`.",
        "## How listings are cut",
        "A leaf opens at about one article in so many, and is cut after so many cards:",
        table(("listings", "one opening in", "at most"), _grains()),
        f"Windows hold the newest {', '.join(map(str, sorted(registry().windows)))}. Why leaves are"
        " cut so: [explanation](../explanation/leaves.md).",
    ]
    return "\n\n".join(parts) + "\n"


def _family(family: Family) -> str:
    paths, what = PATHS[family.name]
    siblings = "compressed" if family.compressed else "not compressed"
    return (
        f"### {family.name}\n\n{what[0].upper()}{what[1:]}.\n\n"
        f"- paths: {paths}\n- wave {family.wave}, rank {family.rank}, {siblings}"
    )


def _grains() -> list[tuple[str, str, str]]:
    plain = Grain()
    rows = [("all but those below", str(plain.modulus), str(plain.cap))]
    rows += [(f"`{n}/…`", f"{g.modulus:,}", f"{g.cap:,}") for n, g in sorted(GRAINS.items())]
    return rows
