"""What HTTP cannot show: recall of the search, and what row-level security adds to a page.

Runs as the runtime role, like the server, and prints one line of JSON.
"""

import argparse
import itertools
import json
import random
from typing import Any

import django


django.setup()

from caseward.accounts.models import User  # noqa: E402
from caseward.foundation import clock  # noqa: E402
from caseward.foundation.access import actors, sessions  # noqa: E402
from caseward.kernel.identity import Name, Person  # noqa: E402
from caseward.nominals import queries as nominals  # noqa: E402
from tools.bench import bypass, errors, people, world  # noqa: E402


SAMPLES = 100


def recall(viewer: Any, size: world.Size) -> dict[str, float]:  # noqa: ANN401  the actor of the moment
    """How many of the people looked for are among the ten shown: with their birth, and by the name alone."""
    chance = random.Random(11)  # noqa: S311  invented people need no secrets
    found: dict[str, float] = {}
    for (name, spoil), alone in itertools.product({"exact": _exact, **errors.KINDS}.items(), (False, True)):
        looked_for = [_somebody(chance, size) for _ in range(SAMPLES)]
        hits = sum(_is_found(viewer, one, spoil(one.name, chance), alone=alone) for one in looked_for)
        found[f"{name}, by the name alone" if alone else name] = hits / SAMPLES
    return found


def _exact(name: Name, _chance: random.Random) -> Name:
    return name


def _somebody(chance: random.Random, size: world.Size) -> Person:
    """One of those who live in the world."""
    unit = chance.randint(1, size.units)
    place = chance.randrange(min(200, size.people // size.units))
    return next(itertools.islice(people.people(size.people // size.units, seed=unit), place, None))


def _is_found(viewer: Any, person: Person, spoilt: Name, *, alone: bool) -> bool:  # noqa: ANN401
    asked = Person(name=spoilt, born=None if alone else person.born)
    found = nominals.candidates(viewer=viewer, person=asked, is_asked_for=True)
    whole = " ".join(f"{person.name.forenames} {person.name.surname}".split())
    return any(one.heading.name == whole and one.heading.born == person.born for one in found)


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
    found["row-level security"] = bypass.compared()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
