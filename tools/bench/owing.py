"""Work out again everything that is owed, as after a rule was published anew; prints how many and in how many seconds.

With --unsettle, as the owner of the database: let every stored due time be that of an earlier rule.
"""

import argparse
import json
import time

import django


django.setup()

from django.db import connection, transaction  # noqa: E402

from caseward.foundation import clock  # noqa: E402
from caseward.foundation.access import actors, sessions  # noqa: E402
from caseward.foundation.commands import Context  # noqa: E402
from caseward.foundation.jobs import service  # noqa: E402
from caseward.obligations import jobs  # noqa: E402


UNSETTLE = (
    "alter table obligations_obligation disable trigger user",
    "update obligations_obligation set due_at = due_at - interval '1 day' where ended_at is null",
    "alter table obligations_obligation enable trigger user",
)


def unsettle() -> None:
    """Move every due time a day back, past the guards: what is measured next moves it forward again."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in UNSETTLE:
            cursor.execute(statement)


def recompute() -> float:
    """What the nightly job does, in seconds."""
    now = clock.now()
    with sessions.acting_as(service.WORKER.id, now=now):
        actor = actors.current_actor()
        if actor is None:
            raise LookupError("The platform may not act.")
        began = time.perf_counter()
        jobs.recompute(Context(actor=actor, now=now, purpose="job"))
        return time.perf_counter() - began


def main() -> None:
    """Unsettle, or recompute and say how long it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--unsettle", action="store_true")
    if parser.parse_args().unsettle:
        unsettle()
    else:
        print(json.dumps(recompute()))


if __name__ == "__main__":
    main()
