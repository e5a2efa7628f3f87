"""The sample's files, read: what each holds is described in ``content/README.md``."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent / "content"
MAIN_LANGUAGE = "uk"

Data = Mapping[str, Any]


def read(place: Path) -> dict[str, Any]:
    """One file."""
    data: dict[str, Any] = yaml.safe_load(place.read_text(encoding="utf-8"))
    return data


def entities() -> dict[str, list[Data]]:
    """Every entity by kind, the main language's before their translations."""
    whole: dict[str, list[Data]] = {}
    for name in ("entities.yaml", "entities-en.yaml"):
        for kind, items in read(CONTENT / name).items():
            whole.setdefault(kind, []).extend(items)
    return whole


def articles() -> list[dict[str, Any]]:
    """Every article, the oldest first: later ones link to it."""
    found = [*_folder("articles"), *_folder("articles/en")]
    return sorted(found, key=lambda data: (data["published"], data["key"]))


def pages() -> list[dict[str, Any]]:
    """Every free page; an original before its translations."""
    return sorted(_folder("pages"), key=lambda data: ("translation_of" in data, data["key"]))


def fronts() -> dict[str, Data]:
    """What leads the front of a language, and what is pinned to it."""
    return dict(read(CONTENT / "front.yaml"))


def portraits() -> Iterator[Data]:
    """Every contributor's, as pictures of articles are."""
    return (item["portrait"] for item in entities()["contributors"] if "portrait" in item)


def language_of(data: Data) -> str:
    """The language of an article, page, section, topic or series."""
    return str(data.get("language", MAIN_LANGUAGE))


def slug_of(data: Data) -> str:
    """Its part of the address: its key, unless it says another."""
    return str(data.get("slug", data["key"]))


def pictures_of(data: Data) -> Iterator[Data]:
    """Every picture that an article or page uses, in order, galleries' too."""
    if data.get("picture"):
        yield data["picture"]
    for block in data["body"]:
        if block.get("picture"):
            yield block["picture"]
        yield from block.get("pictures", ())


def texts_of(data: Data) -> Iterator[str]:
    """The running text of a body in Markdown, block by block."""
    for block in data["body"]:
        if block["type"] in ("text", "exchange"):
            yield block["markdown"]


def _folder(name: str) -> Sequence[dict[str, Any]]:
    return [read(place) for place in sorted((CONTENT / name).glob("*.yaml"))]
