"""The server's version, its extensions and its clock."""

from collections.abc import Iterator
from datetime import timedelta

from caseward.foundation.database import roles
from caseward.foundation.operating.findings import Finding, attention, ok, wrong
from caseward.foundation.operating.patient import Patient


NOTICEABLE, TOO_MUCH = timedelta(seconds=2), timedelta(seconds=30)


def examine(patient: Patient) -> Iterator[Finding]:
    """Version, extensions, clock and time zone."""
    yield _version(patient)
    yield from _extensions(patient)
    yield _clock(patient)
    yield _time_zone(patient)


def _version(patient: Patient) -> Finding:
    says = f"The server is PostgreSQL {patient.ask('show server_version')}."
    if patient.owner.info.server_version < roles.OLDEST:
        return wrong(
            "server.version", says, mend="Move to PostgreSQL 15 or later (docs/operate/database.md)."
        )
    return ok("server.version", says)


def _extensions(patient: Patient) -> Iterator[Finding]:
    found = patient.owner.execute(
        "select e.extname, e.extversion, a.default_version from pg_extension e "
        "join pg_available_extensions a on a.name = e.extname where e.extname = any(%s) order by 1",
        [sorted(roles.EXTENSIONS)],
    ).fetchall()
    for name, version, newest in found:
        code, says = f"server.extension.{name}", f"The extension {name} is at version {version}."
        mend = f"As the server's administrator, in this database: alter extension {name} update;"
        yield (
            ok(code, says)
            if version == newest
            else attention(code, f"{says} The server brings {newest}.", mend=mend)
        )
    for name in sorted(roles.EXTENSIONS - {name for name, *_rest in found}):
        mend = "Prepare the server again (docs/operate/database.md)."
        yield wrong(f"server.extension.{name}", f"The extension {name} is not there.", mend=mend)


def _clock(patient: Patient) -> Finding:
    """Asked at once before the answer is compared: what the question itself took is no difference."""
    apart = abs(patient.ask("select clock_timestamp()") - patient.now)
    says = f"The clocks of the application and of the database are {apart.total_seconds():.1f} seconds apart."
    mend = "Let both machines take their time from the same source (chrony or systemd-timesyncd)."
    if apart > TOO_MUCH:
        return wrong("server.clock", says, mend=mend)
    return ok("server.clock", says) if apart <= NOTICEABLE else attention("server.clock", says, mend=mend)


def _time_zone(patient: Patient) -> Finding:
    row = patient.runtime.execute("show timezone").fetchone()
    says = f"The runtime role's time zone is {row[0] if row else 'unknown'}."
    if row and row[0] in {"UTC", "Etc/UTC"}:
        return ok("server.time-zone", says)
    mend = "As the server's administrator: alter role caseward_runtime set timezone = 'UTC';"
    return attention("server.time-zone", says, mend=mend)
