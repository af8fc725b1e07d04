"""caseward ledger reconcile: whether each record has its entry, and each entry its record."""

import json
import os
import sys
from argparse import ArgumentParser
from dataclasses import asdict

import psycopg
from django.core.management.base import BaseCommand, CommandError

from caseward.foundation.database import address
from caseward.foundation.operating import reconciling
from caseward.foundation.operating.reconciling import SHOWN, Compared


BY = {
    "named": "named by an entry",
    "instant": "beside an entry of the same person and instant",
    "command": "beside an entry of the same command",
    "nothing": "not compared: derived from what is",
    "entries": "entries whose record is there",
}


class Command(BaseCommand):
    """Counts and ids, never what a record says."""

    help = "Look for records that no entry tells of, and entries whose record is not there. Exit status 1: found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For people, or for a machine that watches."""
        parser.add_argument("--json", action="store_true", help="one JSON object a line instead of sentences")

    def handle(self, *_args: object, **options: object) -> None:
        """Say how each table stands; the exit status says whether all agree."""
        compared = _compared()
        for one in compared:
            self.stdout.write(_as_json(one) if options["json"] else _as_sentence(one))
        if not all(one.agrees for one in compared):
            sys.exit(1)


def _compared() -> list[Compared]:
    try:
        with psycopg.connect(**address.login(dict(os.environ), role="owner"), autocommit=True) as owner:
            return list(reconciling.reconcile(owner))
    except psycopg.OperationalError as problem:
        raise CommandError(
            "The database does not let its owner in. Start it, or mend DATABASE_OWNER_URL."
        ) from problem


def _as_json(one: Compared) -> str:
    return json.dumps(asdict(one), default=str)


def _as_sentence(one: Compared) -> str:
    found = [*_said("without an entry", one.untold), *_said("in the ledger and not there", one.absent)]
    state = "WRONG" if found else "ok"
    return "\n".join(
        [
            f"{state:6}{' or '.join(one.tables)}: {one.records}, {BY[one.by]}",
            *(f"      {line}" for line in found),
        ]
    )


def _said(what: str, ids: tuple[object, ...]) -> list[str]:
    if not ids:
        return []
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    return [f"{len(ids)} {what}: {' '.join(map(str, ids[:SHOWN]))}{more}"]
