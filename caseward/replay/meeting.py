"""What meets a gate, as a timeline would write it: the verbs and findings that bring its facts about."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from caseward.cases.queries.evidence import strengthened
from caseward.foundation.catalogue import catalogue
from caseward.kernel.decisions import Refused
from caseward.kernel.pathways.facts import Established
from caseward.kernel.wording import listed
from caseward.replay.report import GateRisen


MOST = 6  # gates of which one refusal says what would meet them
# Which verbs bring about what the platform counts from records of its own.
BY_VERB: Mapping[str, tuple[str, ...]] = {
    "threat_recorded": ("threat",),
    "threat_graded": ("assess",),
    "threat_reviewed": ("assess",),
    "decision_owner_informed": ("owner-told",),
    "warning_answered": ("warned", "not-warned"),
    "fields_unchecked": ("screen",),
    "immediate_risk_screened": ("screen",),
    "person_searched": ("find",),
    "candidates_unanswered": ("link", "reject"),
    "person_settled": ("find", "link", "reject"),
    "deconfliction_answered": ("deconflict",),
    "supervisor_agrees_to_close": ("approve-close",),
    "deconfliction_age_days": ("deconflict",),
    "repeat_reviewed_by_supervisor": ("review",),
    "gateway_decided_by_supervisor": ("decide",),
    "receiver_named": ("decide",),
    "open_cases_here": ("decide",),
    "open_case_to_join": ("decide",),
    "open_gaps": ("settle",),
    "open_actions": ("settle",),
    "open_risks": ("settle",),
    "lookback_acknowledged": ("close",),
    "outcome_given": ("close",),
    "closure_approved_by_second_person": ("approve-close",),
}


def told(refusal: Refused, gates: Iterable[GateRisen], *, today: date) -> Refused:
    """The refusal, with what a timeline would write before it for each gate that it speaks of."""
    ways = dict.fromkeys(way for one in gates if one.sentence in refusal.because for way in _ways(one, today))
    if not ways:
        return refusal
    said = listed(list(ways)[:MOST])
    return Refused(
        refusal.code, refusal.because, f"{refusal.remedy} In a timeline, before it: {said}.".strip()
    )


def _ways(risen: GateRisen, today: date) -> Iterator[str]:
    pathway = strengthened(catalogue().pathway(risen.pathway.key, risen.pathway.version))
    facts = [one.fact for gate in pathway.gates if gate.key == risen.gate for one in gate.conditions]
    for fact in facts:
        if said := list(_known_by(fact, risen.pathway.key, today)):
            yield " or ".join(said)


def _known_by(fact: str, pathway: str, today: date) -> Iterator[str]:
    """The verbs that bring a fact about, else what may be recorded that establishes it, else a finding."""
    if fact in BY_VERB:
        yield from (f'what = "{one}"' for one in BY_VERB[fact])
        return
    recorded = [
        one.code.partition(".")[2]
        for one in catalogue().happenings_on(today).values()
        if one.recorded_by and one.finds.get(fact) and one.happens_on(pathway)
    ]
    if recorded:
        yield from (f'what = "{one}"' for one in recorded)
    elif (found := catalogue().facts_about("case").get(fact)) and found.established is Established.RECORDED:
        yield f'what = "finding" with fact = "{fact}"'
