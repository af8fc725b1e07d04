"""One client and then many: how long, how much processor time, how often."""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from tools.bench import usage
from tools.bench.house import House


CLIENTS = 8
Once = Callable[[], float]  # one request; its seconds
Ready = Callable[[int], list[Once]]  # so many requests, with all that must be opened first


@dataclass(frozen=True, slots=True)
class Alone:
    """One client, one request after another: milliseconds."""

    p50: float
    p95: float
    server: float
    database: float


@dataclass(frozen=True, slots=True)
class Crowded:
    """As many clients as keep both processes busy: requests a second."""

    rate: float
    p95: float


def alone(house: House, ready: Ready, *, times: int) -> Alone:
    """Measure one client; what has to be opened before it can be sent was opened before the clock starts."""
    requests = ready(times)
    server, database = usage.cpu(house.web), usage.cpu(house.database)
    seconds = [once() for once in requests]
    return Alone(
        p50=1000 * statistics.median(seconds),
        p95=1000 * percentile(seconds, 95),
        server=1000 * (usage.cpu(house.web) - server) / times,
        database=1000 * (usage.cpu(house.database) - database) / times,
    )


def crowded(clients: list[Ready], *, times: int) -> Crowded:
    """Measure many clients at once, each with as many requests."""
    requests = [ready(times) for ready in clients]
    found: list[list[float]] = [[] for _ in clients]
    threads = [
        threading.Thread(target=_send, args=(each, taken))
        for each, taken in zip(requests, found, strict=True)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [one for taken in found for one in taken]
    return Crowded(len(every) / (time.perf_counter() - began), 1000 * percentile(every, 95))


def percentile(values: list[float], percent: int) -> float:
    """The value that so many in a hundred do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def _send(requests: list[Once], taken: list[float]) -> None:
    taken.extend(once() for once in requests)
