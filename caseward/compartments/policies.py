"""Who may say who may know."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from caseward.compartments.models import Emergency, Exclusion, Grant, KeyRequest, Part
from caseward.compartments.vocabulary import BREAK_GLASS, GRANT, MARKER, RESTRICT, Audience
from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import Actor
from caseward.kernel.access.by_name import ByName
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.decisions import Allowed, Decision, Refused, every
from caseward.kernel.identity import Person
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop


def rules_at(now: datetime) -> ByName:
    """The figures under which what is said now begins."""
    return catalogue().access_by_name(on=london_day(now))


def answered_by(request: KeyRequest) -> datetime:
    """Until when a second person can answer."""
    return request.created_at + rules_at(request.created_at).second_person_within


def may_grant(actor: Actor, compartments: Collection[UUID]) -> Decision:
    """Supervisors of the unit; in a compartment of its own whoever owns the case, too."""
    return every(*(actor.holds(GRANT, compartment_id) for compartment_id in compartments))


def may_grant_to(actor: Actor, compartments: Collection[UUID], user_id: UUID) -> Decision:
    """Somebody else: nobody gives, renews or approves anything of his own."""
    return every(may_grant(actor, compartments), is_another(actor, user_id))


def may_declare(actor: Actor, compartments: Collection[UUID]) -> Decision:
    """Whoever knows of the record, of himself."""
    return every(*(actor.knows(compartment_id) for compartment_id in compartments))


def may_decide(actor: Actor, exclusion: Exclusion) -> Decision:
    """Whoever can keep the case for named people, and did not declare it himself."""
    return every(
        may_restrict(actor, [exclusion.compartment_id]),
        is_another(actor, exclusion.user_id),
    )


def is_undecided(exclusion: Exclusion) -> Decision:
    """Decided once, of what somebody declared of himself, while it stands."""
    is_own = exclusion.user_id == exclusion.created_by_id and exclusion.about_id is not None
    if exclusion.decided_at is None and is_own:
        return is_shut_out(exclusion)
    return Refused("access.conflict-decided", gettext_noop("This has been decided already."))


def has_another_owner(*, owner_id: UUID, user_id: UUID) -> Decision:
    """A case kept without somebody is owned by somebody else."""
    if owner_id != user_id:
        return Allowed("somebody else owns it")
    return Refused(
        "access.shut-out-owner",
        gettext_noop("The case is owned by whoever is to be left out."),
        gettext_noop("Offer it to another officer first; once they have accepted, keep it for named people."),
    )


def is_another(actor: Actor, user_id: UUID) -> Decision:
    """A second pair of eyes on everything given by name."""
    if actor.id != user_id:
        return Allowed("it is somebody else")
    return Refused(
        "access.oneself",
        gettext_noop("Nobody says this of himself."),
        gettext_noop("Ask another supervisor."),
    )


def can_be_granted(*, is_operational: bool) -> Decision:
    """Only somebody with a working role, and vetting and training that are live."""
    if is_operational:
        return Allowed("posted, vetted and trained")
    return Refused(
        "access.nobody-to-grant",
        gettext_noop("Nobody of that name can be given access."),
        gettext_noop(
            "Write the user name, or the name in full, of somebody who works with records of people "
            "and whose vetting and training are live."
        ),
    )


def ends_in_time(until: datetime, *, now: datetime) -> Decision:
    """Access by name ends by itself, within twelve months."""
    if now < until <= now + rules_at(now).longest:
        return Allowed("ends within twelve months")
    return Refused(
        "access.too-long",
        gettext_noop("Access by name ends on a day to come, within twelve months."),
        gettext_noop("Choose an earlier day; it can be renewed before it ends."),
    )


def is_running(grant: Grant, *, now: datetime) -> Decision:
    """Only what has not ended can be ended or renewed."""
    if grant.ended_at is None and now < grant.until:
        return Allowed("the access is running")
    return Refused("access.over", gettext_noop("This access has already ended."))


def is_shut_out(exclusion: Exclusion) -> Decision:
    """An exclusion is lifted once."""
    if exclusion.lifted_at is None:
        return Allowed("still shut out")
    return Refused("access.exclusion-over", gettext_noop("This exclusion has been lifted already."))


def is_first(*, is_excluded: bool) -> Decision:
    """Nobody is shut out twice."""
    if not is_excluded:
        return Allowed("not shut out yet")
    return Refused("access.excluded-already", gettext_noop("This person is shut out already."))


def has_words(words: str) -> Decision:
    """Whoever looks at it later finds a reason."""
    return Allowed("in words") if words.strip() else Refused("access.no-reason", gettext_noop("Say why."))


def may_restrict(actor: Actor, compartments: Collection[UUID]) -> Decision:
    """Supervisors of the unit, and whoever of them is named in a compartment of its own."""
    return every(*(actor.holds(RESTRICT, compartment_id) for compartment_id in compartments))


def may_turn_key(actor: Actor, request: KeyRequest) -> Decision:
    """A second holder, never whoever asked."""
    return every(
        may_restrict(actor, [request.compartment_id]),
        is_another(actor, request.created_by_id),
    )


def is_waiting(request: KeyRequest, *, now: datetime) -> Decision:
    """Two keys are turned within an hour of each other, or it is asked anew."""
    if request.answered_at is not None:
        return Refused("access.key-answered", gettext_noop("This has been answered already."))
    if now < answered_by(request):
        return Allowed("asked within the hour")
    return Refused(
        "access.key-too-late",
        gettext_noop("This was asked more than an hour ago."),
        gettext_noop("Have it asked again."),
    )


def none_waits(*, is_waiting: bool) -> Decision:
    """One question at a time."""
    if not is_waiting:
        return Allowed("nothing waits")
    return Refused(
        "access.key-waits",
        gettext_noop("A second person has been asked already."),
        gettext_noop("Wait for the answer; after an hour it can be asked again."),
    )


def is_own(*, is_own: bool) -> Decision:
    """Only what has left the unit can be given back."""
    if is_own:
        return Allowed("in a compartment of its own")
    return Refused("access.not-restricted", gettext_noop("This case is kept with the unit already."))


def has_two_holders(*, holders: int) -> Decision:
    """What takes two people to undo is not done where one alone would be left."""
    if holders > 1:
        return Allowed("two people can give it back")
    return Refused(
        "access.one-holder",
        gettext_noop("To give the case back takes two people who can restrict it, and only one is named."),
        gettext_noop("Name another supervisor as well."),
    )


def all_know(*, unknown: int) -> Decision:
    """Others are given access by name afterwards."""
    if not unknown:
        return Allowed("all of them know of the case")
    return Refused(
        "access.unknown-person",
        gettext_noop("Only people who know of the case can be named here."),
        gettext_noop("Give others access by name afterwards."),
    )


def may_break_glass(actor: Actor) -> Decision:
    """Officers, on the ground of their own posting."""
    for membership in actor.memberships:
        if BREAK_GLASS in membership.capabilities:
            return Allowed(membership.basis, membership.tie)
    return Refused(
        "access.no-emergencies",
        gettext_noop("Your role does not let you open a record in an emergency."),
        gettext_noop("Ask an officer or a supervisor on duty."),
    )


def can_be_opened(*, is_found: bool) -> Decision:
    """One answer for what is absent, sealed, closed to the asker, or open to him already."""
    if is_found:
        return Allowed("others may learn of it")
    return Refused(
        "access.nothing-to-open",
        gettext_noop("No case that can be opened in an emergency has this reference."),
        gettext_noop("Check the reference, or ring the duty supervisor of the unit."),
    )


def is_unreviewed(emergency: Emergency) -> Decision:
    """Reviewed once."""
    if emergency.reviewed_at is None:
        return Allowed("not reviewed yet")
    return Refused("access.reviewed", gettext_noop("This has been reviewed already."))


def may_mark(actor: Actor, compartment_id: UUID) -> Decision:
    """Whoever works on the case."""
    return actor.holds("case.write", compartment_id)


def can_be_shared_with(*, found: int, is_known: bool) -> Decision:
    """One person, who does not know of the case already."""
    if found == 1 and not is_known:
        return Allowed("one person from outside")
    return Refused(
        "access.nobody-to-share-with",
        gettext_noop("Nobody of that name can be let in to parts of this case."),
        gettext_noop(
            "Write the user name, or the name in full, of somebody who does not know of it already."
        ),
    )


def is_as_outsider(audience: Audience) -> Decision:
    """As one of the panel or as a partner."""
    if audience in {Audience.PANEL, Audience.PARTNER}:
        return Allowed("reads from outside")
    return Refused(
        "access.no-such-reader", gettext_noop("Say whether they read for the panel or as a partner.")
    )


def is_still_shared(part: Part, *, now: datetime) -> Decision:
    """Ended once."""
    if part.ended_at is None and now < part.until:
        return Allowed("still shared")
    return Refused("access.part-over", gettext_noop("This has already ended."))


def can_be_marked(kind: str, never: Collection[str]) -> Decision:
    """Some kinds leave the police as a product of their own, or not at all."""
    if kind not in never:
        return Allowed("can be for others")
    return Refused(
        "access.police-only",
        gettext_noop("Intelligence is for the police only."),
        gettext_noop("Write what others need to know as an entry of its own."),
    )


def may_read_part(*, is_shared: bool) -> Decision:
    """Whoever was let in to it by name."""
    if is_shared:
        return Allowed("shared by name", Tie.RECIPIENT)
    return Refused("access.not-shared", gettext_noop("This is not shared with you."))


def may_look_up(actor: Actor) -> Decision:
    """Officers on duty who are cleared for it."""
    for membership in actor.memberships:
        if MARKER in membership.capabilities:
            return Allowed(membership.basis, membership.tie)
    return Refused(
        "marker.not-on-duty",
        gettext_noop("Your role does not let you ask whom to call about a person."),
        gettext_noop("Ask the duty officer in the control room."),
    )


def tells_enough(person: Person) -> Decision:
    """A name alone tells nobody's secret."""
    if person.name and (person.born or person.addresses):
        return Allowed("a name, with a birth or a home")
    return Refused(
        "marker.too-little",
        gettext_noop("A name alone is not enough to ask about."),
        gettext_noop("Give the date of birth or the postcode as well."),
    )
