"""One JSON object a line, made of a closed list of fields: what a person typed, or is called, has no field.

Messages of other people's packages are written without their values, and errors without their words: both can
quote a record. The ledger says who did what; the log says how the machine fares.
"""

import logging
import traceback
from contextvars import ContextVar
from typing import Any

from pythonjsonlogger.json import JsonFormatter


OURS = "caseward"
FIELDS = ("address", "method", "status", "duration_ms", "actor", "code", "job", "where", "error")

# Lines that belong to one request bear its number, whichever part of the house wrote them.
request_id: ContextVar[str] = ContextVar("request_id", default="")


class Careful(JsonFormatter):
    """Writes the fields above and nothing else."""

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],  # noqa: ARG002  the library's own reading of message and error
    ) -> None:
        """What is known of every line, then what this one brought."""
        log_data |= {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": _message(record),
        }
        brought = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        log_data |= brought | _error(record) | ({"request": request_id.get()} if request_id.get() else {})


def _message(record: logging.LogRecord) -> str:
    """Ours with their values, which are names of settings and rules; other people's as a template."""
    return record.getMessage() if record.name.split(".")[0] == OURS else str(record.msg)[:200]


def _error(record: logging.LogRecord) -> dict[str, Any]:
    """Which kind of error, and where: never its words, never the values of variables."""
    if not record.exc_info or record.exc_info[1] is None:
        return {}
    problem = record.exc_info[1]
    frames = traceback.extract_tb(problem.__traceback__)
    return {
        "error": type(problem).__name__,
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def configuration(file: str) -> dict[str, Any]:
    """For Django and gunicorn alike: to the standard error, or to this file."""
    target = {"class": "logging.handlers.WatchedFileHandler", "filename": file, "encoding": "utf-8"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"careful": {"()": f"{__name__}.Careful"}},
        "handlers": {
            "out": (target if file else {"class": "logging.StreamHandler"}) | {"formatter": "careful"}
        },
        "root": {"handlers": ["out"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
            # A line for every job of every minute would bury what matters.
            "procrastinate": {"level": "WARNING"},
        },
    }
