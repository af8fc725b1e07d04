"""A sitting as the timeline tells it: its agenda, who came, what became of the case, and its minutes."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from caseward.cases.vocabulary import CaseId
from caseward.chronology.vocabulary import Channel
from caseward.foundation.commands import Context
from caseward.kernel.replays import Event, Player
from caseward.panels import commands as panels
from caseward.panels.models import Item, Sitting
from caseward.panels.queries import home_of
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
    sort_of,
    sorts,
)
from caseward.replay.doing import Doing, Done, at_case, first, seen, value, word
from caseward.replay.stage import Stage


A_WEEK, FOUR_WEEKS = timedelta(days=7), timedelta(days=28)
Told = Callable[[Context, Item], str]


def put_forward(stage: Stage, event: Event) -> Done:
    """On the agenda of the sitting of that sort at that time."""
    found, who = at_case(stage, event)
    asked = Asked(
        question=word(event, "question"),
        is_referrer_invited=bool(value(event, "referrer_invited")),
        invited_because=word(event, "words"),
    )
    arranged = _arranged(stage, event, seen(stage, found).pathway_key)
    with stage.acting(who) as ctx:
        sitting = _sitting(stage, ctx, found, arranged)
        made = panels.put_forward(ctx, case_id=CaseId(found), sitting_id=sitting, asked=asked)
    if event.label:
        stage.labels[event.label] = made
    return [f"{who.name} put the case on the agenda: {sort_of(arranged.sort).title}."]


def attend(stage: Stage, event: Event) -> Done:
    """Whether a member came."""
    attended = Attended(
        role=word(event, "role"),
        name=word(event, "who"),
        agency=word(event, "agency"),
        presence=Presence(word(event, "came")),
    )

    def told(ctx: Context, item: Item) -> str:
        panels.record_member(ctx, sitting_id=SittingId(item.sitting_id), attended=attended)
        return f"{attended.name}: {attended.presence.label.lower()}."

    return _of_item(stage, event, told)


def minute(stage: Stage, event: Event) -> Done:
    """What became of it."""
    became, why = Became(word(event, "became")), word(event, "words")
    is_decided = became is not Became.NOT_DISCUSSED
    closed = Closed(
        became=became,
        decision=word(event, "decision") if is_decided else "",
        rationale=why if is_decided else "",
        dissent=word(event, "dissent"),
        because="" if is_decided else why,
    )

    def told(ctx: Context, item: Item) -> str:
        panels.close_item(ctx, item_id=ItemId(item.pk), closed=closed)
        return f"{became.label}."

    return _of_item(stage, event, told)


def agree(stage: Stage, event: Event) -> Done:
    """An action of the case that came out of it."""
    due = value(event, "due")

    def told(ctx: Context, item: Item) -> str:
        panels.agree_action(
            ctx,
            item_id=ItemId(item.pk),
            text=word(event, "words"),
            accountable=word(event, "accountable"),
            due_on=due if isinstance(due, date) else stage.today + FOUR_WEEKS,
        )
        return f"{word(event, 'accountable')} is to do what was agreed."

    return _of_item(stage, event, told)


def approve(stage: Stage, event: Event) -> Done:
    """For the chair."""

    def told(ctx: Context, item: Item) -> str:
        panels.approve_minutes(ctx, sitting_id=SittingId(item.sitting_id), words=word(event, "words"))
        return "The minutes are approved."

    return _of_item(stage, event, told, Player.SUPERVISOR)


def add(stage: Stage, event: Event) -> Done:
    """To the part of the minutes that is about the case."""

    def told(ctx: Context, item: Item) -> str:
        sitting = SittingId(item.sitting_id)
        panels.add_to_minutes(ctx, sitting_id=sitting, item_id=ItemId(item.pk), text=word(event, "words"))
        return "The minutes were added to."

    return _of_item(stage, event, told)


def answer(stage: Stage, event: Event) -> Done:
    """The referrer learns what came of it, or why not."""
    is_sent = bool(value(event, "told"))
    answered = Answered(
        is_sent=is_sent, on=stage.today if is_sent else None, words=word(event, "words")
    )  # fmt: skip

    def told(ctx: Context, item: Item) -> str:
        panels.answer_referrer(ctx, item_id=ItemId(item.pk), answered=answered)
        return "The referrer was told." if is_sent else "The referrer was not told."

    return _of_item(stage, event, told)


def _arranged(stage: Stage, event: Event, pathway: str) -> Arranged:
    held = value(event, "held")
    usual = next((one.key for one in sorts().values() if pathway in one.pathways), "")
    return Arranged(
        sort=word(event, "sort") or usual,
        held_at=held if isinstance(held, datetime) else stage.now + A_WEEK,
        channel=Channel.IN_PERSON,
        place="",
        chair=word(event, "chair"),
        agency=word(event, "agency"),
    )


def _sitting(stage: Stage, ctx: Context, case: UUID, arranged: Arranged) -> SittingId:
    """The one of that sort at that time, arranged now where there is none yet."""
    there = first(Sitting.objects.filter(sort=arranged.sort, held_at=arranged.held_at))
    if there is not None:
        return SittingId(there.pk)
    home = home_of(viewer=ctx.actor, case_id=case)
    unit = stage.unit_with(home or seen(stage, case).compartment_id)
    return panels.arrange_sitting(ctx, unit_id=stage.units[unit].id, arranged=arranged)


def _of_item(stage: Stage, event: Event, tell: Told, usual: Player | None = None) -> Done:
    """Done to the item that is named, else to the last one of the case."""
    found, who = at_case(stage, event, usual)
    with stage.acting(who) as ctx:
        return [tell(ctx, _item(stage, event, found))]


def _item(stage: Stage, event: Event, case: UUID) -> Item:
    label = word(event, "item")
    if label and label not in stage.labels:
        raise stage.missing(f"item “{label}” of an agenda", event, "agenda")
    asked = Item.objects.filter(case_id=case).order_by("-created_at")
    item = first(asked.filter(pk=stage.labels[label]) if label else asked)
    if item is None:
        raise stage.missing("item of an agenda", event, "agenda")
    return item


DOINGS: Mapping[str, Doing] = {
    "agenda": put_forward,
    "attendance": attend,
    "minutes": minute,
    "agreed-action": agree,
    "approve-minutes": approve,
    "add-to-minutes": add,
    "answer-referrer": answer,
}
