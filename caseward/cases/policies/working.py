"""Who may read, own, work on, move and close a case."""

from datetime import date, datetime
from uuid import UUID

from caseward.cases.models import Case, CategorySpan, Closing, LooseEnd, PersonInCase
from caseward.cases.policies.deciding import has_rank
from caseward.cases.policies.ranks import NO_RANK, Ranked, is_of_rank
from caseward.cases.vocabulary import OPEN, SearchFor
from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import Actor
from caseward.kernel.categories import Categories
from caseward.kernel.decisions import Allowed, Decision, Refused, every, tied
from caseward.kernel.happenings import Happening
from caseward.kernel.ties import Tie
from caseward.kernel.wording import day_in_words
from caseward.referrals.models import Referral


SESSION_HELD = "case.session-held"


def may_decide_gateway(actor: Actor, referral: Referral) -> Decision:
    """Supervisors, never the case officer alone."""
    return actor.holds("referral.decide", referral.compartment_id)


def may_take_over_cases(actor: Actor, *, referrals: UUID, cases: UUID) -> Decision:
    """Supervisors, who could adopt and allocate each of them."""
    return every(actor.holds("referral.decide", referrals), actor.holds("case.allocate", cases))


def may_open(actor: Actor, compartment_id: UUID) -> Decision:
    """Whoever opens cases of the unit that no referral began."""
    return actor.holds(OPEN, compartment_id)


def may_read(actor: Actor, case: Case) -> Decision:
    """Those who read the unit's cases; whoever owns this one reads it as its owner."""
    owns = Tie.OWNER if case.owner_id == actor.id else None
    return tied(actor.holds("case.read", case.compartment_id), owns)


def may_work_on(actor: Actor, case: Case) -> Decision:
    """Those who work on the unit's cases."""
    return actor.holds("case.write", case.compartment_id)


def may_move(
    actor: Actor, case: Case, *, decided_by: str, title: str = "", ranked: Ranked = NO_RANK
) -> Decision:
    """Whoever holds the rank and the office that the stage asks for; the refusal names them."""
    return every(
        actor.knows(case.compartment_id),
        is_of_rank(ranked),
        has_rank(actor, case, decided_by or "case.move", title),
    )


def may_settle(actor: Actor, case: Case, loose_end: LooseEnd) -> Decision:
    """Those who work on the case."""
    return every(may_work_on(actor, case), is_unsettled(loose_end))


def may_propose_closing(actor: Actor, case: Case) -> Decision:
    """The owner proposes; a supervisor may for him."""
    if case.owner_id == actor.id:
        return Allowed("owns the case", Tie.OWNER)
    return actor.holds("case.approve", case.compartment_id)


def may_answer_closing(actor: Actor, case: Case, closing: Closing) -> Decision:
    """A second person with the rank: neither who proposed it nor who owns the case (failings F03)."""
    if actor.id in {closing.created_by_id, case.owner_id}:
        return Refused(
            "case.second-person",
            "A closing is approved by a second person, and you proposed it or own the case.",
            "Ask a supervisor who does not own the case.",
        )
    return actor.holds("case.approve", case.compartment_id)


def is_open(case: Case) -> Decision:
    """A closed case is read and no longer worked on."""
    if case.closed_at is None:
        return Allowed("open")
    return Refused(
        "case.closed", "This case is closed.", "Take a new referral if something new has come to light."
    )


def is_a_happening(code: str, *, on: date) -> Decision:
    """Something of a published list that officers record."""
    known = catalogue().happenings_on(on).get(code)
    if known is not None and known.recorded_by:
        return Allowed("an officer's to record")
    return Refused(
        "case.no-such-happening", "This is not something that is recorded.", "Choose what happened."
    )


def can_happen(case: Case, happening: Happening) -> Decision:
    """It happens on that pathway at that stage; of a closed case only what outlives it is recorded."""
    is_open_elsewhere = case.closed_at is None and not happening.happens_in(case.pathway_key, case.stage)
    if is_open_elsewhere or not happening.happens_on(case.pathway_key):
        return Refused(
            "case.happens-elsewhere",
            "This does not happen at the stage where the case stands.",
            "Choose something else, or enter it as an event of the chronology.",
        )
    return Allowed("happens here") if happening.when_closed else is_open(case)


def is_no_session_of_a_provider(happening: Happening, *, is_tasked: bool) -> Decision:
    """While a provider is tasked, a session is logged with the tasking, where it is counted and reported on (F11)."""
    if is_tasked and happening.code == SESSION_HELD:
        return Refused(
            "case.session-of-a-provider",
            "A provider is tasked in this case, and its sessions are counted against the tasking.",
            "Log the session with its tasking, under Providers.",
        )
    return Allowed("is counted nowhere else")


def happened_in_its_time(case: Case, *, at: datetime, now: datetime) -> Decision:
    """Neither in the future nor before the case was there."""
    if at > now:
        return Refused(
            "case.happens-in-future",
            "This moment has not come yet.",
            "Give when it happened, or wait until it has.",
        )
    if at < case.opened_at.replace(second=0, microsecond=0):
        return Refused(
            "case.happened-before",
            "The case was not open then.",
            "Enter what came before as an event of the chronology.",
        )
    return Allowed("while the case was there")


def rests_on_a_review(*, is_shown: bool, wants: str) -> Decision:
    """Nobody is watched less because nothing was heard; `wants` says what would show it."""
    if is_shown:
        return Allowed("rests on a review")
    return Refused("case.lowered-without-review", "This score is lower than the one that stands.", wants)


def is_closed(case: Case) -> Decision:
    """Only what was closed is reopened."""
    if case.closed_at is not None:
        return Allowed("closed")
    return Refused("case.open", "This case is open.", "Go on with it, or offer it to another officer.")


def may_reopen(actor: Actor, case: Case) -> Decision:
    """A supervisor decides it, never the officer alone."""
    return actor.holds("case.approve", case.compartment_id)


def reopens_where_it_stood(stage: str, chosen: str) -> Decision:
    """A case goes on from where it was closed: no gate is passed by closing and reopening."""
    if stage == chosen:
        return Allowed("where it stood")
    return Refused(
        "case.reopened-elsewhere",
        "A case is reopened at the stage from which it was closed.",
        "Choose that stage, and move the case on from there.",
    )


def is_not_held_open(*, until: date | None) -> Decision:
    """A release or a move keeps a case open for a while, whoever else has taken somebody on (failings F28)."""
    if until is None:
        return Allowed("nothing holds it open")
    return Refused(
        "case.held-open",
        f"A release from custody or a move keeps this case open until {day_in_words(until)}.",
        "Review it with whoever holds which part now, and propose the closing after that day.",
    )


def is_unsettled(loose_end: LooseEnd) -> Decision:
    """What is settled stays settled."""
    if loose_end.settled_at is None:
        return Allowed("still open")
    return Refused(
        "case.settled", "This has been settled already.", "Write down a new one if it has come back."
    )


def has_words(words: str, *, code: str, wants: str) -> Decision:
    """Whether something was written; `wants` says what."""
    return Allowed("in words") if words.strip() else Refused(code, wants)


def is_not_counted(fact: str, counted: frozenset[str]) -> Decision:
    """What records say by themselves nobody finds to be otherwise (failings F11)."""
    if fact not in counted:
        return Allowed("an officer's to find")
    return Refused(
        "case.counted-not-found",
        "This case has records that say it: sessions, or a support plan.",
        "Enter there what is missing, or set the gate aside with a reason.",
    )


def has_no_open_closing(*, is_open: bool) -> Decision:
    """One proposed closing at a time."""
    if not is_open:
        return Allowed("no other proposal")
    return Refused(
        "case.closing-proposed", "The closing of this case has been proposed already.", "Wait for the answer."
    )


def has_purpose(purpose: str) -> Decision:
    """Nobody searches without having said what for (failings F46)."""
    if purpose:
        return Allowed("said what for")
    return Refused(
        "search.no-purpose",
        "A search needs a purpose, and none was said in the last hour.",
        "Say which case or task it is for, or give a reason.",
    )


def is_his_own(why: SearchFor, *, found: bool) -> Decision:
    """A search is for a case or a task of one's own; another's and one that does not exist read alike."""
    if found:
        return Allowed("his own")
    return Refused(
        f"search.no-{why.value}-of-his",
        "This is no open case and no task of yours.",
        "Choose one of those shown, or say the reason in words.",
    )


def is_a_reason(reason: str, words: str) -> Decision:
    """A published reason, and what it was in words."""
    known = catalogue().table("oversight", "search-reasons")["reason"]
    if reason in known and words.strip():
        return Allowed("gave a reason")
    return Refused(
        "search.no-reason",
        "A search that is for no case and no task of yours needs a reason.",
        "Choose the reason, and say it in a sentence.",
    )


def unit_of_searcher(actor: Actor) -> UUID:
    """Where what he says of a search is kept: among the cases of his unit, where he reads cases."""
    searches = actor.where("nominal.search")
    return min(searches & actor.where("case.read") or searches, key=str)


def is_a_role(known: Categories, role: str) -> Decision:
    """A published one that somebody has to be entered in."""
    if role != known.subject and role in {one.key for one in known.roles}:
        return Allowed("a role in a case")
    return Refused("case.no-such-role", "Nobody is entered in a case as this.", "Choose what they are to it.")


def is_a_category(known: Categories, category: str) -> Decision:
    """A published one."""
    if category in {one.key for one in known.categories}:
        return Allowed("a category")
    return Refused("case.no-such-category", "Nobody stands in a case as this.", "Choose how they stand.")


def is_record_or_name(record: str, name: str) -> Decision:
    """Somebody is entered by one of the two."""
    if bool(record.strip()) != bool(name.strip()):
        return Allowed("by one of the two")
    return Refused(
        "case.nobody-entered",
        "A person is entered by the reference of their record, or by a name, and not by both.",
        "Give one of the two.",
    )


def is_a_record_of_the_unit(*, is_ours: bool) -> Decision:
    """Another unit's record and none at all read alike."""
    if is_ours:
        return Allowed("a record of this unit")
    return Refused(
        "case.no-such-record",
        "This unit has no record with this reference.",
        "Check the reference, or give a name.",
    )


def plays_it_once(*, is_there: bool) -> Decision:
    """In the same role only once."""
    if not is_there:
        return Allowed("not entered in this role yet")
    return Refused(
        "case.person-there",
        "This person is part of the case in this role already.",
        "Change how they stand, or choose another role.",
    )


def stands_as_referred(*, is_said: bool) -> Decision:
    """For the first time only once."""
    if not is_said:
        return Allowed("nobody has said it yet")
    return Refused(
        "case.subject-categorised",
        "Somebody has said already how the subject stands.",
        "Open the person and change it there.",
    )


def is_about_a_person(case: Case) -> Decision:
    """An organisation stands in no category of people."""
    if case.nominal_id is not None:
        return Allowed("about a person")
    return Refused(
        "case.about-an-organisation",
        "This case is about an organisation.",
        "Enter the people who are part of the case, and say of each how they stand.",
    )


def stands(span: CategorySpan) -> Decision:
    """What has ended is not changed."""
    if span.ends_at is None and span.person.ended_at is None:
        return Allowed("it stands")
    return Refused(
        "case.category-ended", "This no longer holds.", "Open the person and change what stands now."
    )


def is_still_part(person: PersonInCase) -> Decision:
    """Whoever has left a case is entered anew."""
    if person.ended_at is None:
        return Allowed("part of the case")
    return Refused(
        "case.person-ended", "This person is no longer part of the case.", "Enter them again if they are."
    )


def is_not_the_subject(known: Categories, person: PersonInCase) -> Decision:
    """A case is always about somebody."""
    if person.role != known.subject:
        return Allowed("not the subject")
    return Refused(
        "case.subject-stays",
        "The case is about this person.",
        "Close the case, or have the person put right in the referral.",
    )
