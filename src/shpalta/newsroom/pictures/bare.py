"""Wagtail's image operations over a picture whose metadata goes no further."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

# Where Pillow keeps them; its encoders, and Willow's calls of them, write them out again.
_METADATA = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment")


class Bare:
    """An opened image of Willow; turned upright, it has no metadata left.

    Wagtail turns every picture upright before anything else, and Willow would copy EXIF, with
    the place where it was taken, into each rendition.
    """

    def __init__(self, opened: Any) -> None:
        self._opened = opened

    def __getattr__(self, name: str) -> Any:
        return getattr(self._opened, name)

    def auto_orient(self) -> Any:
        """The image upright, as Willow does it, without its metadata."""
        upright = self._opened.auto_orient()
        for name in _METADATA:
            upright.image.info.pop(name, None)
        return upright

    @classmethod
    @contextmanager
    def opened(cls, opening: AbstractContextManager[Any]) -> Iterator["Bare"]:
        """``opening``, with what it opens made bare."""
        with opening as image:
            yield cls(image)
