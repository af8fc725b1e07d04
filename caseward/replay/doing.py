"""What verbs have in common: whose referral or case it is, who does it, and a decision in the timeline's words."""

import contextlib
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from caseward.cases.models import Case
from caseward.decisions.vocabulary import Decided, Option
from caseward.foundation.database import reading
from caseward.kernel.replays import Event, Officer, Player, Team
from caseward.kernel.replays.verbs import verb
from caseward.replay.stage import NotPossible, Stage, Standing


M = TypeVar("M", bound=Model)

# What an event brought about, in sentences for the report.
Done = list[str]
Doing = Callable[[Stage, Event], Done]

MAKES_REFERRAL = ("refer",)
MAKES_CASE = ("decide", "open", "threat")


def word(event: Event, key: str) -> str:
    """A value that is words, "" where nothing was said."""
    return str(event.values.get(key) or "")


def value(event: Event, key: str) -> Any:  # noqa: ANN401  each key has its own type, which its verb knows
    """A value of any type."""
    return event.values.get(key)


def rows(asked: QuerySet[M]) -> list[M]:
    """What a question finds, as whoever acts may see it."""
    with reading.asking():
        return list(asked)


def first(asked: QuerySet[M]) -> M | None:
    """The first of them."""
    return next(iter(rows(asked[:1])), None)


def referral_id(stage: Stage, event: Event) -> UUID:
    """The latest referral of the person."""
    found = stage.history(event).referrals
    if not found and stage.unit_of(event).unit.team is not Team.PREVENT:
        raise stage.missing("case", event, *MAKES_CASE)
    if not found:
        raise stage.missing("referral", event, *MAKES_REFERRAL)
    return found[-1]


def case_id(stage: Stage, event: Event) -> UUID:
    """The case that the event names, or the latest of the person."""
    if label := word(event, "case"):
        if label in stage.labels:
            return stage.labels[label]
        raise stage.missing(f"case “{label}”", event, *MAKES_CASE)
    found = stage.history(event).cases
    if not found:
        raise stage.missing("case", event, *MAKES_CASE)
    return found[-1]


def at_referral(stage: Stage, event: Event, usual: Player) -> tuple[UUID, Officer]:
    """The referral, and who works on it: whoever is named, else the usual person of its unit."""
    found = referral_id(stage, event)
    return found, stage.who(event.by, usual, stage.homes[found])


def at_case(stage: Stage, event: Event, usual: Player | None = None) -> tuple[UUID, Officer]:
    """The case, and who works on it: whoever is named, else the usual person, else its owner."""
    found = case_id(stage, event)
    case = seen(stage, found)
    unit = stage.unit_with(case.compartment_id)
    if not event.by and usual is None:
        return found, stage.officer(case.owner_id)
    return found, stage.who(event.by, usual or Player.OFFICER, unit)


def seen(stage: Stage, case: UUID) -> Standing:
    """Where the case stands now, as whoever tells the story knows it; what officers know is what the commands see."""
    return stage.standing(case)


def whole(stage: Stage, case: UUID) -> Case:
    """The case as somebody who may know of it reads it."""
    for officer in stage.readers_of(case):
        # Whoever has left reads nothing.
        with contextlib.suppress(NotPossible), stage.acting(officer) as ctx:
            found = first(Case.objects.visible_to(ctx.actor).select_related("nominal").filter(pk=case))
            if found is not None:
                stage.readers[case] = officer.id
                return found
    raise NotPossible("Nobody on the stage may know of this case.")


def _gives_no_reason(event: Event) -> bool:
    """Whether the timeline says that no reason was given: `words = ""`, where leaving them out would stand for some."""
    said = verb(event.verb)
    key = said.key("words") if said else None
    return bool(key and key.default) and event.values.get("words") == ""


def decided(event: Event, *, question: str, question_words: str, outcome: str, outcome_words: str) -> Decided:
    """A decision whose every element says what the timeline says: a replay invents no reasons."""
    said = word(event, "words") or ("" if _gives_no_reason(event) else "As the timeline tells it.")
    return Decided(
        question=question,
        question_words=question_words,
        title=f"{outcome_words}: {said}"[:120],
        conduct="As the timeline tells it.",
        information=said,
        assessment="As the timeline tells it.",
        powers="As the timeline tells it.",
        review="As the timeline tells it.",
        options=(
            Option(text=outcome_words or outcome, chosen=True, because=said),
            Option(text="Leave things as they are", chosen=False, because="The timeline tells otherwise."),
        ),
        outcome=outcome,
        outcome_words=outcome_words or outcome,
        rationale=said,
    )
