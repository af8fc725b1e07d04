"""A demonstration never runs where real people are, nor loads itself twice."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from caseward.accounts.models import User
from caseward.demo import people
from caseward.demo.refusing import refuse_real_people
from tests import roles


pytestmark = pytest.mark.django_db


@pytest.fixture
def stays_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check closes its connection, which here is the test's own."""
    monkeypatch.setattr("caseward.demo.refusing.connection.close", lambda: None)


def test_the_cast_alone_may_be_demonstrated(stays_connected: None) -> None:
    refuse_real_people(is_demo=True)


def test_a_real_account_stops_a_demonstration(stays_connected: None) -> None:
    with roles.owner():
        User.objects.create(username="somebody", name="Somebody Real", password="!")

    with pytest.raises(ImproperlyConfigured, match="database of its own"):
        refuse_real_people(is_demo=True)
    refuse_real_people(is_demo=False)


def test_a_demonstration_is_loaded_into_an_empty_database_only(settings: Any) -> None:
    settings.CASEWARD_DEMO = True
    with pytest.raises(CommandError, match="holds accounts already"):
        call_command("load_demo", referrals=1)


def test_a_demonstration_is_loaded_in_demonstration_mode_only(settings: Any) -> None:
    settings.CASEWARD_DEMO = False
    with pytest.raises(CommandError, match="CASEWARD_DEMO=1"):
        call_command("load_demo", referrals=1)


def test_the_same_seed_makes_the_same_people_and_some_come_again_misspelt() -> None:
    one, other = list(people.people(40)), list(people.people(40))
    births = [form["individual.date_of_birth"] + form["individual.forenames"] for form in one]

    assert one == other
    assert len(set(births)) < len(births)
