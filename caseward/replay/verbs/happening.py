"""What happens to a case and is recorded by an officer: by its own name, or by the word of the field for it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from caseward.cases import commands as cases
from caseward.cases.vocabulary import CaseId
from caseward.chronology.vocabulary import Source
from caseward.foundation.catalogue import catalogue
from caseward.kernel.happenings import Happening
from caseward.kernel.replays import Event, Player
from caseward.kernel.wording import listed
from caseward.replay.doing import Doing, Done, at_case, seen, value, word
from caseward.replay.stage import NotPossible, Stage, Standing
from caseward.replay.verbs import intake, threatening
from caseward.replay.verbs.working import find


OF_A_CASE = "case."
REFERRALS, ADOPTED, CONSENT_REFUSED = "referrals", "case.panel-adopted", "consent-refused"

# What a word of the field stands for, by the very names of happenings: each pathway has its own list.
STANDS_FOR: Mapping[str, tuple[str, ...]] = {
    "panel": ("panel-held",),
    "assess": ("scored-{tier}", "assessed", "cyber-assessed"),
    "consent": ("consent-given", "contact-agreed", "memorandum-signed"),
    "plan": ("plan-written", "pcm-plan-written", "risk-plan-written", "cyber-plan-written"),
    "session": ("session-held", "intervention-held"),
    "screen": ("suitability-found",),
    "deconflict": ("cyber-deconflicted",),
    "three-months": ("followed-up-after-three-months", "protect-followed-up"),
    "six-months": ("reviewed-after-six-months",),
    "twelve-months": ("reviewed-after-twelve-months", "followed-up-after-twelve-months"),
    "case-management": ("pcm-reviewed",),
    "plan-review": ("plan-reviewed", "risk-plan-reviewed", "pcm-reviewed"),
}
# Under which parts of names something of the kind stands that the word alone does not settle.
NEAR: Mapping[str, tuple[str, ...]] = {
    "panel": ("panel", "mappa"),
    "review": ("review", "looked-back", "mappa"),
    "assess": ("assess", "scored"),
    "consent": ("consent", "agreed"),
    "session": ("session", "contact"),
}
# What it stands for where a pathway has nothing of the kind to record, and a gate asks for a finding.
ESTABLISHES: Mapping[str, str] = {
    "plan": "plan_written",
    "find": "records_checked",
    "consent": "consent_given",
    "deconflict": "deconflicted",
}
REVIEWS = ("three-months", "six-months", "twelve-months", "case-management", "plan-review")
NOT_NAMED = "as the timeline tells it"
AFTER = {"-3-months": "three-months", "-6-months": "six-months", "12-months": "twelve-months"}
BY_WHOM_APPROVES = "case.approve"


def happening(stage: Stage, event: Event) -> Done:
    """What the timeline names; what was not so is found not so, as of a test that failed."""
    code = OF_A_CASE + word(event, "name")
    if value(event, "is_so"):
        return record(stage, event, code)
    known = catalogue().happenings_on(stage.today)[code]
    if not known.finds:
        raise NotPossible(
            f"“{word(event, 'name')}” establishes nothing that could be found not so. Enter a note."
        )
    return [one for fact, so in known.finds.items() for one in find(stage, event, fact, is_so=not so)]


def panel(stage: Stage, event: Event) -> Done:
    """The panel discusses the case, and may adopt it."""
    said = by_name("panel")(stage, event)
    adopted = value(event, "adopted")
    if adopted is True and ADOPTED in catalogue().happenings_on(stage.today):
        return [*said, *record(stage, event, ADOPTED)]
    if isinstance(adopted, bool):
        said += find(stage, event, "panel_adopted", is_so=adopted)
    return said


def consent(stage: Stage, event: Event) -> Done:
    """Consent, and for a child the child's own view."""
    said: Done = []
    if isinstance(own_view := value(event, "own_view"), bool):
        said += find(stage, event, "own_view_recorded", is_so=own_view)
    if value(event, "given"):
        return [*said, *by_name("consent")(stage, event)]
    return [*said, *_refused(stage, event)]


def _refused(stage: Stage, event: Event) -> Done:
    """Refused where the pathway has a word for it, else the finding that it was not given."""
    if can_be_recorded(stage, event, CONSENT_REFUSED):
        return record(stage, event, OF_A_CASE + CONSENT_REFUSED)
    meant = _named(stage, event, "consent")
    found = [find(stage, event, fact, is_so=False) for fact in (meant.finds if meant else ())]
    return [one for said in found for one in said]


def review(stage: Stage, event: Event) -> Done:
    """A review of referrals while one is undecided, else of the case."""
    of = word(event, "of")
    if of == REFERRALS or (not of and intake.is_undecided(stage, event)):
        return intake.review_referrals(stage, event)
    if not of and word(event, "tier"):
        return assess(stage, event)
    case = seen(stage, at_case(stage, event)[0])
    names = _reviews(stage, case) if not of else (f"{of}-review" if of == "plan" else of,)
    if not names:
        raise _stands_for_nothing(stage, event)
    return by_name(*names)(stage, event)


def assess(stage: Stage, event: Event) -> Done:
    """A threat is graded where the case is one of a threat, else what the pathway calls an assessment."""
    if threatening.is_graded_on(stage, event):
        return threatening.grade(stage, event)
    return by_name("assess")(stage, event)


def _reviews(stage: Stage, case: Standing) -> tuple[str, ...]:
    """The reviews that the stage asks for: the one it is called after first; none where it asks for none."""
    called = [name for months, name in AFTER.items() if case.stage.endswith(months)]
    return (*called, *(one for one in REVIEWS if _stage_has(stage, case, one)))


def by_name(*names: str) -> Doing:
    """Words of the field that stand for one happening of the case's pathway, or for what one of its gates asks."""

    def do(stage: Stage, event: Event) -> Done:
        meant = _named(stage, event, *names)
        if meant is not None:
            return record(stage, event, meant.code)
        if (fact := _asked(stage, event, *names)) is not None:
            return find(stage, event, fact, is_so=True)
        raise _stands_for_nothing(stage, event)

    return do


def _stands_for_nothing(stage: Stage, event: Event) -> NotPossible:
    """Which words would be taken instead where the case stands."""
    case = seen(stage, at_case(stage, event)[0])
    here = case.pathway.stage(case.stage).title
    names = [_name(one) for one in _recorded_on(stage, case) if one.happens_in(case.pathway_key, case.stage)]
    near = [one for one in names if any(part in one for part in NEAR.get(event.verb, ()))]
    taken = listed([f"“{one}”" for one in near or names], joined_by="or")
    return NotPossible(
        f"“{event.verb}” stands for nothing at the stage “{here}” of the pathway “{case.pathway.title}”. "
        f"{f'Say {taken}, or enter' if taken else 'Enter'} a finding or a note that says what was done."
    )


def can_be_recorded(stage: Stage, event: Event, name: str) -> bool:
    """Whether something of this name can happen on the pathway of the case."""
    case = seen(stage, at_case(stage, event)[0])
    known = catalogue().happenings_on(stage.today).get(OF_A_CASE + name)
    return known is not None and (not known.pathways or case.pathway_key in known.pathways)


def record(stage: Stage, event: Event, code: str) -> Done:
    """Record it as having happened, by whoever the list says records it."""
    found, _ = at_case(stage, event)
    known = catalogue().happenings_on(stage.today).get(code)
    _, who = at_case(stage, event, _usual(seen(stage, found), known))
    occurred, stage.tried = value(event, "occurred"), code
    with stage.acting(who) as ctx:
        moved = cases.record_happening(
            ctx,
            case_id=CaseId(found),
            happening=code,
            at=occurred if isinstance(occurred, datetime) else stage.now,
            words=word(event, "words"),
            source=Source.DOCUMENT,
            source_name=word(event, "from") or NOT_NAMED,
        )
    return [f"{known.title if known else code}.", *([moved] if moved else [])]


def _usual(case: Standing, known: Happening | None) -> Player | None:
    """Who records it where nobody is named: its owner while the case is open, a supervisor where that is asked."""
    if known is not None and known.recorded_by == BY_WHOM_APPROVES:
        return Player.SUPERVISOR
    return None if case.closed_at is None else Player.OFFICER


def _named(stage: Stage, event: Event, *names: str) -> Happening | None:
    """The happening that words stand for where the case is now; else where it could stand on its pathway."""
    case = seen(stage, at_case(stage, event)[0])
    meant = _meant(stage, case, _codes(event, names))
    here = [one for one in meant if one.happens_in(case.pathway_key, case.stage)]
    return next(iter([*here, *meant]), None)


def _codes(event: Event, names: Iterable[str]) -> tuple[str, ...]:
    tier = word(event, "tier") or "middle"
    if tier == "not-credible":
        return (tier,)
    return tuple(one.format(tier=tier) for name in names for one in STANDS_FOR.get(name, ()))


def _meant(stage: Stage, case: Standing, names: Iterable[str]) -> list[Happening]:
    """What is recorded under these names on the pathway of the case."""
    known = {_name(one): one for one in _recorded_on(stage, case)}
    return [known[one] for one in names if one in known]


def _recorded_on(stage: Stage, case: Standing) -> Iterator[Happening]:
    known = catalogue().happenings_on(stage.today).values()
    return (one for one in known if one.recorded_by and case.pathway_key in one.pathways)


def _name(one: Happening) -> str:
    return one.code.removeprefix(OF_A_CASE)


def _asked(stage: Stage, event: Event, *names: str) -> str | None:
    """The fact of a gate of the pathway that the words establish."""
    pathway = seen(stage, at_case(stage, event)[0]).pathway
    wanted = [ESTABLISHES[name] for name in names if name in ESTABLISHES]
    facts = [one.fact for gate in pathway.gates for one in gate.conditions]
    return next((fact for end in wanted for fact in facts if fact.endswith(end)), None)


def _stage_has(stage: Stage, case: Standing, name: str) -> bool:
    meant = _meant(stage, case, STANDS_FOR[name])
    return any(one.happens_in(case.pathway_key, case.stage) and one.stages for one in meant)


DOINGS: Mapping[str, Doing] = {
    "happening": happening,
    "panel": panel,
    "consent": consent,
    "review": review,
    "assess": assess,
    "plan": by_name("plan"),
}
