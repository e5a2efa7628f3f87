"""Ukrainian sentences recombined from the words of the sample newspaper."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]+[»”]?")
_SHORTEST, _LONGEST = 5, 28
_POOL = 6000


@cache
def outlet() -> dict[str, Any]:
    """What the sample says of its outlet."""
    return _read("outlet.yaml")


@cache
def entities() -> dict[str, Any]:
    """The sample's sections, topics, contributors and credits."""
    return _read("entities.yaml")


@cache
def sample_sentences() -> tuple[str, ...]:
    """Every sentence of the sample's running text, without its marks."""
    folder = files("shpalta.sample") / "content" / "articles"
    found: list[str] = []
    # Ukrainian ones: those of other languages are in folders of their own.
    places = (entry for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    for place in sorted(places, key=lambda entry: entry.name):
        for block in yaml.safe_load(place.read_text(encoding="utf-8"))["body"]:
            if block["type"] == "text":
                text = _LINK.sub(r"\1", block["markdown"]).replace("*", "").replace("\n", " ")
                found += [s.strip() for s in _SENTENCE.findall(text) if len(s.split()) > 3]
    return tuple(found)


class Vocabulary:
    """A pool of new sentences, drawn by a chain of word pairs; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._starts: list[tuple[str, str]] = []
        self._after: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._after_word: dict[str, list[str]] = defaultdict(list)
        for sentence in sample_sentences():
            self._learn(sentence.translate({ord(mark): None for mark in "«»„“()"}).split())
        self.pool = [self._sentence() for _ in range(_POOL)]

    def _learn(self, words: list[str]) -> None:
        self._starts.append((words[0], words[1]))
        for first, second, third in zip(words, words[1:], words[2:], strict=False):
            self._after[first, second].append(third)
        for first, second in pairwise(words):
            self._after_word[first].append(second)

    def _sentence(self) -> str:
        """A walk from word to word: mostly after two, at times after one, so that paths part."""
        words = list(self._random.choice(self._starts))
        while len(words) < _LONGEST and not words[-1].endswith((".", "!", "?", "…")):
            pair = self._after.get((words[-2], words[-1]), [])
            single = self._after_word.get(words[-1], [])
            choice = pair if pair and self._random.random() < 0.6 else single or pair
            if not choice:
                break
            words.append(self._random.choice(choice))
        text = " ".join(words).rstrip(" ,;:—–-")
        if len(words) < _SHORTEST:
            return self._sentence()
        return text if text.endswith((".", "!", "?", "…")) else f"{text}."

    def paragraphs(self, chance: random.Random, length: int) -> Iterator[str]:
        """Paragraphs of three to five sentences, about ``length`` characters in all."""
        while length > 0:
            text = " ".join(chance.sample(self.pool, chance.randint(3, 5)))
            yield text[: max(length, 60)]
            length -= len(text)

    def line(self, chance: random.Random, words: int) -> str:
        """A headline of at most so many words, without a full stop."""
        found = chance.choice(self.pool).split()[:words]
        text = " ".join(found).strip(" .,;:!?…—–-")
        return text[:1].upper() + text[1:]


def _read(name: str) -> dict[str, Any]:
    text = (files("shpalta.sample") / "content" / name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
