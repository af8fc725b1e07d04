"""Taking over in bulk, by one importer or by several side by side; prints one line of JSON.

Runs as the runtime role, like the server, in the last units of the world, whose people nothing else measures.
"""

import argparse
import gc
import itertools
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import django


django.setup()

from django.db import connection, transaction  # noqa: E402

from caseward.accounts.models import User  # noqa: E402
from caseward.cases import commands as cases  # noqa: E402
from caseward.cases.vocabulary import FormerCase  # noqa: E402
from caseward.foundation import clock  # noqa: E402
from caseward.foundation.access import actors, sessions  # noqa: E402
from caseward.foundation.access.models import Compartment  # noqa: E402
from caseward.foundation.commands import Context  # noqa: E402
from tools.bench import people, world  # noqa: E402
from tools.bench.measuring import percentile  # noqa: E402


SAMPLES = 100
SEED_OF_NEWCOMERS = 10**6


def in_bulk(
    ctx: Context, compartment_id: UUID, former: Iterator[FormerCase], count: int
) -> tuple[float, float]:
    """When the first of so many was taken over, and when the last; what the former system kept was read before."""
    batches = [list(itertools.islice(former, world.BATCH)) for _ in range(count // world.BATCH)]
    began = time.time()
    for batch in batches:
        cases.take_over_cases(ctx, compartment_id=compartment_id, former=batch)
    return began, time.time()


def one_by_one(ctx: Context, compartment_id: UUID, former: Iterator[FormerCase]) -> list[float]:
    """Milliseconds of each of many, taken over alone."""
    return [1000 * _alone(ctx, compartment_id, one) for one in itertools.islice(former, SAMPLES)]


def added_by_ledger(ctx: Context, compartment_id: UUID, former: Iterator[FormerCase]) -> float:
    """How much longer a save takes for its entries in the ledger."""
    spent: list[float] = []

    def watch(execute: Callable[..., Any], sql: str, *others: Any) -> Any:  # noqa: ANN401  Django's own hook
        began = time.perf_counter()
        try:
            return execute(sql, *others)
        finally:
            if "ledger_entry" in sql:
                spent.append(time.perf_counter() - began)

    with connection.execute_wrapper(watch):
        total = sum(_alone(ctx, compartment_id, one) for one in itertools.islice(former, SAMPLES))
    return total / (total - sum(spent))


def _alone(ctx: Context, compartment_id: UUID, one: FormerCase) -> float:
    """Seconds to take one case over: its person, referral, owner, first note, clock and entries in the ledger."""
    began = time.perf_counter()
    cases.take_over_cases(ctx, compartment_id=compartment_id, former=[one])
    return time.perf_counter() - began


def _newcomers(unit: str, now: datetime) -> Iterator[FormerCase]:
    """People whom no earlier run brought, each with a case of one of the last officers of the unit."""
    owners = list(User.objects.filter(username__startswith=f"{unit}-").order_by("-username")[:2])
    invented = people.people(10**6, seed=SEED_OF_NEWCOMERS + random.randrange(10**6))  # noqa: S311  invented
    return (world.former(person, place, owners, now) for place, person in enumerate(invented))


def _measured(ctx: Context, unit: str, *, bulk: int) -> dict[str, Any]:
    with transaction.atomic():
        compartment_id = Compartment.objects.get(key=f"unit-{unit[1:]}-prevent-referrals").pk
    former = _newcomers(unit, ctx.now)
    if bulk:
        began, ended = in_bulk(ctx, compartment_id, former, bulk)
        return {"began": began, "ended": ended}
    single = one_by_one(ctx, compartment_id, former)
    return {
        "p50": statistics.median(single),
        "p95": percentile(single, 95),
        "ledger": added_by_ledger(ctx, compartment_id, former),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int)
    parser.add_argument("--people", type=int)
    parser.add_argument(
        "--part", type=int, default=0, help="which of the importers: each has a unit of its own"
    )
    parser.add_argument("--bulk", type=int, default=0, help="how many in bulk; 0: one by one")
    asked = parser.parse_args()
    gc.freeze()  # as the server does with what was loaded
    unit = f"u{max(1, world.Size(asked.cases, asked.people).units - asked.part):03}"
    with sessions.acting_as(User.objects.get(username=f"{unit}-01").pk, now=clock.now()):
        actor = actors.current_actor()
        if actor is None:
            raise LookupError("The supervisor of the last unit may not act.")
        ctx = Context(actor=actor, now=clock.now(), purpose="benchmark")
        print(json.dumps(_measured(ctx, unit, bulk=asked.bulk)))


if __name__ == "__main__":
    main()
