"""How gunicorn serves: few processes with some threads each, stopped within seconds."""

import gc
import os

from django.db import connections
from django.urls import get_resolver

from caseward.foundation.database import address
from caseward.foundation.operating import logs, shared_counts


METRICS_PORT = int(os.environ.get("CASEWARD_METRICS_PORT") or 0)
if METRICS_PORT:
    shared_counts.make(address.data_folder(os.environ))
    from caseward.foundation.operating import metrics

bind = f"127.0.0.1:{os.environ.get('CASEWARD_PORT', '8000')}"
wsgi_app = "caseward.config.wsgi:application"
# Loaded once and then forked; what was opened until then is closed before the processes part (see below).
preload_app = True
worker_class = "gthread"
workers = int(os.environ.get("CASEWARD_WORKERS", "2"))
threads = 4
timeout = 60
graceful_timeout = 5
keepalive = 5
# A socket through which anybody in the house could steer the server is of no use here.
control_socket_disable = True
# Its own lines would hold paths and queries; the application writes one line for each request, without them.
accesslog = None
logconfig_dict = logs.configuration(os.environ.get("CASEWARD_LOG_FILE", ""))
proc_name = "caseward"


def on_starting(_server: object) -> None:
    """Read the code of every page before the processes part: each would read it again at its first request."""
    get_resolver().url_patterns  # noqa: B018 -- looking is reading


def pre_fork(_server: object, _worker: object) -> None:
    """Hand no connection on: two processes on one line would read the answers to each other's questions.

    What was loaded is never looked through for garbage again: it stays for good, in memory that both processes share.
    """
    gc.freeze()
    connections.close_all()
    for connection in connections.all():
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one


def when_ready(_server: object) -> None:
    """Serve the numbers, where they are asked for."""
    if METRICS_PORT:
        metrics.serve(METRICS_PORT, os.environ)
