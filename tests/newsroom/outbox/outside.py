"""What tests of the outbox share: a webhook, a sender with a clock that is set, a press that is
as far as a test says.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from shpalta.newsroom import preview
from shpalta.newsroom.models import OutboxRow, Webhook
from shpalta.newsroom.outbox.calling import Limits, call
from shpalta.newsroom.outbox.sending import Sender
from shpalta.press.api import Stage, State

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
QUICK = Limits(connect=5.0, talk=0.25)
PATIENT = Limits(connect=30.0, talk=30.0)


class SomePress(preview.NoPress):
    """Everything is on the site, but for what a test says of single subjects."""

    def __init__(self) -> None:
        self.stage = Stage.PRESSED
        self.of: dict[str, Stage] = {}

    def states(self, articles: Sequence[str]) -> Mapping[str, State]:
        return {article: State(self.of.get(article, self.stage)) for article in articles}

    def file_state(self, path: str, position: int) -> State:
        return State(self.of.get(path, self.stage))


class Clock:
    """The newsroom's own, which acts are dated by, and what a test has waited besides."""

    def __init__(self) -> None:
        self.waited = timedelta(0)

    def __call__(self) -> datetime:
        return timezone.now() + self.waited

    def wait(self, **units: float) -> None:
        self.waited += timedelta(**units)


def make_webhook(address: str = "https://partner.example.org/hook", **fields) -> Webhook:
    number = Webhook.objects.count() + 1
    given = {"name": f"Партнер {number}", "address": address, "secret": SECRET, **fields}
    return Webhook.objects.create(**given)


def make_sender(clock: Clock, limits: Limits = PATIENT, **given) -> Sender:
    return Sender(**{"caller": lambda request: call(request, limits), "clock": clock, **given})


def rows_of(article=None) -> list[OutboxRow]:
    found = OutboxRow.objects.select_related("act", "webhook").order_by("position", "webhook")
    return list(found if article is None else found.filter(subject=article.uid))


def states_of(article=None) -> list[tuple[str, str]]:
    return [(row.act.kind, row.state) for row in rows_of(article)]
