"""A gate that bars the way: its sentence, and the links that satisfy it."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caseward.cases.queries import CaseFile
from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import Actor
from caseward.kernel.pathways import Established, Gate


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go, and what is done there; `about` completes the words for whoever hears only the link."""

    url: str
    words: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class GateShown:
    """A gate that is not met: what is missing, and each way to meet it."""

    title: str
    sentence: str
    links: tuple[Link, ...]
    is_set_aside: bool = False
    wants_second: bool = False


# What establishes a fact, when it is neither a finding nor left to the form itself: a page, and what is done there.
OF_A_CASE = {
    "open_gaps": ("cases:plan", gettext_noop("Settle the questions")),
    "open_actions": ("cases:plan", gettext_noop("Settle the actions")),
    "open_risks": ("cases:plan", gettext_noop("Settle the risks")),
    "no_open_threat": ("threats:list", gettext_noop("See the threats")),
    "threat_recorded": ("threats:list", gettext_noop("Record the threat")),
    "threat_graded": ("threats:list", gettext_noop("Grade the threat")),
    "threat_reviewed": ("threats:list", gettext_noop("Grade the threat again")),
    "decision_owner_informed": ("threats:list", gettext_noop("Record who was told")),
    "warning_answered": ("threats:list", gettext_noop("Record the warning, or why there is none")),
}
# What is a finding only as long as nothing on record says it.
COUNTED = {
    "sessions_accounted_for": ("cases:provider", gettext_noop("See the sessions that are outstanding")),
    "factors_covered": ("cases:support-plan", gettext_noop("Say what answers each factor")),
}
OF_A_REFERRAL = {
    "fields_unchecked": ("referrals:check", gettext_noop("Check the fields")),
    "immediate_risk_screened": ("referrals:risk", gettext_noop("Say whether anybody is at immediate risk")),
    "person_searched": ("referrals:identity", gettext_noop("Search the records")),
    "candidates_unanswered": ("referrals:identity", gettext_noop("Answer the possible matches")),
    "person_settled": ("referrals:identity", gettext_noop("Say who it is")),
    "deconfliction_answered": ("referrals:deconflict", gettext_noop("Record the deconfliction result")),
    "deconfliction_age_days": ("referrals:deconflict", gettext_noop("Record the deconfliction result")),
    "repeat_reviewed_by_supervisor": (
        "referrals:review_repeat",
        gettext_noop("Review the referrals together"),
    ),
}


def of_case(file: CaseFile, gate: Gate, *, viewer: Actor) -> GateShown:
    """An unmet gate of a case, as the viewer can deal with it."""
    can = gate.overridable_by and viewer.holds(gate.overridable_by, file.compartment_id)
    aside = Link(
        reverse("cases:set-aside", args=[file.case.pk, gate.key]), _("Set it aside with a reason"), gate.title
    )
    return GateShown(
        title=gate.title,
        sentence=gate.sentence,
        links=(
            *_links(gate, file.case.pk, file.case.referral_id, counted=file.counted),
            *([aside] if can else []),
        ),
        is_set_aside=any(override.gate == gate.key for override in file.set_aside),
        wants_second=gate.second_person,
    )


def of_referral(gate: Gate, *, referral_id: UUID) -> GateShown:
    """An unmet gate of a referral."""
    return GateShown(gate.title, gate.sentence, tuple(_links(gate, None, referral_id)))


def _links(
    gate: Gate, case_id: UUID | None, referral_id: UUID | None, *, counted: frozenset[str] = frozenset()
) -> list[Link]:
    facts = dict.fromkeys(condition.fact for condition in gate.conditions)
    found = {link.url: link for fact in facts for link in _link(fact, case_id, referral_id, counted)}
    return list(found.values())


def _link(fact: str, case_id: UUID | None, referral_id: UUID | None, counted: frozenset[str]) -> list[Link]:
    if case_id and fact in counted and fact in COUNTED:
        place, words = COUNTED[fact]
        return [Link(reverse(place, args=[case_id]), _(words))]
    known = catalogue().facts_about("case").get(fact)
    if case_id and known and known.established is Established.RECORDED:
        return [Link(reverse("cases:finding", args=[case_id, fact]), _("Record it"), known.means)]
    if case_id and fact in OF_A_CASE:
        place, words = OF_A_CASE[fact]
        return [Link(reverse(place, args=[case_id]), _(words))]
    if referral_id and fact in OF_A_REFERRAL:
        place, words = OF_A_REFERRAL[fact]
        return [Link(reverse(place, args=[referral_id]), _(words))]
    return []
