"""The Channel panel of Northshire: one that was held, with its minutes, and the next, with its agenda."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.foundation import clock
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.organisations.models import Unit
from caseward.panels import commands
from caseward.panels.vocabulary import (
    Answered,
    Arranged,
    Asked,
    Attended,
    Became,
    Closed,
    ItemId,
    Presence,
    SittingId,
)


UNIT, OFFICER, CHAIRS_WORD = "Northshire Prevent", "priya", "beth"
DAYS_AGO, NEXT_IN = 7, 21
CAME = (
    ("deputy", "Ruth Amadi", "Northport Council", Presence.ATTENDED),
    ("police", "Priya Sharma", "Northshire Police", Presence.ATTENDED),
    ("education", "Colin Webb", "Northport schools service", Presence.ATTENDED),
    ("health", "Dr Ama Osei", "Northport health trust", Presence.APOLOGIES),
    ("youth-justice", "Lena Hart", "Youth justice service", Presence.ABSENT),
)
ASKED = Asked(
    question="Does the panel adopt the case, and if not, what other support is there?",
    is_referrer_invited=True,
    invited_because="Rung on the Monday; joins for this item.",
)
NOT_INVITED = Asked(
    question="Is anything missing before the panel can decide?",
    is_referrer_invited=False,
    invited_because="The referrer asked not to be named to other agencies.",
)
DISCUSSED = Closed(
    became=Became.DISCUSSED,
    decision="Kept on the agenda; the school’s attendance and a word with the mother come first.",
    rationale="What was seen in class and what is said at home do not fit, and nobody has asked the mother.",
    dissent="The schools service would adopt at once.",
)
NOT_DISCUSSED = Closed(
    became=Became.NOT_DISCUSSED, because="Health was not there, and the question is theirs."
)


def live(people: Mapping[str, UUID]) -> int:
    """Let the panel sit, and the next be arranged; returns how many cases were put forward."""
    held_at = (clock.now() - timedelta(days=DAYS_AGO)).replace(hour=10, minute=0, second=0, microsecond=0)
    cases = _before_the_panel(people, held_at)
    held = _arrange(people, held_at)
    items = _put_forward(people, held, cases, now=held_at - timedelta(days=1))
    _hold(people, held, items, held_at)
    coming = _arrange(people, held_at + timedelta(days=DAYS_AGO + NEXT_IN))
    _put_forward(people, coming, cases[:1], now=clock.now())
    return len(cases)


def _before_the_panel(people: Mapping[str, UUID], held_at: datetime) -> list[CaseId]:
    with _acting(people, OFFICER, held_at) as ctx:
        found = Case.objects.visible_to(ctx.actor).filter(
            stage="panel", closed_at__isnull=True, opened_at__lt=held_at - timedelta(days=2)
        )
        return [CaseId(key) for key in found.order_by("opened_at").values_list("pk", flat=True)[:2]]


def _arrange(people: Mapping[str, UUID], held_at: datetime) -> SittingId:
    arranged = Arranged(
        sort="channel-panel",
        held_at=held_at,
        channel="IN_PERSON",
        place="Civic Centre, room 4",
        chair="Marcus Bell",
        agency="Northport Council",
    )
    with _acting(people, OFFICER, min(held_at - timedelta(days=5), clock.now())) as ctx:
        unit_id = Unit.objects.get(name=UNIT).pk
        return commands.arrange_sitting(ctx, unit_id=unit_id, arranged=arranged)


def _put_forward(
    people: Mapping[str, UUID], sitting_id: SittingId, cases: list[CaseId], *, now: datetime
) -> list[ItemId]:
    with _acting(people, OFFICER, now) as ctx:
        return [
            commands.put_forward(ctx, case_id=case_id, sitting_id=sitting_id, asked=asked)
            for case_id, asked in zip(cases, (ASKED, NOT_INVITED), strict=False)
        ]


def _hold(people: Mapping[str, UUID], sitting_id: SittingId, items: list[ItemId], held_at: datetime) -> None:
    after = held_at + timedelta(hours=4)
    with _acting(people, OFFICER, after) as ctx:
        for place, item_id in enumerate(items):
            commands.close_item(ctx, item_id=item_id, closed=NOT_DISCUSSED if place else DISCUSSED)
        for role, name, agency, presence in CAME:
            attended = Attended(role=role, name=name, agency=agency, presence=presence)
            commands.record_member(ctx, sitting_id=sitting_id, attended=attended)
        for item_id in items[:1]:
            due_on = (held_at + timedelta(days=14)).date()
            accountable = "Colin Webb, Northport schools service"
            commands.agree_action(
                ctx, item_id=item_id, text="Send the attendance", accountable=accountable, due_on=due_on
            )
            told = Answered(is_sent=True, on=after.date(), words="She will ring if he stays away.")
            commands.answer_referrer(ctx, item_id=item_id, answered=told)
    with _acting(people, CHAIRS_WORD, after + timedelta(days=1)) as ctx:
        words = "Mr Bell read them and agreed by email."
        commands.approve_minutes(ctx, sitting_id=sitting_id, words=words)


@contextmanager
def _acting(people: Mapping[str, UUID], name: str, now: datetime) -> Iterator[Context]:
    with sessions.acting_as(people[name], now=clock.now()):
        actor = actors.current_actor()
        if actor is None:
            raise LookupError(f"{name} may not act; is there a live posting?")
        yield Context(actor=actor, now=now, purpose="casework")
