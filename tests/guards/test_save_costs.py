"""What a save asks of the database is fixed: a bound for each, and not one statement more for a longer form.

Counted as in `test_page_costs`; a figure may only go down.
"""

from collections.abc import Callable, Mapping
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from caseward.cases import commands as cases
from caseward.referrals.vocabulary import ReferralId
from tests import cast, given
from tests.apps.cases.test_taking_over import former
from tests.apps.chronology.given import CALL
from tests.guards.test_page_costs import asked


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# A contact asks besides how often other units had to do with the person: his four kinds of fact, and the count.
A_REFERRAL, AN_ANSWER, A_NOTE, A_CONTACT = 13, 14, 13, 28
A_CASE = 13
NARRATIVE = "concerns.concern_narrative"
LONG: Mapping[str, str] = {
    **given.CALLUM,
    "individual.emails": "callum@example.org, c.hartwright@example.net",
    "individual.aliases": "Cal, Jim Hart",
    "referrer.phone": "07700 900456",
}


def sent(browser: Client, where: str, fields: Mapping[str, object]) -> list[str]:
    """What is asked when the form is sent, the same form having been sent once before."""
    with asked() as found:
        answer = browser.post(where, dict(fields))
    assert answer.status_code == 302, answer.content.decode()
    return found.statements


def correct(browser: Client, referral_id: ReferralId, version: int) -> list[str]:
    where = reverse("referrals:correct", args=[referral_id, NARRATIVE])
    return sent(browser, where, {NARRATIVE: f"Said again {version}", "version": version})


def test_a_referral_is_saved_in_a_fixed_number_of_statements() -> None:
    noor, where = cast.browser("noor"), reverse("referrals:take")
    sent(noor, where, given.CALLUM)

    short = sent(noor, where, {NARRATIVE: "Says little."})
    long = sent(noor, where, LONG)

    assert len(short) == len(long) <= A_REFERRAL, "\n".join(long)


def test_an_answer_is_edited_in_a_fixed_number_of_statements() -> None:
    noor = cast.browser("noor")
    correct(noor, given.taken(), 1)

    few = correct(noor, given.taken({NARRATIVE: "Says little."}), 1)
    many = correct(noor, given.taken(LONG), 1)

    assert len(few) == len(many) <= AN_ANSWER, "\n".join(many)


def test_a_note_is_saved_in_a_fixed_number_of_statements() -> None:
    priya, where = cast.browser("priya"), reverse("cases:note", args=[given.owned()])
    note = {"text": "Spoke with the school by telephone.", "nature": "FACT"}

    first, second, third = (sent(priya, where, note) for _ in range(3))

    assert len(second) == len(third) <= A_NOTE, "\n".join(first)


def test_a_contact_is_saved_in_a_fixed_number_of_statements() -> None:
    case_id = given.owned()

    _, second, third = (
        in_one_command("priya", cases.add_entry, case_id=case_id, entered=CALL) for _ in range(3)
    )

    assert len(second) == len(third) <= A_CONTACT, "\n".join(second)


def test_a_case_is_taken_over_in_a_fixed_number_of_statements() -> None:
    with cast.acting("beth"):
        unit = cast.compartment(given.REFERRALS)
    take = partial(in_one_command, "beth", cases.take_over_cases, compartment_id=unit)

    _, one, many = (take(former=[former(n, stage="support") for n in range(count)]) for count in (1, 1, 5))

    assert len(one) == len(many) <= A_CASE, "\n".join(one)


def in_one_command(who: str, verb: Callable[..., object], **said: object) -> list[str]:
    """What a command asks, its clocks and the ledger with it."""
    with cast.acting(who) as ctx, asked() as found:
        verb(ctx, **said)
    return found.statements
