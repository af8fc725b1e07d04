"""What HTTP cannot show: recall of the search, the rate of taking over, what row-level security and the ledger add.

Runs as the runtime role, like the server, and prints one line of JSON.
"""

import argparse
import itertools
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import django


django.setup()

from django.db import connection, transaction  # noqa: E402

from caseward.accounts.models import User  # noqa: E402
from caseward.cases import commands as cases  # noqa: E402
from caseward.cases.vocabulary import FormerCase  # noqa: E402
from caseward.foundation.access import actors, sessions  # noqa: E402
from caseward.foundation.access.models import Compartment  # noqa: E402
from caseward.foundation.commands import Context, clock  # noqa: E402
from caseward.kernel.identity import Name, Person  # noqa: E402
from caseward.nominals import queries as nominals  # noqa: E402
from tools.bench import errors, people, world  # noqa: E402


SAMPLES = 100
SEED_OF_NEWCOMERS = 10**6


def recall(viewer: Any, size: world.Size) -> dict[str, float]:  # noqa: ANN401  the actor of the moment
    """How many of the people looked for under a wrong spelling are among the ten shown."""
    chance = random.Random(11)  # noqa: S311  invented people need no secrets
    found: dict[str, float] = {}
    for name, spoil in errors.KINDS.items():
        looked_for = [_somebody(chance, size) for _ in range(SAMPLES)]
        hits = sum(_is_found(viewer, person, spoil(person.name, chance)) for person in looked_for)
        found[name] = hits / SAMPLES
    return found


def rate(ctx: Context, compartment_id: Any, owners: list[User]) -> dict[str, float]:  # noqa: ANN401
    """Cases a second in bulk, and milliseconds for one alone."""
    former = _newcomers(owners, ctx)
    began = time.perf_counter()
    for _ in range(2):
        batch = list(itertools.islice(former, world.BATCH))
        cases.take_over_cases(ctx, compartment_id=compartment_id, former=batch)
    bulk = 2 * world.BATCH / (time.perf_counter() - began)
    single = [_alone(ctx, compartment_id, one) for one in itertools.islice(former, SAMPLES)]
    return {
        "cases taken over a second": bulk,
        "one case, p50 ms": 1000 * statistics.median(single),
        "one case, p95 ms": 1000 * sorted(single)[int(0.95 * SAMPLES)],
    }


def added_by_ledger(ctx: Context, compartment_id: Any, owners: list[User]) -> float:  # noqa: ANN401
    """How much longer a save takes for its entries in the ledger."""
    spent: list[float] = []

    def watch(execute: Callable[..., Any], sql: str, *others: Any) -> Any:  # noqa: ANN401  Django's own hook
        began = time.perf_counter()
        try:
            return execute(sql, *others)
        finally:
            if "ledger_entry" in sql:
                spent.append(time.perf_counter() - began)

    total = 0.0
    for one in itertools.islice(_newcomers(owners, ctx), SAMPLES):
        with connection.execute_wrapper(watch):
            total += _alone(ctx, compartment_id, one)
    return total / (total - sum(spent))


def _newcomers(owners: list[User], ctx: Context) -> Iterator[FormerCase]:
    seed = SEED_OF_NEWCOMERS + random.randrange(10**6)  # noqa: S311  each run brings others
    invented = people.people(10**6, seed=seed)
    return (world.former(person, place, owners, ctx.now) for place, person in enumerate(invented))


def _somebody(chance: random.Random, size: world.Size) -> Person:
    """One of those who live in the world."""
    unit = chance.randint(1, size.units)
    place = chance.randrange(min(200, size.people // size.units))
    return next(itertools.islice(people.people(size.people // size.units, seed=unit), place, None))


def _is_found(viewer: Any, person: Person, spoilt: Name) -> bool:  # noqa: ANN401
    asked = Person(name=spoilt, born=person.born)
    found = nominals.candidates(viewer=viewer, person=asked, is_asked_for=True)
    whole = " ".join(f"{person.name.forenames} {person.name.surname}".split())
    return any(one.heading.name == whole and one.heading.born == person.born for one in found)


def _alone(ctx: Context, compartment_id: Any, one: FormerCase) -> float:  # noqa: ANN401
    """Seconds to take one case over."""
    began = time.perf_counter()
    cases.take_over_cases(ctx, compartment_id=compartment_id, former=[one])
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int)
    parser.add_argument("--people", type=int)
    asked = parser.parse_args()
    size = world.Size(asked.cases, asked.people)
    wide = User.objects.get(username="u001-00")
    with sessions.acting_as(wide.pk, now=clock.now()):
        actor = actors.current_actor()
        if actor is None:
            raise LookupError("Whoever knows every unit may not act.")
        found: dict[str, Any] = {"recall": recall(actor, size)}
        ctx = Context(actor=actor, now=clock.now(), purpose="benchmark")
        with transaction.atomic():
            compartment_id = Compartment.objects.get(key="unit-001-prevent-referrals").pk
        owners = list(User.objects.filter(username__in=["u001-02", "u001-03"]))
        found["taking over"] = rate(ctx, compartment_id, owners)
        found["ledger on a save"] = added_by_ledger(ctx, compartment_id, owners)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
