"""What is owed, with the form that ends it: worked out from the codes that end its clock, in this one place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caseward.cases import policies
from caseward.cases.models import Case
from caseward.cases.policies import NO_RANK, Ranked
from caseward.cases.queries.called import Reader
from caseward.cases.queries.matters import pathway_of
from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import Actor
from caseward.kernel.happenings import Happening
from caseward.obligations.queries import Owed
from caseward.obligations.vocabulary import MatterKind
from caseward.ui.addresses import of_record
from caseward.ui.components import Due


HAPPENED, MOVED = "cases:happened", "cases:move"

# What has a form of its own, by the code of what it brings about. Any other code is recorded on the page for what
# happened, where officers record it, or comes about where the case goes to another stage.
FORMS = {
    "access.conflict-decided": ("compartments:decide", gettext_noop("Decide")),
    "access.emergency-reviewed": ("compartments:review", gettext_noop("Review")),
    "case.accepted": ("cases:accept", gettext_noop("Answer")),
    "case.action-settled": ("cases:plan", gettext_noop("Settle")),
    "case.category-set": ("cases:people", gettext_noop("Review")),
    "case.contact-recorded": ("cases:contact", gettext_noop("Record")),
    "case.correction-read": ("corrections:read", gettext_noop("Look")),
    "case.decision-owner-told": ("threats:list", gettext_noop("Record")),
    "case.life-decided": ("threats:list", gettext_noop("Look")),
    "case.put-on-agenda": ("panels:put-forward", gettext_noop("Put forward")),
    "case.referrer-answered": ("panels:of-case", gettext_noop("Record")),
    "case.risk-answered": ("cases:plan", gettext_noop("Settle")),
    "case.section-36-decided": (MOVED, gettext_noop("Decide")),
    "case.session-held": ("cases:provider", gettext_noop("Log the session")),
    "case.session-reported": ("cases:provider", gettext_noop("Enter the report")),
    "case.tasking-acknowledged": ("cases:provider", gettext_noop("Acknowledge")),
    "case.tasking-ended": ("cases:provider", gettext_noop("Say who goes on")),
    "case.transfer-accepted": ("cases:offer-transfer", gettext_noop("Look")),
    "case.threat-acted-on": ("threats:list", gettext_noop("Record")),
    "case.threat-graded-high": ("threats:list", gettext_noop("Grade")),
    "case.visit-written-up": ("cases:contact", gettext_noop("Write it up")),
    "outstanding.attempted": ("outstanding:attempt", gettext_noop("Record an attempt")),
    "outstanding.reviewed": ("outstanding:review", gettext_noop("Review")),
    "decision.reviewed": ("decisions:review", gettext_noop("Review")),
    "engagement.clash-settled": ("engagements:file", gettext_noop("Settle it")),
    "engagement.ended": ("engagements:end", gettext_noop("Record")),
    "enquiry.answered": ("enquiries:answer", gettext_noop("Answer")),
    "nominal.contacts-reviewed": ("nominals:contacts", gettext_noop("Review")),
    "referral.acknowledged": ("referrals:acknowledge", gettext_noop("Acknowledge")),
    "referral.decided": ("cases:gateway", gettext_noop("Decide")),
    "referral.deconflicted": ("referrals:deconflict", gettext_noop("Record")),
    "referral.repeat-reviewed": ("referrals:review_repeat", gettext_noop("Review")),
    "clearance.recorded": ("workforce:clearance-new", gettext_noop("Record vetting")),
    "referral.screened": ("referrals:risk", gettext_noop("Screen")),
}
# What a form asks for besides work on the case.
ASKED = {
    "cases:gateway": "referral.decide",
    "cases:offer-transfer": "case.allocate",
    "referrals:deconflict": "referral.deconflict",
    "referrals:review_repeat": "referral.decide",
}
ACCEPTED, CLOSED = "case.accepted", "case.closed"


@dataclass(frozen=True, slots=True)
class Way:
    """Where something owed is ended, and the word on its link; what it asks for, and whose that is."""

    url: str
    word: str
    asks: str = ""
    who: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One thing owed on the page of its case: the form that ends it for its reader, else `who` may send that."""

    line: Due
    owed_by: str
    paused_while: str
    note: str
    way: Way | None
    who: str


def way_for(owed: Owed, *, case: Case | None, reader: Reader) -> Way:
    """The first form that ends it and is its reader's to send; else the record, to look at."""
    found = None
    for found in ways_of(owed, case):
        if _may_work(owed, reader.viewer) and _may_take(found, owed, reader):
            return found
    return Way(of_record(owed.about_kind.place, owed.about_id), _("Look") if found else _("Open"))


def owed_lines(
    found: Iterable[Owed], *, case: Case, viewer: Actor, ranked: Ranked = NO_RANK
) -> list[OwedLine]:
    """What is owed about a case as its page shows it."""
    return [_owed_line(one, case, viewer, ranked) for one in found]


def _owed_line(owed: Owed, case: Case, viewer: Actor, ranked: Ranked) -> OwedLine:
    ways = list(ways_of(owed, case))
    may_work = bool(policies.may_work_on(viewer, case))
    mine = next((way for way in ways if may_work and _may_send(way, owed, case, viewer, ranked)), None)
    opens = Way(of_record(owed.about_kind.place, owed.about_id), _("Open"))
    return OwedLine(
        line=owed.line,
        owed_by=owed.owed_by,
        paused_while=owed.paused_while,
        note=owed.note,
        way=mine or (opens if may_work and not ways else None),
        who="" if mine else next((way.who for way in ways), ""),
    )


def _may_work(owed: Owed, viewer: Actor) -> bool:
    """Whether somebody works on what it is about, and does not only read it."""
    if owed.about_kind is MatterKind.COLLEAGUE and owed.about_id == viewer.id:
        return False  # nobody records his own vetting
    needed = "case.write" if owed.about_kind is MatterKind.CASE else owed.capability
    return _is_offer(owed) or not needed or bool(viewer.holds(needed, owed.compartment_id))


def _may_take(way: Way, owed: Owed, reader: Reader) -> bool:
    if _is_offer(owed):
        return owed.owed_by_id == reader.viewer.id
    may = not way.asks or bool(reader.viewer.holds(way.asks, owed.compartment_id))
    return may and reader.reaches(way.rank)


def _is_offer(owed: Owed) -> bool:
    return ACCEPTED in catalogue().clocks.newest(owed.rule_key).ends_on


def _may_send(way: Way, owed: Owed, case: Case, viewer: Actor, ranked: Ranked) -> bool:
    """An offer is answered by whom it was made to; the rest by whoever has what the form asks for."""
    if _is_offer(owed):
        return owed.owed_by_id == viewer.id
    may = not way.asks or bool(viewer.holds(way.asks, case.compartment_id))
    return may and (ranked.is_reached or not way.rank)


def ways_of(owed: Owed, case: Case | None) -> Iterator[Way]:
    """Every form that ends it; of a known case, those that its stage allows."""
    for code in catalogue().clocks.newest(owed.rule_key).ends_on:
        if code in FORMS:
            place, word = FORMS[code]
            yield (
                _decided(owed.about_id, case) if place == MOVED else _with_form(place, owed.about_id, _(word))
            )
        elif owed.about_kind is MatterKind.CASE and code != CLOSED:
            yield from _of_a_case(owed.about_id, code, _known(code), case)


def _known(code: str) -> Happening | None:
    """What is published of something that happens, as its last edition has it."""
    known = None
    for edition in catalogue().happenings:
        known = next((one for one in edition.happenings if one.code == code), known)
    return known


def _of_a_case(case_id: UUID, code: str, known: Happening | None, case: Case | None) -> Iterator[Way]:
    if known and known.recorded_by and (case is None or policies.can_happen(case, known)):
        asks = known.recorded_by
        yield Way(f"{of_record(HAPPENED, case_id)}?what={code}", _("Record"), asks, _whoever_holds(asks))
    elif code in _brought_about_by_a_stage():
        yield _decided(case_id, case)


def _with_form(place: str, about_id: UUID, word: str) -> Way:
    asks = ASKED.get(place, "")
    return Way(of_record(place, about_id), word, asks, _whoever_holds(asks))


def _decided(case_id: UUID, case: Case | None) -> Way:
    """By a move, which whoever has the rank that the stage asks for decides."""
    here = pathway_of(case).stage(case.stage) if case else None
    asks, who = (here.decided_by, here.decided_by_title) if here else ("", "")
    rank = here.decided_by_rank if here else ""
    return Way(of_record(MOVED, case_id), _("Decide"), asks or "case.move", who, rank)


def _whoever_holds(capability: str) -> str:
    """The offices of those who may, where it is more than to work on the case."""
    if capability in {"", "case.write"}:
        return ""
    roles = {role.key: role for role in catalogue().roles}.values()
    return _(" or ").join(sorted(role.title.lower() for role in roles if capability in role.capabilities))


def _brought_about_by_a_stage() -> set[str]:
    stages = (stage for pathway in catalogue().pathways for stage in pathway.stages)
    return {code for stage in stages for code in (*stage.on_entering, *stage.on_leaving)}
