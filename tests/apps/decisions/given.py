"""A decision to sign, and the tiny commands that sign and second it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from caseward.decisions import commands
from caseward.decisions.models import DecisionRecord
from caseward.decisions.vocabulary import Decided, Element, Option, Reliance, Right
from caseward.foundation.commands import Context, command
from caseward.kernel.decisions import Allowed
from caseward.obligations.vocabulary import Matter, MatterKind
from tests import cast


CASES, REFERRALS = "northshire-prevent-cases", "northshire-prevent-referrals"
ENTRY = UUID("5e0a4f3c-0d6c-4e6f-9a51-2f8f3f4b7a10")

ADOPT = Option(text="Take it on", chosen=True, because="The risk is real and nobody else holds it.")
LEAVE = Option(text="Leave it to the school", chosen=False, because="The school has asked for help twice.")

DECIDED = Decided(
    question="gateway",
    question_words="What happens to this referral?",
    title="Take the referral on",
    conduct="Respect for a boy of sixteen; nothing is decided on faith or background.",
    information="Two threats heard by the form tutor; nothing is known of the home.",
    assessment="A threat to pupils; moderate, rising. Strategy: keep him in school.",
    powers="Section 36 CTSA 2015; no coercive power is needed.",
    review="Visit within the week; looked at again at the next meeting.",
    options=(ADOPT, LEAVE),
    outcome="adopt",
    outcome_words="Take it on as a case",
    rationale="He has named a day and a place, and no agency is working with him.",
    rights={Right.PRIVATE_LIFE: "Enquiries at home touch family life; kept to two."},
    review_on=date(2026, 12, 7),
    relies_on=(
        Reliance(element=Element.INFORMATION, entry_id=ENTRY, says="5 November 2026 · contact · form tutor"),
    ),
    dissent="The deputy head would have waited a week.",
)


@command
def sign(ctx: Context, *, about: Matter, decided: Decided) -> UUID:
    ctx.authorise(Allowed("the test says so"))
    return commands.record_decision(ctx, about=about, decided=decided).pk


@command
def second(ctx: Context, *, decision_id: UUID, approves: bool, because: str) -> UUID:
    record = ctx.get(DecisionRecord.objects.visible_to(ctx.actor), decision_id)
    return commands.countersign(ctx, record=record, approves=approves, because=because).pk


def matter(key: str = CASES, kind: MatterKind = MatterKind.CASE) -> Matter:
    return Matter(id=uuid4(), kind=kind, reference="C·7K3Q-9F4M", compartment_id=cast.compartment(key))


def signed(by: str = "beth", **changes: Any) -> UUID:
    """A decision signed by a member of the cast about a case of Northshire Prevent."""
    with cast.acting(by) as ctx:
        return sign(ctx, about=matter(), decided=replace(DECIDED, **changes))
