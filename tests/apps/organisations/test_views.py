"""Setting up forces, units and partners in a browser."""

import re
from typing import Any

import pytest
from django.test import Client

from caseward.organisations.models import Force, Partner, Unit
from tests import cast


pytestmark = pytest.mark.django_db


def send(client: Client, address: str, **answers: str) -> Any:
    page = client.get(address).content.decode()
    form = page[page.index('<form class="cw-form"') :]
    return client.post(
        address, {**dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)), **answers}
    )


def test_a_force_is_set_up() -> None:
    answer = send(cast.browser("sam"), "/administration/forces/new/", name="Moorland")

    assert answer.headers["Location"] == "/administration/units/"
    assert Force.objects.filter(name="Moorland").exists()


def test_a_unit_is_set_up_and_listed() -> None:
    client, force = cast.browser("sam"), Force.objects.get(name="Southdale")
    answer = send(
        client, "/administration/units/new/", name="Southdale Prevent", kind="PREVENT", force_id=str(force.pk)
    )

    assert answer.status_code == 302, answer.content.decode()
    assert "Southdale Prevent" in client.get("/administration/units/").content.decode()


def test_an_intake_unit_shares_the_referrals_it_takes_in_for() -> None:
    prevent = Unit.objects.get(name="Northshire Prevent")
    answer = send(
        cast.browser("sam"), "/administration/units/new/",
        name="Northshire Intake", kind="INTAKE", force_id=str(prevent.force_id), shares_referrals_with=str(prevent.pk),
    )  # fmt: skip

    assert answer.status_code == 302, answer.content.decode()
    assert (
        Unit.objects.get(name="Northshire Intake").referrals_compartment_id
        == prevent.referrals_compartment_id
    )


def test_what_does_not_fit_is_said_beside_the_question() -> None:
    prevent = Unit.objects.get(name="Northshire Prevent")
    answer = send(
        cast.browser("sam"), "/administration/units/new/",
        name="Southdale Prevent", kind="PREVENT", shares_referrals_with=str(prevent.pk),
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Only an intake unit shares the referrals of another unit." in answer.content.decode()


def test_a_partner_is_registered_and_listed() -> None:
    client = cast.browser("sam")
    answer = send(
        client, "/administration/partners/new/",
        name="Fennel Road School", sector="EDUCATION", post="Designated safeguarding lead", email="dsl@school.example",
    )  # fmt: skip

    assert answer.status_code == 302, answer.content.decode()
    assert Partner.objects.filter(name="Fennel Road School").exists()
    assert "dsl@school.example" in client.get("/administration/partners/").content.decode()


def test_sealed_units_say_that_outsiders_learn_nothing() -> None:
    page = cast.browser("sam").get("/administration/units/").content.decode()

    assert "Nobody: outsiders learn nothing" in page
