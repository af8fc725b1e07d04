"""Whether code, tables and definitions are of one piece."""

from collections.abc import Iterator

from django.db.migrations.loader import MigrationLoader

from caseward.foundation.catalogue import frozen
from caseward.foundation.catalogue.files import PUBLISHED
from caseward.foundation.operating.findings import Finding, ok, wrong
from caseward.foundation.operating.patient import Patient


def examine(patient: Patient) -> Iterator[Finding]:
    """Migrations against the code, definitions against their published digests."""
    yield _migrations(patient)
    yield _definitions()


def _migrations(patient: Patient) -> Finding:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {key for key, one in loader.disk_migrations.items() if not one.replaces}
    applied = set(patient.owner.execute("select app, name from django_migrations").fetchall())
    waiting = len(known - applied)
    ours = {app for app, _name in known}
    newer = sum(1 for app, name in applied if app in ours and (app, name) not in loader.disk_migrations)
    if newer:
        says = f"The tables are newer than this code: {newer} migrations are unknown to it."
        return wrong(
            "versions.migrations",
            says,
            mend="Install the version of Caseward that last ran on this database.",
        )
    if waiting:
        mend = "Run, as the owner: CASEWARD_DATABASE_ROLE=owner manage.py migrate"
        return wrong("versions.migrations", f"{waiting} migrations were not applied.", mend=mend)
    return ok("versions.migrations", f"All {len(known)} migrations were applied.")


def _definitions() -> Finding:
    altered = frozen.changed(PUBLISHED)
    if altered:
        says = f"Published definitions are not what was published: {', '.join(altered)}."
        return wrong(
            "versions.definitions", says, mend="Install Caseward anew: cases rest on what was published."
        )
    return ok(
        "versions.definitions", f"All {len(frozen.frozen(PUBLISHED))} published definitions are as published."
    )
