"""What is drawn after the editor's request, and what is asked for again when it was not."""

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from shpalta.newsroom.social import images, marks

LOOKED_AT = 200


@task()
def draw_social_image(article: str) -> str:
    """Draw and seal the social image of an article; its digest."""
    return images.make_or_log(article)


@task()
def draw_icons() -> int:
    """Draw the outlet's icons and seal it with them; how many were drawn."""
    return marks.make_or_log()


def draw_image_after_commit(article: str) -> None:
    """Ask for the image once the publication is certain; what fails here fails nothing else."""
    transaction.on_commit(lambda: draw_social_image.enqueue(article), robust=True)


def draw_icons_after_commit() -> None:
    """Ask for the icons once the outlet is stored."""
    transaction.on_commit(draw_icons.enqueue, robust=True)


def enqueue_missing() -> int:
    """Ask for the images of the newest articles that have none (a failed task, a crash between
    publication and task), and for icons that are not there; how many.
    """
    asked = _asked_for()
    waiting = [article for article in images.without_image(LOOKED_AT) if article not in asked]
    for article in waiting:
        draw_social_image.enqueue(article)
    if marks.missing():
        draw_icons.enqueue()
        return len(waiting) + 1
    return len(waiting)


def _asked_for() -> set[str]:
    """Articles whose task nobody has begun."""
    ready = DBTaskResult.objects.ready().filter(task_path=draw_social_image.module_path)
    return {arguments["args"][0] for arguments in ready.values_list("args_kwargs", flat=True)}
