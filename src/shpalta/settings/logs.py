"""How log lines look: one JSON object a line for machines, or a line of words for people."""

import json
import logging
import logging.config
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

JSON, TEXT = "json", "text"
FORMS = (TEXT, JSON)
MAX_BYTES = 5 * 1024 * 1024
KEEP = 3

# What Django and drivers may say of their own: a password in an address, a link that signs in.
_SECRETS = (
    (re.compile(r"(?<=://)([^/\s:@]*):[^/\s@]*(?=@)"), r"\1:***"),
    (re.compile(r"(/password_reset/confirm/)[^\s'\"]+"), r"\1***"),
)


class JsonLines(logging.Formatter):
    """``at`` (UTC), ``level``, ``logger``, ``event`` and its fields, or ``message`` without one."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; no value of a record can break it in two."""
        line: dict[str, Any] = {
            "at": _at(record, "milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        event = getattr(record, "event", None)
        if event is None:
            line["message"] = hidden(record.getMessage())
        else:
            line["event"] = event
            for name, value in record.__dict__["fields"].items():
                line[name] = hidden(value) if isinstance(value, str) else value
        if record.exc_info:
            line["trace"] = hidden(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class Lines(logging.Formatter):
    """The same for eyes: moment, level, words; a trace below."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and those of a trace."""
        words = hidden(record.getMessage()).replace("\n", "\n    ")
        line = f"{_at(record, 'seconds')} {record.levelname} {record.name}: {words}"
        if record.exc_info:
            line += "\n" + hidden(self.formatException(record.exc_info))
        return line


def hidden(text: str) -> str:
    """``text`` without what signs somebody in."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def config(form: str, level: str = "INFO") -> dict[str, Any]:
    """For ``logging.config.dictConfig``: everything on standard error, in one form."""
    formatter = JsonLines if form == JSON else Lines
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{formatter.__name__}"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # It brings a handler of its own.
            "gunicorn.error": {"handlers": ["stderr"], "propagate": False},
            # It tells the titles of drafts.
            "wagtail": {"level": "WARNING"},
        },
    }


def set_up(form: str, *, file: Path | None = None) -> None:
    """The logs of this process: on standard error, or in ``file``, which is cut when it grows."""
    made = config(form)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        made["handlers"]["stderr"] = {
            "class": "logging.handlers.RotatingFileHandler",
            "formatter": "line",
            "filename": str(file),
            "maxBytes": MAX_BYTES,
            "backupCount": KEEP,
            "encoding": "utf-8",
            "delay": True,
        }
    logging.config.dictConfig(made)


def _at(record: logging.LogRecord, precision: str) -> str:
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec=precision)
    return moment.replace("+00:00", "Z")
