"""docs/reference/metrics.md: every figure that Prometheus can ask for."""

from tools.reference.markdown import introduction, table


def page() -> str:
    """The whole page."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")
    from shpalta.newsroom.metrics import METRICS

    rows = [
        (f"`{one.name}`", one.kind, ", ".join(f"`{name}`" for name in one.labels), one.meaning)
        for one in METRICS
    ]
    parts = [
        introduction(
            "Metrics",
            "`/metrics` of the newsroom, in Prometheus's text form: to this machine itself, or to"
            " who sends [the token](settings.md#shpalta_metrics_token); to everyone else it is not"
            " there. Figures are read from the tables when they are asked for, and are of the whole"
            " newspaper, not of one process; a moment that never was (no backup yet) is left out.",
        ),
        table(("name", "kind", "labels", "what"), rows),
        "A set of rules to begin with: `shpalta_press_running == 0` for a minute;"
        " `shpalta_press_backlog_rows > 0` for five; `shpalta_press_held_articles > 0`;"
        " `shpalta_schedule_overdue_articles > 0` for two;"
        " `time() - shpalta_backup_last_timestamp_seconds > 2 * 86400`;"
        " `shpalta_disk_free_bytes < 1e9`.",
    ]
    return "\n\n".join(parts) + "\n"
