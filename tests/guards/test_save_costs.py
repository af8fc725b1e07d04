"""What a save asks of the database is fixed: a bound for each, and not one statement more for a longer form.

Counted as in `test_page_costs`; a figure may only go down.
"""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from caseward.referrals.vocabulary import ReferralId
from tests import cast, given
from tests.guards.test_page_costs import asked


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

A_REFERRAL, AN_ANSWER, A_NOTE = 14, 14, 13
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
