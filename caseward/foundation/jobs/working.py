"""A worker: does what is in the queue until it is told to stop, or until the queue is empty."""

import logging
import time

import psycopg
from django.db import OperationalError
from procrastinate import exceptions
from procrastinate.contrib.django import app, django_connector


log = logging.getLogger("caseward.jobs")

OUTAGES = (OperationalError, psycopg.OperationalError, exceptions.ConnectorException)
PAUSE = 2.0  # seconds between attempts to reach a database that is away
PATIENCE = 20.0  # seconds that running jobs get when the worker is stopped


def work(*, one_shot: bool, concurrency: int = 2) -> None:
    """Run jobs until SIGTERM; a database that goes away is waited for. With `one_shot`, until nothing is due."""
    while True:
        try:
            _run(one_shot=one_shot, concurrency=concurrency)
        except OUTAGES as outage:
            if one_shot:
                raise
            log.warning("database away", extra={"code": type(outage).__name__})
            time.sleep(PAUSE)
        else:
            return


def _run(*, one_shot: bool, concurrency: int) -> None:
    connector = app.connector
    if isinstance(connector, django_connector.DjangoConnector):
        connector = connector.get_worker_connector()
    with app.replace_connector(connector):
        app.run_worker(
            name="caseward",
            wait=not one_shot,
            concurrency=concurrency,
            delete_jobs="successful",
            shutdown_graceful_timeout=PATIENCE,
        )
