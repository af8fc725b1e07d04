"""The first administrator of a platform."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from caseward.accounts.models import User
from caseward.workforce.models import Posting
from tests import roles


pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    said = StringIO()
    with roles.owner():
        call_command("create_administrator", *words, stdout=said)
    return said.getvalue()


def test_the_first_administrator_signs_in_with_the_password_that_is_printed() -> None:
    said = run("Avery", "Avery Nash")
    password = said.split("One-time password: ")[1].split()[0]
    entered = Client().post("/sign-in/", {"login": "avery", "password": password})

    assert entered.headers["Location"] == "/account/first-password/"
    assert not User.objects.get(username="avery").is_demo


def test_the_first_administrator_is_posted_and_qualified() -> None:
    run("avery", "Avery Nash")
    with roles.owner():
        [posting] = Posting.objects.filter(user__username="avery").select_related("unit")
    assert (posting.unit.name, posting.role) == ("Administration", "administrator")


def test_a_user_name_that_is_taken_is_said_and_changes_nothing() -> None:
    with pytest.raises(CommandError, match="already has the user name sam"):
        run("sam", "Another")


def test_without_the_owners_rights_nothing_is_granted() -> None:
    with pytest.raises(Exception, match="row-level security") as refused:
        call_command("create_administrator", "avery", "Avery Nash", stdout=StringIO())

    assert not isinstance(refused.value, CommandError)
