"""What is out on a person: warrants, recalls and lost contact, each attempt, the weekly review, and the end."""

from collections.abc import Mapping
from datetime import date, datetime

from caseward.cases.vocabulary import CaseId
from caseward.kernel.replays import Event
from caseward.outstanding import commands as outstanding
from caseward.outstanding import queries
from caseward.outstanding.models import Item
from caseward.outstanding.vocabulary import ItemId, Tried
from caseward.replay.doing import Doing, Done, at_case, first, value, whole, word
from caseward.replay.stage import Stage


MAKERS = ("warrant", "recall", "lost-contact")


def enter(sort: str) -> Doing:
    """Enter something of this sort; whoever works on the case pursues it."""

    def do(stage: Stage, event: Event) -> Done:
        found, who = at_case(stage, event)
        since = value(event, "since")
        with stage.acting(who) as ctx:
            made = outstanding.enter_item(
                ctx, case_id=CaseId(found), sort=sort, since=since if isinstance(since, date) else ctx.today,
                words=word(event, "words"), owner_id=stage.user_id(who),
            )  # fmt: skip
        if event.label:
            stage.labels[event.label] = made
        return [
            f"{who.name} entered it in the register of what is out: {queries.sorts()[sort].title.lower()}."
        ]

    return do


def attempt(stage: Stage, event: Event) -> Done:
    """Somebody tried."""
    item, (_, who) = _item(stage, event), at_case(stage, event)
    occurred = value(event, "occurred")
    with stage.acting(who) as ctx:
        tried = Tried(
            occurred_at=occurred if isinstance(occurred, datetime) else ctx.now,
            by=word(event, "who"), place=word(event, "place"), outcome=word(event, "words"),
        )  # fmt: skip
        outstanding.record_attempt(ctx, item_id=ItemId(item.pk), tried=tried)
    return ["An attempt was recorded."]


def review(stage: Stage, event: Event) -> Done:
    """The weekly review."""
    item, (_, who) = _item(stage, event), at_case(stage, event)
    with stage.acting(who) as ctx:
        outstanding.review_item(
            ctx, item_id=ItemId(item.pk), version=item.version, owner_id=stage.user_id(who)
        )
    return [f"What is out was reviewed; {who.name} pursues it."]


def end(stage: Stage, event: Event) -> Done:
    """It ended, as its sort ends where nobody says how."""
    item, (_, who) = _item(stage, event), at_case(stage, event)
    how = word(event, "how") or queries.sorts()[item.sort].ends_as[0]
    with stage.acting(who) as ctx:
        outstanding.end_item(
            ctx, item_id=ItemId(item.pk), version=item.version, ended_as=how, because=word(event, "words")
        )
    return [f"It is out no more: {queries.endings()[how].lower()}."]


def _item(stage: Stage, event: Event) -> Item:
    """The one that is named, else the oldest that is out."""
    found, _ = at_case(stage, event)
    whole(stage, found)
    asked = Item.objects.filter(case_id=found, ended_at__isnull=True).order_by("created_at")
    named = stage.labels.get(word(event, "which"))
    with stage.acting(stage.readers_of(found)[0]):
        item = first(asked.filter(pk=named) if named else asked)
    if item is None:
        raise stage.missing("warrant, recall or lost contact", event, *MAKERS)
    return item


DOINGS: Mapping[str, Doing] = {
    **{sort: enter(sort) for sort in MAKERS},
    "attempt": attempt,
    "review-outstanding": review,
    "end-outstanding": end,
}
