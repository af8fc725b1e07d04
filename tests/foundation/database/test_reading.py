"""A page asks in one transaction that can only read, and that never outlives the page."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, DataError, OperationalError, connection
from pytest_django import DjangoDbBlocker

from caseward.foundation.access import identity
from caseward.foundation.database import reading


@pytest.fixture(autouse=True)
def outside_of_any_transaction(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """As a request finds the database: the tests here leave nothing behind."""
    with django_db_blocker.unblock():
        yield
        connection.close()


def said(question: str) -> object:
    with reading.asking(), connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def began() -> object:
    return said("select transaction_timestamp()")


def test_a_page_asks_everything_in_one_transaction() -> None:
    with reading.page():
        assert began() == began()
        assert connection.in_atomic_block
    assert not connection.in_atomic_block


def test_without_a_page_each_question_has_its_own() -> None:
    assert began() != began()


def test_a_pause_ends_it_and_the_next_question_begins_another() -> None:
    with reading.page():
        first = began()
        reading.pause()
        assert not connection.in_atomic_block
        assert began() != first


def test_the_transaction_of_a_page_can_only_read() -> None:
    with reading.page():
        assert said("show transaction_read_only") == "on"
        assert said("show transaction_isolation") == "repeatable read"
        with pytest.raises(DatabaseError, match="read-only"):
            said("select sec.end_session('nobody', 'nothing')")


def test_a_question_that_fails_leaves_the_page_able_to_ask() -> None:
    with reading.page():
        with pytest.raises(DataError):
            said("select 1 / 0")
        assert said("select 1") == 1


def test_it_begins_with_the_identity_and_leaves_none_behind() -> None:
    with identity.assume("somebody"), reading.page():
        assert said("select current_setting('app.session', true)") == "somebody"
    assert said("select coalesce(current_setting('app.session', true), '')") == ""


def test_a_line_that_breaks_is_told_once_and_not_again_at_the_end() -> None:
    with reading.page():
        with pytest.raises(OperationalError):
            said("select pg_terminate_backend(pg_backend_pid())")
        assert said("select 1") == 1


def test_an_end_that_fails_takes_nothing_from_the_page() -> None:
    with reading.page():
        assert said("select 1") == 1
        connection.connection.close()
    assert said("select 1") == 1


def test_a_page_that_gives_up_may_write_from_then_on() -> None:
    with reading.page():
        first = began()
        reading.give_up()
        assert said("show transaction_read_only") == "off"
        assert began() != first
    assert not connection.in_atomic_block


def test_what_is_written_apart_has_its_own_transaction_and_the_page_reads_on() -> None:
    with reading.page():
        assert said("show transaction_read_only") == "on"
        with reading.apart():
            assert said("show transaction_read_only") == "off"
        assert not connection.in_atomic_block
        assert said("show transaction_read_only") == "on"
