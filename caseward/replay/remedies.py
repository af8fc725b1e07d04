"""What to write in a timeline where a refusal leaves open what would satisfy it: stages, verbs and events by key."""

from collections.abc import Callable, Iterable, Mapping

from caseward.foundation.catalogue import catalogue
from caseward.kernel.decisions import Refused
from caseward.kernel.pathways import Pathway
from caseward.kernel.replays import Event
from caseward.kernel.wording import listed
from caseward.replay.doing import at_case, seen, word
from caseward.replay.stage import NotPossible, Stage, Standing


Remedy = Callable[[Stage, Event, Standing], str]


def remedied(stage: Stage, event: Event, refusal: Refused) -> Refused:
    """The refusal, with what a timeline would have to say where that can be told."""
    found = REMEDIES.get(refusal.code)
    if found is None:
        return refusal
    try:
        said = found(stage, event, seen(stage, at_case(stage, event)[0]))
    except NotPossible:
        return refusal
    return Refused(refusal.code, refusal.because, f"{refusal.remedy} {said}".strip())


def _ways(stage: Stage, event: Event, case: Standing) -> str:
    """Where the case can go from here."""
    del stage, event
    onward = case.pathway.stage(case.stage).leads_to
    return f"From “{_title(case.pathway, case.stage)}” it goes on to {_titles(case.pathway, onward)}."


def _ends(stage: Stage, event: Event, case: Standing) -> str:
    """Where a case ends as the event wanted."""
    del stage
    outcome = next((one for one in case.pathway.outcomes if one.key == word(event, "outcome")), None)
    if outcome is None:
        return f"“{case.pathway.title}” knows {listed([f'“{one.key}”' for one in case.pathway.outcomes])}."
    return f"It ends so at {_titles(case.pathway, outcome.from_stages)}."


def _happens(stage: Stage, event: Event, case: Standing) -> str:
    """At which stages it happens, and where the case stands."""
    del event
    known = catalogue().happenings_on(stage.today).get(stage.tried)
    here = f"The case stands at “{_title(case.pathway, case.stage)}” of “{case.pathway.title}”."
    if known is None:
        return here
    if not known.happens_on(case.pathway_key):
        pathways = listed([f"“{one}”" for one in known.pathways], joined_by="or")
        return f"{here} “{known.title}” is of the pathway {pathways}."
    return f"{here} “{known.title}” happens at {_titles(case.pathway, known.stages)}."


def _first_a_risk(stage: Stage, event: Event, case: Standing) -> str:
    """Each objective of a provider serves a risk."""
    del stage, event, case
    return (
        'In a timeline that is a risk of the case: an event before this one, what = "risk", writes it down.'
    )


def _acknowledged(stage: Stage, event: Event, case: Standing) -> str:
    """A provider says that the tasking arrived."""
    del stage, event, case
    return 'In a timeline, before it: what = "acknowledge" with of = "tasking".'


def _of_another_unit(stage: Stage, event: Event, case: Standing) -> str:
    """Who could open it in an emergency."""
    del event
    home = stage.unit_with(case.compartment_id)
    return (
        f"In a timeline `unit` names whose officer opens it: another unit than “{home}”, where it is open already. "
        "What is sealed, or kept from that officer, opens to him in no emergency."
    )


def _first_signed(stage: Stage, event: Event, case: Standing) -> str:
    """What signs the decision of the stage."""
    del stage, event, case
    return (
        'In a timeline that is an event between the sitting and this one, what = "advance"; '
        'or say became = "discussed".'
    )


def _titles(pathway: Pathway, keys: Iterable[str]) -> str:
    known = {one.key for one in pathway.stages}
    return listed([f"“{_title(pathway, key)}” ({key})" for key in keys if key in known], joined_by="or")


def _title(pathway: Pathway, key: str) -> str:
    return pathway.stage(key).title


REMEDIES: Mapping[str, Remedy] = {
    "access.nothing-to-open": _of_another_unit,
    "agenda.decision-not-signed": _first_signed,
    "case.no-such-outcome": _ends,
    "case.no-way": _ways,
    "pathway.no-such-end": _ends,
    "case.happens-elsewhere": _happens,
    "tasking.no-objective": _first_a_risk,
    "tasking.not-acknowledged": _acknowledged,
}
