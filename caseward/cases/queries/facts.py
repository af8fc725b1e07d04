"""What the gates of a case ask about, established from what is on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from caseward.cases.models import Case, Closing, Finding
from caseward.cases.queries.evidence import Found, fresh
from caseward.cases.queries.loose_ends import LooseEndRow, loose_ends, of_kind
from caseward.cases.queries.matters import about_ids_of, pathway_of
from caseward.cases.queries.plans import Answered, answered, factors_of, has_plan
from caseward.decisions.queries import DecisionRow, decisions_about
from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day, months_after
from caseward.kernel.dates import age_on
from caseward.kernel.pathways import Facts
from caseward.kernel.pathways.facts import FactValue
from caseward.provision.queries import Held, figures, provided
from caseward.referrals import queries as referrals
from caseward.referrals.vocabulary import REPEAT_MONTHS


SECOND = "second_referral_within_24_months"
# So as long as nothing has happened that says otherwise.
AT_FIRST: dict[str, FactValue] = {"no_open_threat": True}
# Read with a case where its page is: questions less.
PROVIDED, FACTORS, PLANNED = "what_is_provided", "how_factors_are_answered", "has_a_plan"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is read beside a case, which its page shows and its gates ask about."""

    referrals: tuple[referrals.PastReferral, ...]
    decisions: tuple[DecisionRow, ...]
    loose_ends: tuple[LooseEndRow, ...]
    provided: tuple[Held, ...]
    factors: tuple[Answered, ...]
    has_plan: bool

    @property
    def counted(self) -> dict[str, FactValue]:
        """What records say, so that it is no longer somebody's to find."""
        return {**_of_provision(self.provided), **_of_plan(self.factors, has_plan=self.has_plan)}


@query
def counted(*, viewer: Actor, case: Case) -> frozenset[str]:
    """The facts that records of the case say by themselves."""
    planned = _of_plan(
        factors_of(viewer=viewer, case_id=case.pk), has_plan=has_plan(viewer=viewer, case_id=case.pk)
    )
    return frozenset({**_of_provision(_provided(viewer, case)), **planned})


@query
def read_beside(*, viewer: Actor, case: Case) -> Beside:
    """The person's referrals, the decisions about the case and its referral, and its loose ends."""
    people = [case.nominal_id] if case.nominal_id else []
    told = referrals.referrals_of(viewer=viewer, nominal_ids=people) if people else {}
    return Beside(
        referrals=tuple(one for each in told.values() for one in each),
        decisions=decisions_about(viewer=viewer, about_ids=about_ids_of(case)),
        loose_ends=loose_ends(viewer=viewer, case_id=case.pk),
        provided=_provided(viewer, case),
        factors=_factors(viewer, case),
        has_plan=_has_plan(viewer, case),
    )


@query
def facts_of(*, viewer: Actor, case: Case, today: date, beside: Beside | None = None) -> Facts:
    """The facts of the pathway; those of a proposed closing are added by whoever closes."""
    known = beside or read_beside(viewer=viewer, case=case)
    return Facts(
        {
            **AT_FIRST,
            **fresh(_found(case.pk), today=today),
            **known.counted,
            "decision_recorded": _has_decided(case, known.decisions),
            **_of_referral(viewer, case, known, today),
            "is_child": _is_child(case, today),
            "is_about_a_person": case.nominal_id is not None,
            "is_about_an_organisation": case.organisation_id is not None,
            **{f"open_{kind}s": _open(known.loose_ends, kind) for kind in ("gap", "action", "risk")},
        }
    )


def _provided(viewer: Actor, case: Case) -> tuple[Held, ...]:
    """What is provided, as read with the case where it was."""
    beside = vars(case).get(PROVIDED)
    return provided(viewer=viewer, about_id=case.pk) if beside is None else figures(beside)


def _factors(viewer: Actor, case: Case) -> tuple[Answered, ...]:
    beside = vars(case).get(FACTORS)
    return factors_of(viewer=viewer, case_id=case.pk) if beside is None else answered(beside)


def _has_plan(viewer: Actor, case: Case) -> bool:
    beside = vars(case).get(PLANNED)
    return has_plan(viewer=viewer, case_id=case.pk) if beside is None else bool(beside)


def _of_plan(factors: Iterable[Answered], *, has_plan: bool) -> dict[str, FactValue]:
    """A plan that was written is there, and factors that were recorded are covered or are not (failings F13, F21)."""
    every = tuple(factors)
    written: dict[str, FactValue] = {"support_plan_written": True} if has_plan else {}
    return written | ({"factors_covered": all(one.is_covered for one in every)} if every else {})


def _of_provision(lines: Iterable[Held]) -> dict[str, FactValue]:
    """Where a provider was tasked, what was held is counted and no longer somebody's to find (failings F11)."""
    every = tuple(lines)
    return {"sessions_accounted_for": all(one.is_accounted_for for one in every)} if every else {}


def _of_referral(viewer: Actor, case: Case, known: Beside, today: date) -> Facts:
    """What is asked about the referral; a case that came by none has no earlier one either."""
    if case.referral is None:
        return Facts({SECOND: False})
    told = referrals.facts_for_case(viewer=viewer, referral=case.referral, today=today, told=known.referrals)
    # One that came later within 24 months is a second referral as well: both are looked at before the case ends.
    return told.with_these({SECOND: True}) if _came_again(case, known) else told


def _came_again(case: Case, known: Beside) -> bool:
    first = case.referral
    if first is None:
        return False
    until = months_after(london_day(first.received_at), months=REPEAT_MONTHS)
    return any(
        one.id != first.pk and first.received_at < one.received_at and london_day(one.received_at) <= until
        for one in known.referrals
    )


def _is_child(case: Case, today: date) -> bool | None:
    """Whether the person is under 18; an organisation is not, and of a person without a birth it is not known."""
    if case.nominal is None:
        return False
    ages = None if case.nominal.born is None else age_on(case.nominal.born, day=today)
    return None if ages is None else ages.youngest < 18


def closing_facts(closing: Closing, *, missed: int, is_approved: bool) -> dict[str, FactValue]:
    """What a proposed closing establishes; `missed` counts the entries of the look-back nobody acknowledged."""
    return {
        "outcome_given": bool(closing.outcome and closing.rationale.strip()),
        "lookback_acknowledged": missed == 0,
        "supervisor_agrees_to_close": is_approved,
        "closure_approved_by_second_person": is_approved,
        "decision_recorded": True,
    }


@kept
def _found(case_id: UUID) -> "QuerySet[Finding, Found]":
    found = Finding.objects.filter(case_id=case_id).order_by("created_at")
    return found.values_list("fact", "is_so", "created_at")


def _has_decided(case: Case, decisions: Iterable[DecisionRow]) -> bool:
    """Whether the question of the stage was decided on record since the case last entered the stage."""
    if not pathway_of(case).stage(case.stage).decision:
        return True
    # A move is a decision whose question is the stage that was left and whose outcome the one that was entered.
    about = [one for one in decisions if one.about_id == case.pk]
    since = max((one.decided_at for one in about if one.outcome == case.stage), default=None)
    return any(one.question == case.stage and (since is None or one.decided_at >= since) for one in about)


def _open(rows: Iterable[LooseEndRow], kind: str) -> int:
    """How many of a kind are not settled."""
    return sum(row.is_open for row in of_kind(rows, kind))
