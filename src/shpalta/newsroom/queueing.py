"""Tasks that one transaction asks for several times are done once.

A publication in Wagtail saves its article three times, and each save asks anew for the search
index and the index of references. What a task reads is there only after the commit, so one row
says as much as three, and the worker does a third of the work while a press wants the processor.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from django.db import router, transaction
from django_tasks_db import DatabaseBackend

# By connection: what the transaction that is open there has asked for, and the row's id.
_asked: WeakKeyDictionary[Any, dict[str, Any]] = WeakKeyDictionary()


class OncePerTransaction(DatabaseBackend):
    """The queue in the database, without doubles inside a transaction."""

    def enqueue(self, task: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Ask for ``task``; the result of the same asked before in this transaction, if it holds.

        A row that went with a rolled back savepoint is not there any more, and is asked for again.
        """
        from django_tasks_db.models import DBTaskResult

        using = router.db_for_write(DBTaskResult)
        connection = transaction.get_connection(using)
        if not connection.in_atomic_block:
            return super().enqueue(task, args, kwargs)
        asked = _asked.setdefault(connection, {})
        key = json.dumps([task.module_path, _turn(task), args, kwargs], sort_keys=True, default=str)
        known = asked.get(key)
        row = known and DBTaskResult.objects.using(using).filter(pk=known).first()
        if row:
            return row.task_result
        result: Any = super().enqueue(task, args, kwargs)
        asked[key] = result.id
        # A worker may read the row from the commit on: whatever changes later asks for itself.
        transaction.on_commit(asked.clear, using=using, robust=True)
        return result


def _turn(task: Any) -> list[str]:
    return [task.queue_name, str(task.priority), str(task.run_after)]


KEPT = {"SUCCESSFUL": timedelta(days=7), "FAILED": timedelta(days=30)}
"""How long a task that has ended can be looked up: failures are somebody's question later."""

_AT_ONCE = 500


def forget_ended(now: datetime) -> int:
    """Drop tasks that ended long ago, some hundreds at a time; how many. Each save leaves a few,
    and nobody else ever takes them away.
    """
    from django_tasks_db.models import DBTaskResult

    dropped = 0
    for status, age in KEPT.items():
        old = DBTaskResult.objects.filter(status=status, finished_at__lt=now - age)
        some = list(old.order_by().values_list("pk", flat=True)[:_AT_ONCE])
        DBTaskResult.objects.filter(pk__in=some).delete()
        dropped += len(some)
    return dropped
