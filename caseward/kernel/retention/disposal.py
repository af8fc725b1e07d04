"""A calculator with no hands: it says when a record is due for review and because of what; it deletes nothing."""

from dataclasses import dataclass
from datetime import date

from caseward.kernel.clocks.moments import months_after
from caseward.kernel.retention.rules import Hold, Presumption, RetentionRule, Schedule, span_in_words
from caseward.kernel.wording import day_in_words, gettext_noop, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """What decides how long one closed record is kept.

    `was_child` is whether the person was under 18 when the record was made, `unfounded` whether the concern proved
    to be; None means not known. `last_reviewed_on` is the last review that ended in keeping it.
    """

    closed_on: date
    was_child: bool | None
    unfounded: bool | None
    last_reviewed_on: date | None = None
    holds: tuple[Hold, ...] = ()


@dataclass(frozen=True, slots=True)
class Disposal:
    """The day of the next review, what is presumed then, whether it has come, and because of what."""

    review_on: date
    presumption: Presumption
    is_due: bool
    because: str


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing may be deleted while a hold stands; what would follow once all are lifted."""

    holds: tuple[Hold, ...]
    because: str
    once_lifted: Disposal


def disposal(facts: RecordFacts, *, rule: RetentionRule, today: date) -> Disposal | Held:
    """When the record must be looked at again, or what holds it.

    The earliest schedule that applies decides the day; a person whose age is not known is treated as a child, because
    that only brings a human review forward. Deletion is presumed if any schedule that applies presumes it. A hold beats
    every deletion. Raises ValueError for a record closed after today.
    Source: DPA 2018 s.39; R (II) v Commissioner of Police of the Metropolis [2020] EWHC 2528 (Admin); CPIA 1996.
    """
    if facts.closed_on > today:
        raise ValueError("A record cannot have closed after today.")
    due = _next_review(facts, rule, today)
    if not facts.holds:
        return due
    return Held(facts.holds, _held_because(facts.holds), due)


def _next_review(facts: RecordFacts, rule: RetentionRule, today: date) -> Disposal:
    applying = _applying(facts, rule)
    schedule = min(applying, key=lambda one: _review_day(facts, one))
    deletes = any(one.presumption is Presumption.DELETE for one in applying)
    presumption = Presumption.DELETE if deletes else Presumption.REVIEW
    review_on = _review_day(facts, schedule)
    because = _because(facts, rule, schedule, presumption=presumption)
    return Disposal(review_on, presumption, is_due=review_on <= today, because=because)


def _applying(facts: RecordFacts, rule: RetentionRule) -> list[Schedule]:
    """The schedules that apply, the special ones first so that they are the ones named when days agree."""
    special = []
    if rule.unfounded and facts.unfounded is True:
        special.append(rule.unfounded)
    if rule.child and facts.was_child is not False:
        special.append(rule.child)
    return [*special, rule.standard]


def _reviewed_since(facts: RecordFacts) -> date | None:
    """The last review, if it came after the record last closed."""
    reviewed = facts.last_reviewed_on
    return reviewed if reviewed and reviewed >= facts.closed_on else None


def _review_day(facts: RecordFacts, schedule: Schedule) -> date:
    reviewed = _reviewed_since(facts)
    if reviewed:
        return months_after(reviewed, months=schedule.then_every_months)
    return months_after(facts.closed_on, months=schedule.first_after_months)


def _because(facts: RecordFacts, rule: RetentionRule, schedule: Schedule, *, presumption: Presumption) -> str:
    sentences = [_span(facts, rule, schedule), _special(facts, rule, schedule)]
    if presumption is Presumption.DELETE:
        sentences.append(gettext_noop("It will then be deleted unless a named person decides otherwise."))
    sentences.append(gettext_noop("Rule: {name}.").format(name=rule.name))
    return " ".join(sentence for sentence in sentences if sentence)


def _span(facts: RecordFacts, rule: RetentionRule, schedule: Schedule) -> str:
    reviewed = _reviewed_since(facts)
    if reviewed:
        return gettext_noop("{span} after the last review on {day}.").format(
            span=span_in_words(schedule.then_every_months), day=day_in_words(reviewed)
        )
    return gettext_noop("{span} after {event} on {day}.").format(
        span=span_in_words(schedule.first_after_months),
        event=rule.runs_from,
        day=day_in_words(facts.closed_on),
    )


def _special(facts: RecordFacts, rule: RetentionRule, schedule: Schedule) -> str:
    if schedule is rule.unfounded:
        return gettext_noop("The concern was unfounded.")
    if schedule is rule.child and facts.was_child:
        return gettext_noop("The person was a child.")
    if schedule is rule.child:
        return gettext_noop("The person's age is not known, so the rule for a child applies.")
    return ""


def _held_because(holds: tuple[Hold, ...]) -> str:
    reasons = listed(
        gettext_noop("{title} (since {day})").format(title=hold.title, day=day_in_words(hold.placed_on))
        for hold in holds
    )
    return gettext_noop("Nothing is deleted while this holds: {reasons}.").format(reasons=reasons)
