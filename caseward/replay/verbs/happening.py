"""What happens to a case and is recorded by an officer: by its own name, or by the word of the field for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from caseward.cases import commands as cases
from caseward.cases.vocabulary import CaseId
from caseward.chronology.vocabulary import Source
from caseward.foundation.catalogue import catalogue
from caseward.kernel.happenings import Happening
from caseward.kernel.replays import Event, Player
from caseward.replay.doing import Doing, Done, at_case, seen, value, word
from caseward.replay.stage import NotPossible, Stage, Standing
from caseward.replay.verbs import intake
from caseward.replay.verbs.working import find


OF_A_CASE = "case."
REFERRALS, ADOPTED = "referrals", "case.panel-adopted"

# What a word of the field stands for, by the endings of the happenings' names: each pathway has its own list.
STANDS_FOR: Mapping[str, tuple[str, ...]] = {
    "panel": ("panel-held", "conference-held", "panel", "conference"),
    "assess": ("assessed", "re-scored", "rescored", "scored", "graded", "threat-assessed", "regraded"),
    "plan": ("plan-written", "plan-live", "plan-approved", "plan"),
    "session": ("session-held", "engagement-held", "session"),
    "six-months": ("reviewed-after-six-months", "six-months"),
    "twelve-months": ("reviewed-after-twelve-months", "twelve-months"),
    "case-management": ("pcm-reviewed", "plan-reviewed"),
    "plan-review": ("plan-reviewed", "reviewed", "pcm-reviewed"),
}
REVIEWS = ("six-months", "twelve-months", "case-management", "plan-review")


def happening(stage: Stage, event: Event) -> Done:
    """What the timeline names."""
    return _record(stage, event, OF_A_CASE + word(event, "name"))


def panel(stage: Stage, event: Event) -> Done:
    """The panel discusses the case, and may adopt it."""
    said = _record(stage, event, _named(stage, event, "panel").code)
    adopted = value(event, "adopted")
    if adopted is True and ADOPTED in catalogue().happenings_on(stage.today):
        return [*said, *_record(stage, event, ADOPTED)]
    if isinstance(adopted, bool):
        said += find(stage, event, "panel_adopted", is_so=adopted)
    return said


def consent(stage: Stage, event: Event) -> Done:
    """Consent, and for a child the child's own view."""
    said: Done = []
    if isinstance(own_view := value(event, "own_view"), bool):
        said += find(stage, event, "own_view_recorded", is_so=own_view)
    given = bool(value(event, "given"))
    return [*said, *_record(stage, event, OF_A_CASE + ("consent-given" if given else "consent-refused"))]


def review(stage: Stage, event: Event) -> Done:
    """A review of referrals while one is undecided, else of the case."""
    of = word(event, "of")
    if of == REFERRALS or (not of and intake.is_undecided(stage, event)):
        return intake.review_referrals(stage, event)
    case = seen(stage, at_case(stage, event)[0])
    words = (
        [f"{of}-review" if of == "plan" else of] if of else [one for one in REVIEWS if _stage_has(case, one)]
    )
    return _record(stage, event, _named(stage, event, *(words or REVIEWS)).code)


def by_name(name: str) -> Doing:
    """A word of the field that stands for one happening of the case's pathway."""

    def do(stage: Stage, event: Event) -> Done:
        return _record(stage, event, _named(stage, event, name).code)

    return do


def _record(stage: Stage, event: Event, code: str) -> Done:
    found, _ = at_case(stage, event)
    who = (
        at_case(stage, event)[1]
        if seen(stage, found).closed_at is None
        else at_case(stage, event, Player.OFFICER)[1]
    )
    occurred = value(event, "occurred")
    with stage.acting(who) as ctx:
        moved = cases.record_happening(
            ctx,
            case_id=CaseId(found),
            happening=code,
            at=occurred if isinstance(occurred, datetime) else stage.now,
            words=word(event, "words"),
            source=Source.DOCUMENT,
            source_name=word(event, "from"),
        )
    title = catalogue().happenings_on(stage.today)[code].title
    return [f"{title}.", *([moved] if moved else [])]


def _named(stage: Stage, event: Event, *names: str) -> Happening:
    """The happening that a word stands for where the case is now; else where it could stand on its pathway.

    What its pathway says of itself comes before what can happen on every one.
    """
    case = seen(stage, at_case(stage, event)[0])
    known = [one for one in catalogue().happenings_on(stage.today).values() if one.recorded_by]
    meant = [one for name in names for one in _meant(known, STANDS_FOR[name])]
    meant.sort(key=lambda one: not one.pathways)
    here = [one for one in meant if one.happens_in(case.pathway_key, case.stage)]
    elsewhere = [one for one in meant if not one.pathways or case.pathway_key in one.pathways]
    chosen = next(iter([*here, *elsewhere]), None)
    if chosen is None:
        raise NotPossible(f"Nothing of this kind is recorded in the pathway “{case.pathway_key}”.")
    return chosen


def _meant(known: Sequence[Happening], endings: tuple[str, ...]) -> list[Happening]:
    return [one for ending in endings for one in known if one.code.endswith(ending)]


def _stage_has(case: Standing, name: str) -> bool:
    known = catalogue().happenings_on(case.opened_at.date()).values()
    return any(
        one.happens_in(case.pathway_key, case.stage) and one.stages
        for one in _meant([each for each in known if each.recorded_by], STANDS_FOR[name])
    )


DOINGS: Mapping[str, Doing] = {
    "happening": happening,
    "panel": panel,
    "consent": consent,
    "review": review,
    "assess": by_name("assess"),
    "plan": by_name("plan"),
}
