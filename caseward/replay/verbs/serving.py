"""What a unit does for whoever asks it: enquiries without a name and their answers, and engagements that are booked."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from caseward.cases.vocabulary import CaseId
from caseward.engagements import commands as engagements
from caseward.engagements.models import Clash, Engagement
from caseward.engagements.vocabulary import Answer, Became, Booked, ClashId, EngagementId, Settled, Sort
from caseward.enquiries import commands as enquiries
from caseward.enquiries.models import Enquiry
from caseward.enquiries.queries import products
from caseward.enquiries.vocabulary import AgeBand, Asked, Asker, EnquiryId, Given, How, Reach
from caseward.kernel.replays import Event, Officer, Player
from caseward.replay import jobs
from caseward.replay.doing import Doing, Done, at_case, first, value, word
from caseward.replay.stage import NotPossible, Stage
from caseward.replay.staging import Placed


A_WEEK = timedelta(days=7)


def enquire(stage: Stage, event: Event) -> Done:
    """Somebody asks, and whoever takes it down names nobody."""
    placed, who = _at_unit(stage, event)
    asked = Asked(
        asker=Asker(word(event, "asker")), age_band=AgeBand(word(event, "age")), concern=word(event, "words")
    )
    with stage.acting(who) as ctx:
        made = enquiries.take_enquiry(ctx, compartment_id=placed.referrals, asked=asked, reach=Reach())
    if event.label:
        stage.labels[event.label] = made
    return [f"{who.name} wrote down what was asked; a reply is owed."]


def answer(stage: Stage, event: Event) -> Done:
    """The last enquiry that waits is answered."""
    _, who = _at_unit(stage, event)
    with stage.acting(who) as ctx:
        waits = first(
            Enquiry.objects.filter(answered_at__isnull=True, closed_at__isnull=True).order_by("-created_at")
        )
        if waits is None:
            raise stage.missing("enquiry that waits for its answer", event, "enquiry")
        named = word(event, "product")
        offered = next((one for one in products(on=ctx.today) if named in {"", one.key}), None)
        if offered is None:
            known = ", ".join(one.key for one in products(on=ctx.today)) or "none"
            raise NotPossible(f"No such advice is in force that day. There is {known}.")
        given = Given(
            product=offered.key,
            edition=offered.version,
            words=word(event, "words"),
            how=How(word(event, "how")),
        )
        enquiries.answer_enquiry(ctx, enquiry_id=EnquiryId(waits.pk), version=waits.version, given=given)
    return [f"The enquiry was answered with “{offered.title}”, edition {offered.version}."]


def book(stage: Stage, event: Event) -> Done:
    """An engagement is booked, in the case of the person where there is one; the platform compares it with others."""
    placed, who = _at_unit(stage, event)
    case, planned = None, value(event, "planned")
    if stage.history(event).cases and not word(event, "unit"):
        case, who = at_case(stage, event, Player.OFFICER)
        placed = stage.units[who.unit]
    booked = Booked(
        organisation=word(event, "organisation"), place=word(event, "address"), sort=Sort(word(event, "kind")),
        planned_at=planned if isinstance(planned, datetime) else stage.now + A_WEEK, purpose=word(event, "words"),
    )  # fmt: skip
    with stage.acting(who) as ctx:
        made = engagements.book_engagement(
            ctx, unit_id=placed.id, case_id=CaseId(case) if case else None, booked=booked
        )
    jobs.after_booking(stage, made)
    if event.label:
        stage.labels[event.label] = made
    return [f"{who.name} booked an engagement."]


def settle(stage: Stage, event: Event) -> Done:
    """The clash of the engagement is settled."""
    booked, who = _booking(stage, event)
    said = Answer(how=Settled(word(event, "how")), because=word(event, "words"))
    with stage.acting(who) as ctx:
        clash = first(Clash.objects.filter(engagement_id=booked.pk, settled_at__isnull=True))
        if clash is None:
            raise NotPossible("This engagement clashes with none, or it is settled.")
        engagements.settle_clash(ctx, clash_id=ClashId(clash.pk), version=clash.version, answer=said)
    jobs.after_settling(stage, clash.pk)
    return [f"{who.name} settled the clash."]


def end(stage: Stage, event: Event) -> Done:
    """What became of it."""
    booked, who = _booking(stage, event)
    with stage.acting(who) as ctx:
        engagements.end_engagement(
            ctx, engagement_id=EngagementId(booked.pk), version=booked.version,
            became=Became(word(event, "became")), words=word(event, "words"),
        )  # fmt: skip
    return [f"The engagement: {word(event, 'became').lower().replace('_', ' ')}."]


def _at_unit(stage: Stage, event: Event) -> tuple[Placed, Officer]:
    """The unit that is named, else that of whoever does it, and who does it."""
    placed = stage.units[word(event, "unit")] if word(event, "unit") else stage.unit_of(event)
    return placed, stage.who(event.by, Player.OFFICER, placed.unit.name)


def _booking(stage: Stage, event: Event) -> tuple[Engagement, Officer]:
    """The engagement that is named, else the last of whoever does it that has not ended."""
    _, who = _at_unit(stage, event)
    named: UUID | None = stage.labels.get(word(event, "booking"))
    asked = Engagement.objects.filter(ended_at__isnull=True).order_by("-created_at")
    with stage.acting(who):
        found = first(asked.filter(pk=named) if named else asked)
    if found is None:
        raise stage.missing("engagement", event, "book")
    return found, who


DOINGS: Mapping[str, Doing] = {
    "enquiry": enquire,
    "answer-enquiry": answer,
    "book": book,
    "settle-clash": settle,
    "engagement-ended": end,
}
