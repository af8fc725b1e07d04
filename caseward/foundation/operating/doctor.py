"""The doctor: looks at every part, says how it stands and what would mend it, and changes nothing."""

from collections.abc import Callable, Iterator, Sequence

import psycopg

from caseward.foundation.database import faults
from caseward.foundation.operating import patient
from caseward.foundation.operating.checkups import (
    durability,
    folders,
    ledger,
    roles,
    secrets,
    server,
    versions,
    work,
)
from caseward.foundation.operating.findings import Finding, State, wrong


Checkup = Callable[[patient.Patient], Iterator[Finding]]

# The clock is compared first, right after the time was read.
CHECKUPS: Sequence[Checkup] = (
    server.examine, durability.examine, roles.examine, versions.examine, ledger.examine, secrets.examine,
    folders.examine, work.examine,
)  # fmt: skip


def examine(environ: dict[str, str]) -> Iterator[Finding]:
    """Everything that can be looked at; a part that cannot be is itself a finding."""
    try:
        with patient.arrived(environ) as arrived:
            for checkup in CHECKUPS:
                yield from _looked_at(checkup, arrived)
    except faults.Unusable as problem:
        yield wrong("database", str(problem), mend="Mend the setting that it names.")
    except psycopg.OperationalError:
        mend = "Start it, or mend DATABASE_URL and DATABASE_OWNER_URL (docs/operate/database.md)."
        yield wrong("database", "The database does not let both roles in.", mend=mend)


def is_well(findings: Sequence[Finding]) -> bool:
    """Whether nothing is wrong."""
    return all(finding.state is not State.WRONG for finding in findings)


def _looked_at(checkup: Checkup, arrived: patient.Patient) -> Iterator[Finding]:
    """What the database says when it fails may quote a record, so its words are not repeated."""
    name = checkup.__module__.rpartition(".")[2]
    try:
        yield from list(checkup(arrived))
    except (
        psycopg.errors.UndefinedTable,
        psycopg.errors.UndefinedFunction,
        psycopg.errors.InvalidSchemaName,
    ):
        mend = "Run, as the owner: CASEWARD_DATABASE_ROLE=owner manage.py migrate"
        yield wrong(name, "Tables that this code needs are not there.", mend=mend)
    except OSError as problem:
        yield wrong(name, f"The system refused a look: {problem.strerror}.", mend="See to rights and disks.")
