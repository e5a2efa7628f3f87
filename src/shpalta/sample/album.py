"""The sample's pictures: each drawn once under its key, wherever it is used."""

from collections.abc import Iterable
from concurrent.futures import Executor, Future
from typing import Any

from django.core.files.base import ContentFile

from shpalta.newsroom.actions import EntityChange
from shpalta.newsroom.models import Credit, Picture
from shpalta.sample.drawing import SIZE, drawn
from shpalta.sample.reading import Data


class Album:
    """Made or found, by key."""

    def __init__(self, user: Any, size: tuple[int, int] = SIZE) -> None:
        self.user = user
        self.size = size
        self.credits: dict[str, Credit] = {}
        self.pictures: dict[str, Picture] = {}
        self._drawings: dict[str, Future[bytes]] = {}

    def draw_ahead(self, pool: Executor, wanted: Iterable[Data]) -> None:
        """Begin to draw, on every processor, what the newsroom does not have yet."""
        for data in wanted:
            key = data["key"]
            if key not in self._drawings and not Picture.objects.filter(title=key).exists():
                self._drawings[key] = pool.submit(
                    drawn, data["scene"], data["seed"], data.get("texts"), self._size_of(data)
                )

    def _size_of(self, data: Data) -> tuple[int, int]:
        """As large as the others; a square one is as high."""
        return (self.size[1], self.size[1]) if data.get("shape") == "square" else self.size

    def picture(self, data: Data) -> Picture:
        """The picture of a key; waits for its drawing the first time."""
        key = data["key"]
        if key not in self.pictures:
            self.pictures[key] = Picture.objects.filter(title=key).first() or self._made(data)
        return self.pictures[key]

    def _made(self, data: Data) -> Picture:
        key = data["key"]
        made: Picture = EntityChange(
            Picture(
                title=key,
                file=ContentFile(self._drawings[key].result(), name=f"{key}.jpg"),
                description=data["alt"],
                caption=data["caption"],
                credit=self.credits[data["credit"]],
                kind=data["picture_kind"],
                uploaded_by_user=self.user,
            ),
            self.user,
        ).execute()
        return made
