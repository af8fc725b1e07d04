"""Questions, actions and risks: written down with an owner, and settled in words or not at all."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from caseward.cases import commands
from caseward.cases.models import Action, Gap, Risk
from caseward.cases.vocabulary import Axis, CaseId, Level, Settled
from caseward.foundation.commands.errors import Invalid, NotVisible, Stale
from tests import cast, given, told


pytestmark = pytest.mark.django_db

LATER = given.later(hours=6)


def raise_gap(case_id: CaseId, *, who: str = "priya", text: str = "Who runs the chat?") -> UUID:
    with cast.acting(who, now=LATER) as ctx:
        return commands.raise_gap(ctx, case_id=case_id, text=text, due_on=date(2026, 12, 1))


def add_action(
    case_id: CaseId, *, who: str = "priya", text: str = "Ask the school", accountable: str = "Police"
) -> UUID:
    with cast.acting(who, now=LATER) as ctx:
        return commands.add_action(ctx, case_id=case_id, text=text, accountable=accountable)


def record_risk(
    case_id: CaseId, *, who: str = "priya", text: str = "Harm to a teacher", is_volatile: bool = False
) -> UUID:
    with cast.acting(who, now=LATER) as ctx:
        return commands.record_risk(
            ctx, case_id=case_id, text=text, axis=Axis.VIOLENCE, level=Level.LOW, is_volatile=is_volatile
        )


RAISES: dict[str, Callable[..., UUID]] = {"gap": raise_gap, "action": add_action, "risk": record_risk}
NAMES = {
    "gap": ("raise_gap", "settle_gap"),
    "action": ("add_action", "settle_action"),
    "risk": ("record_risk", "settle_risk"),
}
KINDS: dict[str, Any] = {"gap": Gap, "action": Action, "risk": Risk}
SETTLES = {
    "gap": commands.settle_gap,
    "action": commands.settle_action,
    "risk": commands.settle_risk,
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def settle(
    kind: str,
    loose_end_id: UUID,
    *,
    who: str = "priya",
    how: Settled = Settled.RESOLVED,
    words: str = "The school told us on the telephone.",
    version: int = 1,
) -> UUID:
    with cast.acting(who, now=LATER) as ctx:
        return SETTLES[kind](ctx, loose_end_id=loose_end_id, version=version, how=how, words=words)


@every_kind
def test_raise_gap_add_action_and_record_risk_write_it_down_with_its_owner(kind: str) -> None:
    case_id = given.owned()
    loose_end_id = RAISES[kind](case_id, who="omar")

    with cast.acting("priya"):
        row = KINDS[kind].objects.get(pk=loose_end_id)
        assert (row.owner.username, row.settled_at, row.case_id) == ("omar", None, case_id)
    assert told.facts("case.loose-end-raised") == [
        {"case_id": str(case_id), "loose_end_id": str(loose_end_id), "kind": kind}
    ]


@every_kind
@pytest.mark.parametrize("who", ["noor", "ewan", "stan", "ines"])
def test_raise_gap_add_action_and_record_risk_find_no_case_for_strangers(kind: str, who: str) -> None:
    case_id = given.owned()
    with pytest.raises(NotVisible):
        RAISES[kind](case_id, who=who)

    assert told.refusals() == [(NAMES[kind][0], "not-visible")]


@every_kind
def test_raise_gap_add_action_and_record_risk_want_words(kind: str) -> None:
    case_id = given.owned()
    with pytest.raises(Invalid) as refused:
        RAISES[kind](case_id, text="  ")

    assert refused.value.field == "text"


@every_kind
def test_raise_gap_add_action_and_record_risk_refuse_once_the_case_is_closed(kind: str) -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(Invalid, match="is closed"):
        RAISES[kind](case_id)


def test_add_action_wants_the_one_organisation_that_answers_for_it() -> None:
    """F16: every action has exactly one accountable organisation."""
    case_id = given.owned()
    with pytest.raises(Invalid) as refused:
        add_action(case_id, accountable=" ")

    assert refused.value.field == "accountable"


@every_kind
@pytest.mark.parametrize("how", Settled)
def test_settle_gap_settle_action_and_settle_risk_say_how_and_by_whom(kind: str, how: Settled) -> None:
    case_id = given.owned()
    loose_end_id = settle(kind, RAISES[kind](case_id), who="omar", how=how)

    with cast.acting("priya"):
        row = KINDS[kind].objects.get(pk=loose_end_id)
        assert (row.settled_how, row.settled_by.username, row.settled_at) == (how, "omar", LATER)
    assert told.facts("case.loose-end-settled") == [
        {"case_id": str(case_id), "loose_end_id": str(loose_end_id), "kind": kind, "how": how.value}
    ]


@every_kind
def test_settle_gap_settle_action_and_settle_risk_find_nothing_for_strangers(kind: str) -> None:
    loose_end_id = RAISES[kind](given.owned())
    with pytest.raises(NotVisible):
        settle(kind, loose_end_id, who="rhys")

    assert told.refusals() == [(NAMES[kind][1], "not-visible")]


@every_kind
def test_settle_gap_settle_action_and_settle_risk_want_words(kind: str) -> None:
    loose_end_id = RAISES[kind](given.owned())
    with pytest.raises(Invalid) as refused:
        settle(kind, loose_end_id, words=" ")

    assert refused.value.field == "words"


@every_kind
def test_settle_gap_settle_action_and_settle_risk_refuse_a_second_time(kind: str) -> None:
    loose_end_id = RAISES[kind](given.owned())
    settle(kind, loose_end_id)

    with pytest.raises(Stale):
        settle(kind, loose_end_id)
    with pytest.raises(Invalid, match="settled already"):
        settle(kind, loose_end_id, version=2)


def test_settle_risk_does_not_accept_what_can_change_at_any_moment() -> None:
    """F27: a low level hides nothing of volatility; such a risk is removed or watched by somebody named."""
    case_id = given.owned()
    risk_id = record_risk(case_id, is_volatile=True)

    with pytest.raises(Invalid, match="change at any moment"):
        settle("risk", risk_id, how=Settled.ACCEPTED)
    settle("risk", risk_id, how=Settled.HANDED_OVER, words="Ms Okafor of the academy watches it from today.")
