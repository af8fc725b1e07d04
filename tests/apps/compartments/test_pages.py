"""The pages on which somebody says who may know, as a browser sends them."""

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast, given
from tests.apps.cases.pages import text, yesterday
from tests.apps.compartments.given import WHY, day, excluded, granted, sees


pytestmark = pytest.mark.django_db


def url(name: str, *parts: object) -> str:
    return reverse(f"compartments:{name}", args=parts)


def who(client: Client, case_id: UUID) -> str:
    return text(client.get(reverse("cases:who", args=[case_id])))


def test_a_supervisor_gives_access_renews_it_and_ends_it() -> None:
    case_id, beth = given.owned(now=yesterday()), cast.browser("beth")
    asked = {"name": "rhys", "extent": "READ", "because": WHY, **day("ends_on", given.later(days=40).date())}
    assert "This opens everything that is kept in" in text(beth.get(url("grant", case_id)))
    assert beth.post(url("grant", case_id), asked).status_code == 302
    shown = who(beth, case_id)
    assert f"Granted by Beth Lindqvist because {WHY}" in shown
    assert "By name" in shown

    page = beth.get(reverse("cases:who", args=[case_id])).content.decode()
    [renew] = re.findall(r'href="([^"]+/renew/)"', page)
    [end] = re.findall(r'href="([^"]+/end/)"', page)
    assert beth.post(renew, {"version": 1, **day("ends_on", given.later(days=90).date())}).status_code == 302
    assert beth.post(end, {"version": 2, "because": "Done."}).status_code == 302
    assert "Granted by" not in who(beth, case_id)


def test_the_suggested_end_is_three_months_away() -> None:
    page = cast.browser("beth").get(url("grant", given.owned(now=yesterday()))).content.decode()
    assert re.findall(r'name="ends_on-year"[^>]* value="(\d{4})"', page)


def test_a_refusal_stands_on_its_question() -> None:
    case_id, beth = given.owned(now=yesterday()), cast.browser("beth")
    asked = {"name": "stan", "extent": "READ", "because": WHY, **day("ends_on", given.later(days=40).date())}
    answer = beth.post(url("grant", case_id), asked)

    assert answer.status_code == 422
    assert "Nobody of that name can be given access" in text(answer)


def test_who_declares_a_conflict_learns_nothing_afterwards() -> None:
    case_id, omar = given.owned(now=yesterday()), cast.browser("omar")
    assert omar.get(reverse("cases:file", args=[case_id])).status_code == 200
    assert omar.post(url("declare", case_id), {"because": "A cousin of mine."}).status_code == 302

    for name in ("file", "who", "chronology", "plan", "decisions", "files"):
        assert omar.get(reverse(f"cases:{name}", args=[case_id])).status_code == 404
    assert omar.get(url("declare", case_id)).status_code == 404


def test_a_supervisor_shuts_out_sees_it_and_lets_in_again() -> None:
    case_id, beth = given.owned(now=yesterday()), cast.browser("beth")
    asked = {
        "user_id": str(cast.person("omar").pk),
        "because": "A cousin of the person.",
        "keeping": "WITHOUT",
    }
    assert beth.post(url("exclude", case_id), asked).status_code == 302
    assert "Who is shut out" in who(beth, case_id)
    assert "omar" not in sees(case_id)
    page = beth.get(reverse("cases:who", args=[case_id])).content.decode()
    [lift] = re.findall(r'href="([^"]+/lift/)"', page)
    assert "A cousin of the person." in text(beth.get(lift))
    assert beth.post(lift, {"version": 1, "because": "A mistake."}).status_code == 302
    assert "omar" in sees(case_id)


def test_who_is_shut_out_is_shown_to_those_who_may_say_so() -> None:
    case_id = given.owned(now=yesterday())
    excluded(case_id, "omar")

    assert "Who is shut out" in who(cast.browser("beth"), case_id)
    assert "Who is shut out" not in who(cast.browser("priya"), case_id)


@pytest.mark.parametrize("name", ["grant", "exclude"])
def test_an_officer_is_shown_no_form_that_he_could_not_send(name: str) -> None:
    case_id = given.owned(now=yesterday())
    granted(case_id)

    assert cast.browser("priya").get(url(name, case_id)).status_code == 403
    assert cast.browser("elin").get(url(name, case_id)).status_code == 404


def people(*names: str) -> list[str]:
    return [str(cast.person(name).pk) for name in names]


def test_a_case_is_sealed_by_two_and_given_back_by_two() -> None:
    case_id = given.owned(now=yesterday())
    beth, grace, omar = (cast.browser(name) for name in ("beth", "grace", "omar"))
    asked = {"people": people("grace"), "reach": "SILENT", "because": "Somebody here knows the family."}
    assert beth.post(url("restrict", case_id), asked).status_code == 302
    assert omar.get(reverse("cases:file", args=[case_id])).status_code == 200

    page = text(grace.get(url("keys", case_id)))
    assert "Seal the case" in page
    assert "Asked by Beth Lindqvist" in page
    mine = beth.post(url("keys", case_id), {"version": 1, "agrees": "yes"})
    assert mine.status_code == 403
    assert grace.post(url("keys", case_id), {"version": 1, "agrees": "yes"}).status_code == 302
    assert omar.get(reverse("cases:file", args=[case_id])).status_code == 404
    assert "Named for this case" in who(beth, case_id)

    assert grace.post(url("give-back", case_id), {"because": "It is over."}).status_code == 302
    assert beth.post(url("keys", case_id), {"version": 1, "agrees": "yes"}).status_code == 302
    assert omar.get(reverse("cases:file", args=[case_id])).status_code == 200


def test_a_case_is_kept_for_named_people_at_once_where_others_may_learn_of_it() -> None:
    case_id, beth = given.owned(now=yesterday()), cast.browser("beth")
    asked = {"people": people("grace"), "reach": "POINTERS", "because": "A conflict in the unit."}

    assert beth.post(url("restrict", case_id), asked).status_code == 302
    assert sees(case_id) == {"priya", "beth", "grace"}


def test_a_second_person_who_says_no_says_why() -> None:
    case_id = given.owned(now=yesterday())
    beth, grace = cast.browser("beth"), cast.browser("grace")
    asked = {"people": people("grace"), "reach": "SILENT", "because": "Somebody here knows the family."}
    beth.post(url("restrict", case_id), asked)

    assert grace.post(url("keys", case_id), {"version": 1, "agrees": "no"}).status_code == 422
    answer = grace.post(url("keys", case_id), {"version": 1, "agrees": "no", "because": "Not needed."})
    assert answer.status_code == 302
    assert "Nothing waits" in text(grace.get(url("keys", case_id)))
