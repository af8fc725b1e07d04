"""Counts and durations for whoever watches the machine: by address name, never by person or unit.

Read only where they are asked for (CASEWARD_METRICS_PORT), and served on the loopback, apart from any page.
What is owed or overdue is not counted here: few of it in a small unit would point at somebody.
"""

from collections.abc import Iterable, Mapping

import psycopg
from prometheus_client import CollectorRegistry, Counter, Histogram, multiprocess, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from caseward.foundation.database import address


BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

REQUESTS = Counter("caseward_requests", "Requests answered", ["address", "status"])
SECONDS = Histogram("caseward_request_seconds", "How long answers took", ["address"], buckets=BUCKETS)

# The times of database and machine may differ a little; below nought would only confuse.
LAG = """
    select entries, greatest(extract(epoch from clock_timestamp() - coalesce(oldest, clock_timestamp())), 0),
           sec.outbox_backlog(clock_timestamp()) from sec.ledger_unsealed()
"""


def count(address_name: str, *, status: int, seconds: float) -> None:
    """One answer; an address that does not exist has no name, and is not given one by whoever invents it."""
    REQUESTS.labels(address_name or "none", f"{status // 100}xx").inc()
    SECONDS.labels(address_name or "none").observe(seconds)


class Backlog(Collector):
    """How far sealing and sending lag, asked when somebody looks."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """A database that is away is a number, too."""
        try:
            with psycopg.connect(
                **{**address.login(self._environ, role="runtime"), "connect_timeout": 2}
            ) as asked:
                entries, seconds, messages = asked.execute(LAG).fetchone() or (0, 0, 0)
        except psycopg.Error:
            yield GaugeMetricFamily("caseward_database_up", "Whether the database answered", value=0)
            return
        yield GaugeMetricFamily("caseward_database_up", "Whether the database answered", value=1)
        yield GaugeMetricFamily(
            "caseward_ledger_unsealed_entries", "Entries that wait to be sealed", value=entries
        )
        yield GaugeMetricFamily(
            "caseward_ledger_unsealed_seconds", "How long the oldest has waited", value=seconds
        )
        yield GaugeMetricFamily("caseward_outbox_backlog", "Messages due and not sent", value=messages)


def registry(environ: Mapping[str, str]) -> CollectorRegistry:
    """The counts of all processes, and the backlog."""
    made = CollectorRegistry()
    multiprocess.MultiProcessCollector(made)  # type: ignore[no-untyped-call]
    made.register(Backlog(environ))
    return made


def serve(port: int, environ: Mapping[str, str]) -> None:
    """On the loopback alone, in a thread of the process that looks after the others."""
    start_http_server(port, addr="127.0.0.1", registry=registry(environ))
