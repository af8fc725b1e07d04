"""Sittings, items and minutes, through the real commands as Priya and, for the chair, as Beth."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.vocabulary import CaseId
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
from tests import cast, given


ARRANGED_AT = given.later(days=1)
HELD_AT = given.later(days=8)
AFTER = HELD_AT + timedelta(hours=3)


def unit(name: str = "Northshire Prevent") -> UUID:
    return Unit.objects.get(name=name).pk


def arrange_sitting(
    *,
    who: str = "priya",
    of: str = "Northshire Prevent",
    now: datetime = ARRANGED_AT,
    held_at: datetime = HELD_AT,
    **changes: Any,
) -> SittingId:
    """The Channel panel of a week later, chaired by Marcus Bell."""
    said: dict[str, Any] = {
        "sort": "channel-panel",
        "held_at": held_at,
        "channel": "IN_PERSON",
        "place": "Civic Centre, room 4",
        "chair": "Marcus Bell",
        "agency": "Northport Council",
    }
    with cast.acting(who, now=now) as ctx:
        return commands.arrange_sitting(ctx, unit_id=unit(of), arranged=Arranged(**said | changes))


def put_forward(
    case_id: CaseId, sitting_id: SittingId, *, who: str = "priya", now: datetime = ARRANGED_AT, **changes: Any
) -> ItemId:
    """On the agenda, with the school invited."""
    said: dict[str, Any] = {
        "question": "Does the panel adopt the case?",
        "is_referrer_invited": True,
        "invited_because": "Ms Okafor was rung and joins for this item.",
    }
    with cast.acting(who, now=now) as ctx:
        return commands.put_forward(
            ctx, case_id=case_id, sitting_id=sitting_id, asked=Asked(**said | changes)
        )


def record_member(
    sitting_id: SittingId, *, who: str = "priya", now: datetime = AFTER, **changes: Any
) -> UUID:
    said: dict[str, Any] = {
        "role": "education",
        "name": "Ines Okoro",
        "agency": "Northport Schools",
        "presence": Presence.ATTENDED,
    }
    with cast.acting(who, now=now) as ctx:
        return commands.record_member(ctx, sitting_id=sitting_id, attended=Attended(**said | changes))


DISCUSSED = Closed(
    became=Became.DISCUSSED,
    decision="Looked at again next month, with the school's attendance.",
    rationale="The mentor has met him once; nobody knows yet what changes.",
    dissent="Health would adopt today.",
)
NOT_DISCUSSED = Closed(became=Became.NOT_DISCUSSED, because="The panel ran out of time.")


def close_item(
    item_id: ItemId, *, who: str = "priya", now: datetime = AFTER, closed: Closed = DISCUSSED
) -> UUID:
    with cast.acting(who, now=now) as ctx:
        return commands.close_item(ctx, item_id=item_id, closed=closed)


def answer_referrer(item_id: ItemId, *, who: str = "priya", now: datetime = AFTER, **changes: Any) -> CaseId:
    said: dict[str, Any] = {"is_sent": True, "on": now.date(), "words": "Ms Okafor will watch for absence."}
    with cast.acting(who, now=now) as ctx:
        return commands.answer_referrer(ctx, item_id=item_id, answered=Answered(**said | changes))


def agree_action(item_id: ItemId, *, who: str = "priya", now: datetime = AFTER, **changes: Any) -> UUID:
    said: dict[str, Any] = {
        "text": "Send the attendance of the term",
        "accountable": "D Okafor, Northport Academy",
        "due_on": (HELD_AT + timedelta(days=20)).date(),
    }
    with cast.acting(who, now=now) as ctx:
        return commands.agree_action(ctx, item_id=item_id, **said | changes)


def approve_minutes(
    sitting_id: SittingId,
    *,
    who: str = "beth",
    now: datetime = AFTER,
    words: str = "Mr Bell agreed by email today.",
) -> SittingId:
    with cast.acting(who, now=now) as ctx:
        return commands.approve_minutes(ctx, sitting_id=sitting_id, words=words)


def add_to_minutes(
    sitting_id: SittingId,
    *,
    who: str = "priya",
    now: datetime = AFTER,
    text: str = "Probation wrote that its figure was wrong.",
    item_id: ItemId | None = None,
) -> UUID:
    with cast.acting(who, now=now) as ctx:
        return commands.add_to_minutes(ctx, sitting_id=sitting_id, item_id=item_id, text=text)


def at_the_panel(*, now: datetime = given.NOW) -> CaseId:
    """Callum's case, at the stage where the panel decides."""
    from_36 = given.at_section_36(now=now)
    with cast.acting("beth", now=now + timedelta(hours=4)) as ctx:
        cases.record_finding(ctx, case_id=from_36, fact="section_36_met", is_so=True, because="The letters.")
        cases.move_case(
            ctx,
            case_id=from_36,
            version=given.case_version(from_36),
            to_stage="panel",
            decided=given.decided("panel", question="section-36"),
        )
    return from_36
