"""A field is put right on a page of its own, which is shown again only when there is something left to say."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caseward.foundation.ledger.models import Entry
from caseward.referrals.models import Answer
from caseward.referrals.vocabulary import ReferralId
from tests import cast, given, roles


pytestmark = pytest.mark.django_db

BORN = "individual.date_of_birth"


def send(browser: Client, referral_id: ReferralId, typed: str, *, version: int = 1, field: str = BORN) -> Any:
    where = reverse("referrals:correct", args=[referral_id, field])
    return browser.post(where, {field: typed, "version": version})


def events_since(sequence: int) -> list[str]:
    with roles.owner():
        found = Entry.objects.filter(sequence__gt=sequence).order_by("sequence")
        return list(found.values_list("event", flat=True))


def last() -> int:
    with roles.owner():
        return Entry.objects.order_by("-sequence").values_list("sequence", flat=True)[0]


def value(referral_id: ReferralId, field: str = BORN) -> object:
    with cast.acting("noor"):
        return Answer.objects.get(referral_id=referral_id, field=field).value


def test_what_is_put_right_is_not_read_once_more_for_it() -> None:
    referral_id, noor = given.taken(), cast.browser("noor")
    before = last()

    answer = send(noor, referral_id, "15/03/2009")

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("referrals:check", args=[referral_id]))
    assert value(referral_id) == "2009-03-15"
    assert events_since(before) == ["referral.answer-corrected"]


def test_what_cannot_be_read_comes_back_with_its_words_and_what_is_on_record() -> None:
    referral_id, noor = given.taken(), cast.browser("noor")

    answer = send(noor, referral_id, "31/02/2009")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="31/02/2009"' in page
    assert "14/03/2009" in page
    assert value(referral_id) == "2009-03-14"


def test_what_another_has_put_right_meanwhile_is_shown_beside_it() -> None:
    referral_id, noor = given.taken(), cast.browser("noor")
    assert send(noor, referral_id, "15/03/2009").status_code == 302

    answer = send(noor, referral_id, "16/03/2009")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "16/03/2009" in page
    assert "15 March 2009" in page or "15/03/2009" in page
    assert 'name="settled_version" value="2"' in page
    assert value(referral_id) == "2009-03-15"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("field", ["individual.shoe_size", "individual"])
def test_a_field_that_the_form_does_not_have_is_not_there(method: str, field: str) -> None:
    referral_id, noor = given.taken(), cast.browser("noor")

    assert getattr(noor, method)(reverse("referrals:correct", args=[referral_id, field])).status_code == 404


def test_a_referral_of_another_unit_is_not_there_to_be_put_right() -> None:
    referral_id, other = given.taken(), cast.browser("rhys")

    assert send(other, referral_id, "15/03/2009").status_code == 404
    assert send(other, referral_id, "31/02/2009").status_code == 404
    assert value(referral_id) == "2009-03-14"
