"""manage.py load_demo: the invented region, once, in a database that holds nobody yet."""

import secrets
from argparse import ArgumentParser
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind
from caseward.demo import asked, building, circles, engaged, people, roads, sittings, story
from caseward.demo.region import CAST, PLAYERS, UNITS
from caseward.foundation import clock
from caseward.organisations.models import Unit


# Most referrals come to the unit that a newcomer walks through.
UNITS_IN_TURN = ("Northshire Prevent",) * 3 + tuple(unit for unit in PLAYERS if unit != "Northshire Prevent")
# Cases of that unit are shared out; elsewhere whoever the unit's players name owns them.
OWNERS = {"Northshire Prevent": ("priya", "priya", "omar")}
SATURDAY = 5
WIDTH = 40


class Command(BaseCommand):
    """Make the demonstration."""

    help = "Load the demonstration: a region of invented people (as the owner of the database, in demonstration mode)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How large the region is."""
        parser.add_argument("--referrals", type=int, default=72, help="how many referrals come in")

    def handle(self, *_args: object, **options: object) -> None:
        """Build the region, let its people work, and say who can sign in."""
        self._refuse_where_people_are()
        password = self._password()
        accounts = building.build(password=password)
        referrals = {
            unit.name: unit.referrals_compartment_id for unit in Unit.objects.filter(name__in=PLAYERS)
        }
        region = story.Region(accounts, {name: key for name, key in referrals.items() if key})
        self._live(region, count=int(str(options["referrals"])))
        roads.live(accounts)
        circles.live(accounts)
        asked.asked(accounts)
        sittings.live(accounts)
        engaged.live(accounts)
        self._say_who(settings.DATA / "demo-people.txt")

    def _refuse_where_people_are(self) -> None:
        if not settings.CASEWARD_DEMO:
            raise CommandError("This is not a demonstration: set CASEWARD_DEMO=1, on a database of its own.")
        if User.objects.filter(kind=Kind.PERSON).exists():
            raise CommandError(
                "This database holds accounts already; the demonstration wants one of its own."
            )

    def _password(self) -> str:
        """The one in the data folder, made when it is not there."""
        place: Path = settings.DATA / "demo-password"
        if not place.exists():
            place.touch(mode=0o600)
            place.write_text(f"{'-'.join(secrets.token_hex(2) for _ in range(4))}\n", "utf-8")
        return place.read_text("utf-8").strip()

    def _live(self, region: story.Region, *, count: int) -> None:
        steps = {unit: cycle(story.STEPS) for unit in PLAYERS}
        owners = {unit: cycle(OWNERS.get(unit, (PLAYERS[unit][1],))) for unit in PLAYERS}
        turns = zip(people.people(count), cycle(UNITS_IN_TURN), strict=False)
        for place, (answers, unit) in enumerate(turns, start=1):
            step = next(steps[unit])
            day = _arrival(clock.now(), step, place)
            story.Walk(region, unit, next(owners[unit]), answers, day).to(step)
            self._progress(place, count)
        self.stderr.write("")

    def _progress(self, done: int, count: int) -> None:
        filled = WIDTH * done // count
        self.stderr.write(
            f"\r  [{'#' * filled}{'.' * (WIDTH - filled)}] {done} of {count} referrals", ending=""
        )
        self.stderr.flush()

    def _say_who(self, place: Path) -> None:
        lines = [
            f"{name:8} {member.full_name}, {member.unit or 'no unit'}: {member.shows}"
            for name, member in CAST.items()
        ]
        place.write_text("\n".join(lines) + "\n", "utf-8")
        self.stdout.write(f"{len(UNITS)} units and {len(lines)} people are ready.")


def _arrival(now: datetime, step: str, place: int) -> datetime:
    """A moment of arrival that leaves the step most likely in time; calls come on working days, never tomorrow."""
    youngest, oldest = story.STEPS[step]
    day = now - timedelta(days=youngest + place * 5 % (oldest - youngest + 1))
    if step != "posted" and youngest:
        day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    came = day.replace(hour=9 + place % 7, minute=place * 13 % 60, second=0, microsecond=0)
    return min(came, now - timedelta(minutes=20))
