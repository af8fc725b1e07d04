"""Who may post whom, and what access follows from postings, vetting and training."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from caseward.accounts.vocabulary import LEFT_REMEDY, Left
from caseward.kernel.access import Actor, Role
from caseward.kernel.decisions import Allowed, Decision, Refused, every
from caseward.kernel.ranks import Rank
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop
from caseward.organisations.models import Unit
from caseward.organisations.vocabulary import Layer
from caseward.workforce.models import Absence, Clearance, Cover, HeldRank, Posting, Training
from caseward.workforce.vocabulary import ACCESS_LASTS, ADMINISTER, SEE_TEAM, STANDS_FOR, WORKS_IN, Level


LONDON = ZoneInfo("Europe/London")
FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Access:
    """One compartment that a posting opens, with what may be done there and between which instants."""

    posting_id: UUID
    compartment_id: UUID
    capabilities: tuple[str, ...]
    basis: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Qualified:
    """Whether everything a role asks for is live, between which instants, and what is missing."""

    starts_at: datetime
    ends_at: datetime
    missing: tuple[str, ...]


def may_post(actor: Actor) -> Decision:
    """Postings belong to no compartment: whoever records them does so for the whole region."""
    for membership in actor.memberships:
        if ADMINISTER in membership.capabilities:
            return Allowed(membership.basis)
    return Refused(
        code="workforce.not-administrator",
        because=gettext_noop("Only an administrator records postings, vetting and training."),
        remedy=gettext_noop("Ask the administrator of your region."),
    )


def may_post_other(actor: Actor, user_id: UUID) -> Decision:
    """Nobody grants himself anything."""
    return every(may_post(actor), is_not(actor, user_id))


def is_not(actor: Actor, user_id: UUID) -> Decision:
    """What is recorded of a person is recorded by somebody else."""
    if actor.id != user_id:
        return Allowed("it is somebody else")
    return Refused(
        code="workforce.oneself",
        because=gettext_noop("Nobody grants himself anything."),
        remedy=gettext_noop("Ask another administrator."),
    )


def may_see_team(actor: Actor, unit: Unit) -> Decision:
    """A supervisor sees who works in the unit and why; so does whoever posts people."""
    for compartment_id in unit.compartments.values():
        held = actor.holds(SEE_TEAM, compartment_id)
        if held:
            return held
    return may_post(actor)


def has_work_for(role: Role, unit: Unit) -> Decision:
    """A role without anything to do in a unit would be a posting to nothing."""
    if _by_layer(role, unit):
        return Allowed("the unit has work for the role")
    return Refused(
        code="workforce.no-work",
        because=gettext_noop("{unit} has no work for the role {role}.").format(
            unit=unit.name, role=role.title
        ),
        remedy=gettext_noop("Choose another role or another unit."),
    )


def is_in_order(starts_on: date, ends_on: date | None) -> Decision:
    """What ends, ends after it has begun."""
    if ends_on is None or starts_on < ends_on:
        return Allowed("ends after it starts")
    return Refused(
        code="workforce.ends-before-it-starts",
        because=gettext_noop("The last day must lie after the first."),
    )


def is_first(*, overlapping: bool) -> Decision:
    """One posting to a unit in a role at a time."""
    if not overlapping:
        return Allowed("no other posting covers the time")
    return Refused(
        code="workforce.posted-already",
        because=gettext_noop("This person is posted there in this role at that time already."),
    )


def is_running(posting: Posting, *, now: datetime) -> Decision:
    """Only what has not ended can be ended or confirmed."""
    if posting.ends_at is None or now < posting.ends_at:
        return Allowed("the posting is running")
    return Refused(code="workforce.posting-over", because=gettext_noop("This posting has already ended."))


def is_live(clearance: Clearance, *, today: date) -> Decision:
    """Only vetting that still counts can be withdrawn."""
    if clearance.withdrawn_at is None and today < clearance.ends_on:
        return Allowed("the vetting is live")
    return Refused(code="workforce.clearance-over", because=gettext_noop("This vetting no longer counts."))


def is_known(course: str, known: Collection[str]) -> Decision:
    """Only courses that a role asks for open anything."""
    if course in known:
        return Allowed("a role asks for the course")
    return Refused(code="workforce.unknown-course", because=gettext_noop("No role asks for this course."))


def is_a_rank(rank: Rank | None) -> Decision:
    """One of the published order."""
    if rank is not None:
        return Allowed("a published rank")
    return Refused(
        "workforce.unknown-rank", gettext_noop("There is no such rank."), gettext_noop("Choose one.")
    )


def is_held_as_published(rank: Rank, *, starts_on: date, ends_on: date | None) -> Decision:
    """An office for a time has its end, and is given for so long at once."""
    if not rank.most_days or (ends_on is not None and (ends_on - starts_on).days <= rank.most_days):
        return Allowed("held as long as it may be")
    return Refused(
        "workforce.rank-for-a-time",
        gettext_noop("{rank} is held for a time, {days} days at most.").format(
            rank=rank.title, days=rank.most_days
        ),
        gettext_noop("Say on which day it ends."),
    )


def follows(standing: HeldRank | None, *, starts_on: date) -> Decision:
    """A rank takes the place of the one that stands, and not of what was before it."""
    if standing is None or standing.starts_on <= starts_on:
        return Allowed("follows what stands")
    return Refused(
        "workforce.rank-before-the-last",
        gettext_noop("The rank that stands began later."),
        gettext_noop("End that one first, or give a later day."),
    )


def is_still_held(held: HeldRank, *, today: date) -> Decision:
    """Only a rank that is held can end."""
    if held.ends_on is None or today < held.ends_on:
        return Allowed("still held")
    return Refused("workforce.rank-over", gettext_noop("This rank is no longer held."))


def first_to_lapse(clearances: Iterable[Clearance]) -> Clearance | None:
    """Of vetting that nobody withdrew, what ends first and is outlasted by nothing that stands for it, if any."""
    standing = [each for each in clearances if each.withdrawn_at is None]
    needed = [one for one in standing if not any(_outlasts(other, one) for other in standing)]
    return min(needed, key=lambda one: one.ends_on, default=None)


def _outlasts(other: Clearance, one: Clearance) -> bool:
    return other.ends_on > one.ends_on and other.level in STANDS_FOR[Level(one.level)]


def qualified(
    role: Role, clearances: Iterable[Clearance], trainings: Iterable[Training], *, today: date
) -> Qualified:
    """What vetting and training say of a role today; each level named must be live, or one that stands for it."""
    vetted = [
        each for each in clearances if each.withdrawn_at is None and each.starts_on <= today < each.ends_on
    ]
    taught = [
        each for each in trainings
        if each.completed_on <= today and (each.ends_on is None or today < each.ends_on)
    ]  # fmt: skip
    spans: dict[str, list[tuple[datetime, datetime]]] = {
        level: [
            (midnight(c.starts_on), midnight(c.ends_on))
            for c in vetted
            if c.level in STANDS_FOR[Level(level)]
        ]
        for level in role.vetting
    } | {
        course: [(midnight(t.completed_on), _end(t.ends_on)) for t in taught if t.course == course]
        for course in role.training
    }
    longest = [max(found, key=lambda span: span[1]) for found in spans.values() if found]
    return Qualified(
        starts_at=max((span[0] for span in longest), default=datetime.min.replace(tzinfo=UTC)),
        ends_at=min((span[1] for span in longest), default=FOR_EVER),
        missing=tuple(name for name, found in spans.items() if not found),
    )


def accesses(posting: Posting, role: Role, fit: Qualified, *, now: datetime) -> list[Access]:
    """The compartments that a posting opens; none while something that its role asks for is missing."""
    starts_at = max(posting.starts_at, fit.starts_at)
    ends_at = min(posting.ends_at or FOR_EVER, fit.ends_at, now + ACCESS_LASTS)
    if fit.missing or ends_at <= max(starts_at, now):
        return []
    basis = f"Posted to {posting.unit.name} as {role.title[:1].lower()}{role.title[1:]}"
    return [
        Access(posting.pk, posting.unit.compartments[layer], capabilities, basis, starts_at, ends_at)
        for layer, capabilities in _by_layer(role, posting.unit).items()
    ]


def leaves_nothing(left: Left) -> Decision:
    """A posting does not end at once while its officer holds work that nobody else would."""
    if not left.said:
        return Allowed("leaves nothing behind")
    return Refused(
        code="workforce.leaves-work-behind",
        because=gettext_noop("This officer still {what} in this unit.").format(what=left.said),
        remedy=LEFT_REMEDY,
    )


def may_say_away(actor: Actor, user_id: UUID, *, led: bool) -> Decision:
    """The officer says it, or whoever leads a unit that the officer is posted to."""
    if actor.id == user_id:
        return Allowed("it is you")
    if led:
        return Allowed("leads the unit", Tie.SUPERVISOR)
    return Refused(
        code="workforce.not-yours-to-say",
        because=gettext_noop("An absence is recorded by the officer or by a supervisor of the unit."),
        remedy=gettext_noop("Ask one of them."),
    )


def may_answer_cover(actor: Actor, cover: Cover) -> Decision:
    """Whoever was asked, and nobody for them."""
    if cover.user_id == actor.id:
        return Allowed("was asked to cover")
    return Refused(
        code="workforce.another-was-asked",
        because=gettext_noop("Somebody else was asked to cover."),
        remedy=gettext_noop("Only they can answer."),
    )


def is_first_absence(*, overlapping: bool) -> Decision:
    """Away once at a time."""
    if not overlapping:
        return Allowed("no other absence covers the time")
    return Refused(
        code="workforce.away-already",
        because=gettext_noop("This officer is away at that time already."),
        remedy=gettext_noop("Say when they are back, and record what follows."),
    )


def is_still_away(absence: Absence, *, today: date) -> Decision:
    """What is over is not changed."""
    if absence.back_at is None and (absence.ends_on is None or today < absence.ends_on):
        return Allowed("still away, or not away yet")
    return Refused(code="workforce.back-already", because=gettext_noop("This officer is back already."))


def may_cover(*, can: bool) -> Decision:
    """A colleague who can take cases of the unit and is at work."""
    if can:
        return Allowed("can take cases in the unit and is at work")
    return Refused(
        code="workforce.cannot-cover",
        because=gettext_noop("This officer cannot cover."),
        remedy=gettext_noop("Choose a colleague who takes cases in the unit and is at work in that time."),
    )


def nobody_covers(*, is_covered: bool) -> Decision:
    """One colleague at a time is asked or covers."""
    if not is_covered:
        return Allowed("nobody covers yet")
    return Refused(
        code="workforce.covered-already",
        because=gettext_noop("Somebody covers already, or has been asked to."),
        remedy=gettext_noop("Wait for the answer."),
    )


def waits_for_an_answer(cover: Cover, *, today: date) -> Decision:
    """Answered once, and while the officer is away."""
    if cover.answered_at is None:
        return is_still_away(cover.absence, today=today)
    return Refused(code="workforce.cover-answered", because=gettext_noop("This has been answered already."))


def says_why(words: str) -> Decision:
    """A refusal says why."""
    if words.strip():
        return Allowed("said why")
    return Refused(
        code="workforce.refused-without-reason",
        because=gettext_noop("A refusal says why."),
        remedy=gettext_noop("Say why, so that somebody else can be asked."),
    )


def midnight(day: date) -> datetime:
    """The instant at which a day begins in London."""
    return datetime.combine(day, time(), tzinfo=LONDON)


def _end(day: date | None) -> datetime:
    return FOR_EVER if day is None else midnight(day)


def _by_layer(role: Role, unit: Unit) -> dict[Layer, tuple[str, ...]]:
    """The role's capabilities in each layer that the unit has."""
    held = {
        layer: tuple(sorted(each for each in role.capabilities if layer in WORKS_IN[each.split(".")[0]]))
        for layer in unit.compartments
    }
    return {layer: capabilities for layer, capabilities in held.items() if capabilities}
