"""Decisions on the whole history: what can be asked here, and where each that was taken stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caseward.cases import policies
from caseward.cases.models import Case
from caseward.cases.queries import ByTwo, CaseFile, State, rules_on
from caseward.kernel.access import Actor
from caseward.kernel.decisions import every
from caseward.ui import forms


# The word of a state, and its colour.
TONES = {State.WAITING: "still", State.AGREED: "well", State.DECLINED: "late", State.LAPSED: "late"}


# Of each such decision, whether the reader has the rank of its first and of its second.
RankedByTwo = Mapping[str, tuple[policies.Ranked, policies.Ranked]]


@dataclass(frozen=True, slots=True)
class WayToDecide:
    """A decision that can be asked of the case, whether its reader may take it first, and else who may."""

    key: str
    title: str
    who: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision of two with where it stands, and whether the reader can second it."""

    id: UUID
    title: str
    outcome: str
    first: str
    second: str
    state: str
    tone: str
    may_second: bool


def ways_to_decide(case: Case, *, viewer: Actor, ranked: RankedByTwo) -> tuple[WayToDecide, ...]:
    """What a definition ties to the whole history on this pathway."""
    return tuple(
        WayToDecide(
            key=key,
            title=rule["title"],
            who=rule["decided_by_title"],
            is_open=bool(
                every(
                    policies.is_open(case), policies.may_decide_on_history(viewer, case, rule, ranked[key][0])
                )
            ),
        )
        for key, rule in rules_on(case.pathway_key).items()
    )


def by_two(case: Case, found: Iterable[ByTwo], *, viewer: Actor, ranked: RankedByTwo) -> tuple[Shown, ...]:
    """Those that were taken, the latest first."""
    return tuple(_shown(case, one, viewer, ranked) for one in found)


def decide_form(file: CaseFile, decision: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    """What the form is made with."""
    return {
        "version": file.heading.version,
        "decision": decision,
        "question": rule["question"],
        "outcomes": [forms.Option(key, words) for key, words in rule["outcome"].items()],
    }


def _shown(case: Case, one: ByTwo, viewer: Actor, ranked: RankedByTwo) -> Shown:
    rule = rules_on(case.pathway_key).get(one.record.question)
    _, second = ranked.get(one.record.question, (policies.NO_RANK, policies.NO_RANK))
    may = every(policies.is_open(case), policies.may_second(viewer, case, one.record, rule, second))
    return Shown(
        id=one.record.pk,
        title=one.record.title,
        outcome=one.record.outcome_words,
        first=one.record.decided_by.name,
        second=one.second.created_by.name if one.second else "",
        state=_words()[one.state],
        tone=TONES[one.state],
        may_second=one.state is State.WAITING and bool(may),
    )


def _words() -> dict[State, str]:
    return {
        State.WAITING: _("waits for a second person"),
        State.AGREED: _("agreed by two"),
        State.DECLINED: _("the second does not agree"),
        State.LAPSED: _("no longer stands: something was added since"),
    }
