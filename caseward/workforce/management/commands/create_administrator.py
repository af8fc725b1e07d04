"""Opens the first administrator's account; run as the owner, on a platform that has none."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.management.base import BaseCommand, CommandError

from caseward.accounts import commands as accounts
from caseward.accounts.vocabulary import SETUP
from caseward.foundation import clock
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid
from caseward.organisations import commands as organisations
from caseward.organisations import queries as organisation_queries
from caseward.organisations.vocabulary import UnitKind
from caseward.workforce import commands
from caseward.workforce.vocabulary import Level


ROLE = "administrator"
WORD_FOR_IT = timedelta(days=365)


class Command(BaseCommand):
    """From then on administrators open accounts in the browser."""

    help = "Open an administrator's account and print its one-time password. Run it as the owner of the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """User name and name."""
        parser.add_argument("username")
        parser.add_argument("name", help="the name in full")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002
        """Account, vetting and training on the word of whoever runs this, and the posting."""
        ctx = Context(actor=SETUP, now=clock.now(), key=uuid4())
        password = accounts.one_time_password(ctx)
        try:
            user_id = accounts.create_account(ctx, username=options["username"], name=options["name"])
        except Invalid as refused:
            raise CommandError(str(refused)) from refused
        ctx.key = None
        unit_id = _unit(ctx)  # before any vetting: what is owed of that stands in its office
        _qualify(ctx, user_id)
        commands.post_person(ctx, user_id=user_id, unit_id=unit_id, role=ROLE, starts_on=ctx.today)
        self.stdout.write(f"User name:         {options['username'].strip().lower()}")
        self.stdout.write(f"One-time password: {password}")
        self.stdout.write(
            "Good for seven days. Vetting and training are recorded on your word, for one year."
        )


def _qualify(ctx: Context, user_id: UUID) -> None:
    ends_on = ctx.today + WORD_FOR_IT
    for level in catalogue().role(ROLE).vetting:
        commands.record_clearance(
            ctx, user_id=user_id, level=Level(level), starts_on=ctx.today, ends_on=ends_on
        )
    for course in catalogue().role(ROLE).training:
        commands.record_training(ctx, user_id=user_id, course=course, completed_on=ctx.today, ends_on=ends_on)


def _unit(ctx: Context) -> UUID:
    """The unit of administrators, set up when there is none."""
    units = organisation_queries.units(viewer=ctx.actor)
    found = next((unit.id for unit in units if unit.kind == UnitKind.ADMINISTRATION), None)
    return found or organisations.found_unit(ctx, name="Administration", kind=UnitKind.ADMINISTRATION)
