"""The order of Ukrainian words, from a table of our own: machines sort each in their own way."""

from functools import lru_cache

_ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_RANK = {letter: index for index, letter in enumerate(_ALPHABET)}
_PASSED_OVER = "'’ʼ"


@lru_cache(maxsize=4096)
def collation_key(text: str) -> tuple[tuple[int, int], ...]:
    """A key that sorts as a Ukrainian reader expects: Cyrillic by the alphabet, then the rest."""
    return tuple(
        (0, _RANK[letter]) if letter in _RANK else (1, ord(letter))
        for letter in text.casefold()
        if letter not in _PASSED_OVER
    )
