"""The administration area and the people of a unit, as a browser finds them."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from caseward.accounts.models import User
from caseward.organisations.models import Unit
from caseward.workforce.models import Clearance, Posting
from tests import cast, roles, told
from tests.apps.workforce import given


pytestmark = pytest.mark.django_db

PEOPLE = "/administration/"
STAFF_PAGES = ("people/new/", "units/", "units/new/", "forces/new/", "partners/", "partners/new/")
BUT_SAM = [name for name in cast.PEOPLE if name != "sam"]


def page_of(name: str) -> str:
    return f"/administration/people/{cast.person(name).pk}/"


def hidden(page: str) -> dict[str, str]:
    """What travels with the page's own form: proof, key and version."""
    form = page[page.index('<form class="cw-form"') :]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def send(client: Client, address: str, **answers: str) -> Any:
    """Open a form and send it filled in."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()
    return client.post(address, {**hidden(page.content.decode()), **answers})


def day(name: str, when: Any) -> dict[str, str]:
    return {f"{name}-day": str(when.day), f"{name}-month": str(when.month), f"{name}-year": str(when.year)}


@pytest.mark.parametrize("who", BUT_SAM)
def test_nobody_but_the_administrator_enters_the_administration_area(who: str) -> None:
    client = cast.browser(who)
    addresses = [PEOPLE, page_of("omar"), *(PEOPLE + each for each in STAFF_PAGES)]
    addresses += [
        page_of("omar") + each for each in ("post/", "vetting/", "training/", "disable/", "invite/")
    ]

    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 403
    )


def test_the_list_of_people_shows_where_they_work_and_nothing_of_any_record() -> None:
    page = cast.browser("sam").get(PEOPLE).content.decode()

    assert "Priya Sharma" in page
    assert "Northshire Prevent" in page
    assert "It shows nothing of any record." in page


def test_people_are_found_by_words_that_stand_in_no_address() -> None:
    page = cast.browser("sam").post(PEOPLE, {"words": "sharma"}).content.decode()

    assert "Priya Sharma" in page
    assert "Omar Farouk" not in page


def test_somebody_under_attack_is_shown_to_the_administrator() -> None:
    for _ in range(5):
        Client().post("/sign-in/", {"login": "priya", "password": "a wrong password"})
    client = cast.browser("sam")

    assert "Somebody seems to be guessing passwords:" in client.get(PEOPLE).content.decode()
    assert "Somebody is guessing the password" in client.get(page_of("priya")).content.decode()


def test_opening_an_account_shows_a_one_time_password_that_works() -> None:
    answer = send(cast.browser("sam"), PEOPLE + "people/new/", name="Wren Calder", username="Wren")
    [password] = re.findall(r"govuk-panel__title\">([a-z0-9-]{19})<", answer.content.decode())
    client = Client()
    entered = client.post("/sign-in/", {"login": "wren", "password": password})

    assert entered.headers["Location"] == "/account/first-password/"


def test_opening_an_account_twice_with_one_form_opens_one_and_shows_the_same() -> None:
    client = cast.browser("sam")
    sent = hidden(client.get(PEOPLE + "people/new/").content.decode()) | {
        "name": "Wren Calder",
        "username": "wren",
    }
    shown = [
        re.findall(
            r"govuk-panel__title\">([a-z0-9-]{19})<",
            client.post(PEOPLE + "people/new/", sent).content.decode(),
        )
        for _ in range(2)
    ]

    assert shown[0] == shown[1]
    assert User.objects.filter(username="wren").count() == 1


@pytest.mark.parametrize("username", ["Wren Calder", "1wren", "wrén", "w", "wren@example"])
def test_a_user_name_that_is_easily_misread_is_refused(username: str) -> None:
    answer = send(cast.browser("sam"), PEOPLE + "people/new/", name="Wren Calder", username=username)

    assert answer.status_code == 422
    assert "Use letters, digits, full stops and hyphens only" in answer.content.decode()


def test_a_user_name_that_is_taken_is_said_beside_the_question() -> None:
    answer = send(cast.browser("sam"), PEOPLE + "people/new/", name="Another", username="priya")

    assert answer.status_code == 422
    assert "Somebody already has the user name priya." in answer.content.decode()


def test_posting_somebody_in_a_browser_opens_the_work() -> None:
    with given.as_sam() as ctx:
        given.qualify(ctx, "stan", "case-officer")
    unit = Unit.objects.get(name="Northshire Prevent")
    answer = send(
        cast.browser("sam"), page_of("stan") + "post/",
        unit_id=str(unit.pk), role="case-officer", **day("starts_on", given.TODAY),
    )  # fmt: skip

    assert answer.headers["Location"] == page_of("stan")
    assert "northshire-prevent-cases" in given.knows("stan")


def test_the_page_of_a_person_says_what_is_missing() -> None:
    with given.as_sam() as ctx:
        given.post(ctx, "stan")
    page = cast.browser("sam").get(page_of("stan")).content.decode()

    assert "Missing:" in page
    assert "Security check (SC)" in page


def test_ending_a_posting_in_a_browser_shuts_the_work() -> None:
    posting = given.posting_of("priya")
    answer = send(cast.browser("sam"), f"/administration/postings/{posting.pk}/end/", because="Moved")

    assert answer.status_code == 302
    assert given.knows("priya") == set()


def test_confirming_a_posting_in_a_browser() -> None:
    posting = given.posting_of("priya")
    answer = send(cast.browser("sam"), f"/administration/postings/{posting.pk}/confirm/")

    assert answer.status_code == 302
    assert told.facts("posting.confirmed")


def test_recording_and_withdrawing_vetting_in_a_browser() -> None:
    client = cast.browser("sam")
    answer = send(
        client, page_of("stan") + "vetting/", level="SC",
        **day("starts_on", given.MONTH_AGO), **day("ends_on", given.IN_A_MONTH),
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    with roles.owner():
        held = Clearance.objects.get(user=cast.person("stan"))
    answer = send(client, f"/administration/vetting/{held.pk}/withdraw/", because="Under review")

    assert answer.status_code == 302
    assert "Under review" in client.get(page_of("stan")).content.decode()


def test_recording_a_course_in_a_browser() -> None:
    client = cast.browser("sam")
    answer = send(
        client, page_of("stan") + "training/", course="safeguarding", **day("completed_on", given.TODAY)
    )

    assert answer.status_code == 302, answer.content.decode()
    assert "Safeguarding" in client.get(page_of("stan")).content.decode()


def test_disabling_and_enabling_in_a_browser() -> None:
    client, priya = cast.browser("sam"), cast.browser("priya")
    assert send(client, page_of("priya") + "disable/", because="Long-term leave").status_code == 302
    assert priya.get("/account/").status_code == 302
    assert "Long-term leave" in client.get(page_of("priya")).content.decode()

    assert send(client, page_of("priya") + "enable/").status_code == 302
    assert cast.browser("priya").get("/account/").status_code == 200


def test_a_form_without_its_version_is_refused() -> None:
    answer = cast.browser("sam").post(page_of("priya") + "disable/", {"because": "x"})

    assert answer.status_code == 422
    assert cast.person("priya").is_active


def test_the_administrators_own_page_offers_nothing() -> None:
    page = cast.browser("sam").get(page_of("sam")).content.decode()

    assert "recorded by another administrator" in page
    assert page_of("sam") + "post/" not in page


def test_an_administrator_who_tries_it_on_himself_is_refused() -> None:
    unit = Unit.objects.get(name="Northshire Prevent")
    answer = send(
        cast.browser("sam"), page_of("sam") + "post/",
        unit_id=str(unit.pk), role="supervisor", **day("starts_on", given.TODAY),
    )  # fmt: skip

    assert answer.status_code == 403
    assert "Nobody grants himself anything." in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["people/{}/", "postings/{}/end/", "postings/{}/confirm/", "vetting/{}/withdraw/"]
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert cast.browser("sam").get(PEOPLE + address.format(uuid4())).status_code == 404


def test_the_people_of_my_unit_for_its_supervisor() -> None:
    page = cast.browser("beth").get("/my-unit/").content.decode()

    assert "Noor Rahimi" in page
    assert "Posted to Northshire Prevent as intake officer" in page
    assert "Elin Vaughan" not in page


def test_the_people_of_my_unit_shows_others_nothing() -> None:
    for who in ["priya", "noor", "sam", "stan"]:
        page = cast.browser(who).get("/my-unit/").content.decode()

        assert "You supervise no unit." in page


def test_the_people_of_a_unit_for_the_administrator() -> None:
    unit = Unit.objects.get(name="Regional Protected Persons")
    page = cast.browser("sam").get(f"/administration/units/{unit.pk}/people/").content.decode()

    assert "Kit Ashdown" in page


def test_no_administration_page_has_anything_inline() -> None:
    client = cast.browser("sam")
    for address in (PEOPLE, page_of("priya"), *(PEOPLE + each for each in STAFF_PAGES)):
        assert not re.search(r"<script(?![^>]*src=)|\sstyle=", client.get(address).content.decode()), address


def test_posted_people_are_counted_once(django_assert_max_num_queries: Any) -> None:
    client = cast.browser("sam")
    with django_assert_max_num_queries(40):
        client.get(PEOPLE)
    with roles.owner():
        assert Posting.objects.count() == sum(1 for member in cast.MEMBERS.values() if member.role)


@pytest.mark.parametrize(
    ("who", "unit"), [("noor", "Northshire Prevent"), ("sam", "Administration"), ("stan", "")]
)
def test_the_unit_stands_beside_the_name(who: str, unit: str) -> None:
    page = cast.browser(who).get("/account/").content.decode()

    shown = re.findall(r'cw-who__unit">· ([^<]+)<', page)
    assert shown == ([unit] if unit else [])
