"""The slow part of a picture, after the editor's request."""

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from shpalta.newsroom.models.picture import Picture
from shpalta.newsroom.pictures.renditions import complete, make_all
from shpalta.newsroom.pictures.source import read_source


@task()
def encode_picture(pk: int) -> str:
    """Make every file of a picture and seal it anew; the digest of its source."""
    picture = Picture.objects.filter(pk=pk).first()
    if picture is None:
        # Deleted while the task waited: nothing is left to do.
        return ""
    with picture.open_file() as file:
        data = file.read()
    source = read_source(data)
    make_all(source)
    with transaction.atomic():
        # Read again, and locked: an editor may have changed it during the encoding, and what is
        # sealed must be what stands in the database.
        current = Picture.objects.select_for_update().filter(pk=pk).first()
        if current is not None and current.source_digest == source.digest:
            current.save(update_fields=["source_digest"])
    return source.digest


LOOKED_AT = 500


def enqueue_incomplete() -> int:
    """Ask for the files of the newest pictures that lack one (failed task, a crash between upload
    and task); how many. Older ones are served by the files they have.
    """
    newest = Picture.objects.order_by("-pk").values_list("pk", "source_digest", "width")
    asked = _asked_for()
    waiting = [
        pk
        for pk, source, width in newest[:LOOKED_AT]
        if pk not in asked and not complete(source, width)
    ]
    for pk in waiting:
        encode_picture.enqueue(pk)
    return len(waiting)


def _asked_for() -> set[int]:
    """Pictures whose task nobody has begun: asking again would make everything twice."""
    ready = DBTaskResult.objects.ready().filter(task_path=encode_picture.module_path)
    return {arguments["args"][0] for arguments in ready.values_list("args_kwargs", flat=True)}
