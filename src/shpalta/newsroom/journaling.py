"""Sealing: whatever of a stored thing is public becomes journal rows, in the caller's transaction.

Every road into and out of the public ends here, once: the save of an article, the save of its
base page, the sweep of what a database trigger noted. An equal record seals nothing.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from shpalta.lib import events
from shpalta.lib.text import forbidden
from shpalta.newsroom import acts, clock, publication, sealing
from shpalta.newsroom.errors import SealingRefused
from shpalta.newsroom.outbox.telling import tell
from shpalta.newsroom.text import strings_in
from shpalta.newsroom.wake import wake_after_commit
from shpalta.press import journal
from shpalta.press.api import adopt
from shpalta.press.journal import Fact
from shpalta.records import Record, RecordError, encode

if TYPE_CHECKING:
    from shpalta.newsroom.models import Act

_log = logging.getLogger("shpalta.newsroom")


def seal_article(page_id: int, *, user: Any = None, also: Sequence[Fact] = ()) -> "Act | None":
    """Seal what is public of the stored article; the act, or None when nothing had changed.

    ``also`` are facts about others that the same act has brought about.
    Raises ``SealingRefused`` when it is live and may not be: the transaction must be taken back.
    """
    from shpalta.newsroom.models import Article, Unsealed
    from shpalta.newsroom.social.tasks import draw_image_after_commit

    article = (
        Article.objects.select_related("locale", "section", "picture", "live_revision__user")
        .filter(pk=page_id)
        .first()
    )
    act = None
    if article is not None:
        outcome = publication.settle(article)
        facts = [*outcome.facts, *also]
        if facts:
            who = acts.current_user() or user or outcome.user
            act = append(facts, kind=outcome.kind, subject=("article", article.uid), who=who)
        if act is not None and article.live:
            draw_image_after_commit(article.uid)
    Unsealed.objects.filter(page_id=page_id).delete()
    return act


def seal_entity(entity: Any) -> "Act | None":
    """Seal a stored entity; the act, or None when its record has not changed."""
    fact = Fact(entity.record_kind, entity.uid, encoded(record_of(entity)))
    facts = [fact, *_other_facts(entity, withdrawn=False)]
    return append(facts, kind="entity", subject=(fact.kind, fact.id), who=acts.current_user())


def withdraw_entity(entity: Any) -> "Act | None":
    """Say that an entity is no more."""
    fact = Fact(entity.record_kind, entity.uid, None)
    facts = [fact, *_other_facts(entity, withdrawn=True)]
    return append(facts, kind="entity", subject=(fact.kind, fact.id), who=acts.current_user())


def _other_facts(entity: Any, *, withdrawn: bool) -> Sequence[Fact]:
    """What else changes with it; the outlet's settings, which nobody deletes, say nothing."""
    own = getattr(entity, "other_facts", None)
    return own(withdrawn=withdrawn) if own else ()


def record_of(entity: Any) -> Record:
    """The record of a stored entity of any kind."""
    own = getattr(entity, "sealed_record", None)
    if callable(own):
        return own()
    return getattr(sealing, f"{entity.record_kind}_record")(entity)


def encoded(record: Record) -> bytes:
    """The bytes of ``record``; refused when a character in it cannot be published."""
    import msgspec

    for text in strings_in(msgspec.to_builtins(record)):
        found = forbidden(text)
        if found:
            raise SealingRefused(
                f"{found} cannot be published (in “{text[:60]!r}”)", code="forbidden_character"
            )
    try:
        return encode(record)
    except RecordError as error:
        raise SealingRefused(str(error), code="record") from error


def append(facts: Sequence[Fact], *, kind: str, subject: tuple[str, str], who: Any) -> "Act | None":
    """Journal those of ``facts`` that change something as one act; None when none does."""
    from shpalta.newsroom.models import Act

    new = list(_changed(facts))
    if not new:
        return None
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal rows are appended inside the transaction of their act")
    decision = acts.current()
    at = clock.now()
    act = Act(
        kind=decision.kind or kind,
        who=who if who is not None and who.pk else None,
        at=at,
        subject_kind=subject[0],
        subject=subject[1],
        public_reason=decision.public_reason,
        private_reason=decision.private_reason,
    )
    positions = journal.append(
        adopt(connection), new, act=act.kind, act_id=act.uid, at=clock.stamp(at)
    )
    act.first_position, act.last_position = positions[0], positions[-1]
    act.save()
    tell(act, new, positions, at)
    wake_after_commit()
    transaction.on_commit(lambda: _say_sealed(act), robust=True)
    return act


def _say_sealed(act: "Act") -> None:
    events.emit(
        _log,
        events.SEALED,
        act=act.kind,
        kind=act.subject_kind,
        id=act.subject,
        first=act.first_position,
        last=act.last_position,
        user=act.who_id or 0,
    )


def last_record(kind: str, subject: str) -> bytes | None:
    """The newest sealed bytes of one thing; None when never sealed or withdrawn."""
    row = _last_row(kind, subject)
    return None if row is None or row.record is None else bytes(row.record)


def _last_row(kind: str, subject: str) -> Any:
    from shpalta.newsroom.models import Journal

    return Journal.objects.filter(kind=kind, subject=subject).order_by("-position").first()


def _changed(facts: Iterable[Fact]) -> Iterable[Fact]:
    for fact in facts:
        row = _last_row(fact.kind, fact.id)
        before = None if row is None or row.record is None else bytes(row.record)
        if before != fact.record:
            yield fact
