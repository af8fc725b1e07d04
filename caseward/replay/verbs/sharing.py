"""What somebody outside the police is let read of a case, and that it ends."""

from collections.abc import Mapping
from datetime import date, timedelta

from caseward.cases.vocabulary import CaseId
from caseward.compartments import commands as compartments
from caseward.compartments.models import Part
from caseward.compartments.vocabulary import Audience
from caseward.kernel.replays import Event, Player
from caseward.replay.doing import Doing, Done, at_case, first, value, word
from caseward.replay.stage import Stage


FOUR_WEEKS = timedelta(days=28)


def share(stage: Stage, event: Event) -> Done:
    """By name, until a day."""
    found, who = at_case(stage, event, Player.SUPERVISOR)
    until = value(event, "until")
    with stage.acting(who) as ctx:
        made = compartments.share_part(
            ctx,
            case_id=CaseId(found),
            name=word(event, "with"),
            audience=Audience(word(event, "audience")),
            because=word(event, "words"),
            ends_on=until if isinstance(until, date) else stage.today + FOUR_WEEKS,
        )
    if event.label:
        stage.labels[event.label] = made
    return [f"{word(event, 'with')} may read what of the case is for them."]


def end(stage: Stage, event: Event) -> Done:
    """The one that is named, else the oldest that has not ended."""
    found, who = at_case(stage, event, Player.SUPERVISOR)
    named = stage.labels.get(word(event, "which"))
    asked = Part.objects.filter(about_id=found).order_by("created_at")
    with stage.acting(who) as ctx:
        part = first(asked.filter(pk=named) if named else asked.filter(ended_at__isnull=True))
        if part is None:
            raise stage.missing("part of a case that somebody may read", event, "share")
        compartments.end_part(ctx, part_id=part.pk, version=part.version, because=word(event, "words"))
    return ["Nothing more of the case is shared there."]


DOINGS: Mapping[str, Doing] = {"share": share, "end-share": end}
