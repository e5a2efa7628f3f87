"""The files made of pictures: encoded once, stored by digest, listed for records."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from shpalta.newsroom.blobs import BlobStore
from shpalta.newsroom.models.picture_file import PictureFile
from shpalta.newsroom.pictures.encoding import encode, height_at
from shpalta.newsroom.pictures.recipe import VERSION, Step, quick_step, steps
from shpalta.newsroom.pictures.source import Source
from shpalta.records import Rendition


def blob_store() -> BlobStore:
    """The newsroom's store of files."""
    return BlobStore(Path(settings.SHPALTA_BLOBS_DIR))


def make_quick(source: Source) -> list[PictureFile]:
    """Encode and store the one file that a picture is never without; rows that are not saved yet.

    Called before the transaction, so that no write lock waits for an encoder.
    """
    return _make(source, [quick_step(source.width)])


def make_all(source: Source) -> None:
    """Encode, store and note every file that is still missing."""
    keep(_make(source, steps(source.width)))


def keep(files: Iterable[PictureFile]) -> None:
    """Note stored files; those already noted stay, whoever was first."""
    with transaction.atomic():
        PictureFile.objects.bulk_create(files, ignore_conflicts=True)


def complete(source_digest: str, width: int) -> bool:
    """Whether every file of the newest recipe is there."""
    return {Step(file.format, file.width) for file in _rows(source_digest, VERSION)} >= set(
        steps(width)
    )


def renditions_of(source_digest: str) -> tuple[Rendition, ...]:
    """What records list: the files of the newest recipe that has any, in an order of their own."""
    rows = list(PictureFile.objects.filter(source_digest=source_digest))
    if not rows:
        return ()
    newest = max((row.recipe for row in rows), key=int)
    listed = [row.rendition() for row in rows if row.recipe == newest]
    return tuple(sorted(listed, key=lambda file: (file.format, file.width)))


def _rows(source_digest: str, recipe: str) -> Iterable[PictureFile]:
    return PictureFile.objects.filter(source_digest=source_digest, recipe=recipe)


def _make(source: Source, wanted: Iterable[Step]) -> list[PictureFile]:
    there = {Step(row.format, row.width) for row in _rows(source.digest, VERSION)}
    store = blob_store()
    made = []
    for step in wanted:
        if step in there:
            continue
        height = height_at(step.width, source.width, source.height)
        data = encode(source.image, step, height)
        made.append(
            PictureFile(
                source_digest=source.digest,
                recipe=VERSION,
                format=step.format,
                width=step.width,
                height=height,
                digest=store.put(data),
                size=len(data),
            )
        )
    return made
