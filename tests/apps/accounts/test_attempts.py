"""Tries of a password, counted even when they come at the same moment; and what the door forgets."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client

from caseward.accounts import jobs
from caseward.accounts.entrance import attempts
from caseward.accounts.models import FailedSignIn
from caseward.accounts.vocabulary import SETUP
from caseward.foundation.commands import Context
from tests import cast, moments, roles


def try_once(name: str) -> int:
    try:
        return attempts.begin(name).wait
    finally:
        connection.close()


@pytest.fixture
def a_crowd() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=12) as crowd:
        yield crowd


@pytest.mark.commits
@pytest.mark.usefixtures("real_commits")
def test_of_many_tries_at_the_same_moment_five_are_let_through(a_crowd: ThreadPoolExecutor) -> None:
    waits = list(a_crowd.map(try_once, ["priya"] * 12))

    assert sorted(waits)[:5] == [0] * 5
    assert all(0 < wait <= 42 for wait in sorted(waits)[5:])


@pytest.mark.django_db
def test_a_right_password_is_no_failure() -> None:
    attempt = attempts.begin("priya")
    attempts.forgive(attempt)

    with roles.owner():
        assert not FailedSignIn.objects.exists()


@pytest.mark.django_db
def test_a_try_keeps_no_word_of_what_was_typed() -> None:
    attempts.begin("my password, typed into the wrong box")

    with roles.owner():
        [kept] = FailedSignIn.objects.all()
    assert (kept.user_id, len(bytes(kept.name_digest))) == (None, 32)


@pytest.mark.django_db
def test_tries_are_forgotten_after_a_day() -> None:
    attempts.begin("priya")
    with roles.owner():
        FailedSignIn.objects.update(at=moments.real_now() - timedelta(days=1, minutes=1))
    attempts.begin("omar")

    with roles.owner():
        assert [each.user_id for each in FailedSignIn.objects.all()] == [cast.person("omar").pk]


@pytest.mark.django_db
def test_slow_wrong_passwords_do_not_close_a_name() -> None:
    for _ in range(5):
        attempts.begin("priya")
        with roles.owner(), connection.cursor() as cursor:
            cursor.execute("update accounts_failedsignin set at = at - interval '20 seconds'")

    assert attempts.begin("priya").wait == 0


@pytest.mark.django_db
def test_a_password_of_ten_megabytes_is_refused_before_anybody_looks() -> None:
    answer = Client().post("/sign-in/", {"login": "priya", "password": "x" * 10_000_000})

    assert answer.status_code == 413
    with roles.owner():
        assert not FailedSignIn.objects.exists()


@pytest.mark.django_db
def test_the_door_forgets_what_is_long_over() -> None:
    cast.browser("priya")
    cache.set("kept", "y", timeout=3600)
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("update django_session set expire_date = now() - interval '1 minute'")
        cursor.execute("insert into accounts_cache values ('over', '', now() - interval '1 minute')")
    cast.browser("omar")
    jobs.forget(Context(actor=SETUP, now=moments.real_now()))

    assert Session.objects.count() == 1
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("select count(*) filter (where cache_key = 'over'), count(*) > 0 from accounts_cache")
        assert cursor.fetchone() == (0, True)
