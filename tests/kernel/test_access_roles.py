"""Roles: who may hold what, and who never sees a person."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.access import CAPABILITIES, Role


def role(**changes: Any) -> Role:
    values: dict[str, Any] = {
        "key": "case-officer",
        "version": "1",
        "title": "Case officer",
        "description": "Works cases.",
        "capabilities": frozenset({"case.read", "case.write"}),
        "vetting": ("MV",),
        "training": ("data-protection",),
        "sees_people": True,
        "source": ("SEED3",),
        "effective_from": date(2026, 11, 1),
    }
    return Role(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        pytest.param({"capabilities": frozenset({"case.reed"})}, "no capability “case.reed”", id="misspelt"),
        pytest.param({"sees_people": False}, "cannot hold “case.read”", id="reads cases and sees nobody"),
        pytest.param(
            {"capabilities": frozenset({"ledger.read", "pack.read"}), "sees_people": False},
            "cannot hold “pack.read”",
            id="reads packs and sees nobody",
        ),
        pytest.param(
            {"capabilities": frozenset({"account.administer"})},
            "sees no people",
            id="administers and sees people",
        ),
        pytest.param(
            {"capabilities": frozenset({"account.administer", "case.read"}), "sees_people": False},
            "cannot hold “case.read”",
            id="administers and reads cases",
        ),
    ],
)
def test_a_role_refuses(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        role(**changes)


def test_a_role_that_only_configures_is_sound() -> None:
    configuring = frozenset({"account.administer", "posting.administer", "organisation.configure"})
    assert role(capabilities=configuring, sees_people=False).capabilities == configuring


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_a_role_is_in_force_from_its_first_day_until_it_ceases(on: date, in_force: bool) -> None:  # noqa: FBT001
    assert role(effective_until=date(2027, 4, 1)).is_in_force(on=on) is in_force


def test_a_role_without_an_end_does_not_cease() -> None:
    assert role().is_in_force(on=date(2126, 1, 1))


@given(st.frozensets(st.sampled_from(sorted(CAPABILITIES))), st.booleans())
def test_no_role_at_all_administers_accounts_and_sees_a_person(held: frozenset[str], sees: bool) -> None:  # noqa: FBT001
    try:
        made = role(capabilities=held, sees_people=sees)
    except ValueError:
        return
    reveals = any(CAPABILITIES[key].reveals for key in made.capabilities)
    assert not (reveals and "account.administer" in made.capabilities)
    assert made.sees_people or not reveals
