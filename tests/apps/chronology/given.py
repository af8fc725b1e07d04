"""Entries to make, and the tiny commands that make them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from caseward.chronology import commands
from caseward.chronology.vocabulary import Channel, Contact, ContactOutcome, Entered, Kind, Risk, Source
from caseward.decisions import commands as decision_commands
from caseward.decisions.vocabulary import Decided
from caseward.foundation.commands import Context, command
from caseward.kernel.dates import PartialDate
from caseward.kernel.decisions import Allowed
from caseward.obligations.vocabulary import Matter, MatterKind
from tests import cast


CASES, REFERRALS = "northshire-prevent-cases", "northshire-prevent-referrals"

APRIL, OCTOBER = PartialDate(2026, 4, 11), PartialDate(2026, 10, 3)

FIGHT = Entered(
    kind=Kind.EVENT,
    text="He pushed another pupil down the stairs.",
    occurred=APRIL,
    source=Source.PARTNER,
    source_name="Form tutor",
)
CALL = Entered(
    kind=Kind.CONTACT,
    text="Mother says he has not slept at home since Friday.",
    occurred=PartialDate(2026, 11, 20),
    source=Source.FAMILY,
    source_name="Mother",
    contact=Contact(
        agency="Family",
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKEN_TO,
        risk=Risk.UNKNOWN,
        doing="The school is asked today.",
    ),
)
NOTE = Entered(kind=Kind.NOTE, text="Ask the school for the log.")


@command
def put(ctx: Context, *, about: Matter, entered: Entered, account_of: UUID | None = None) -> UUID:
    ctx.authorise(Allowed("the test says so"))
    return commands.enter(ctx, about=about, entered=entered, account_of=account_of).pk


@command
def decide(ctx: Context, *, about: Matter, decided: Decided) -> UUID:
    ctx.authorise(Allowed("the test says so"))
    record = decision_commands.record_decision(ctx, about=about, decided=decided)
    return commands.enter_decision(ctx, about=about, decision=record).pk


def matter(key: str = CASES, kind: MatterKind = MatterKind.CASE) -> Matter:
    return Matter(id=uuid4(), kind=kind, reference="C·7K3Q-9F4M", compartment_id=cast.compartment(key))


def entered(what: Entered = FIGHT, *, by: str = "priya", now: datetime = cast.NOW, **where: Any) -> UUID:
    """An entry made by a member of the cast, by default about a case of Northshire Prevent."""
    with cast.acting(by, now=now) as ctx:
        return put(ctx, about=matter(**where), entered=what)
