"""A link is made by two custodians, who both type the same two references."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.identities import commands, queries
from caseward.identities.models import SealedPair
from caseward.identities.vocabulary import LinkState
from tests import cast, moments, roles
from tests.apps.identities import given


pytestmark = pytest.mark.django_db


def test_propose_link_keeps_the_pair_locked() -> None:
    records = given.two_records()
    link_id = given.proposed(records)

    assert given.link(link_id).state(moments.real_now()) is LinkState.PROPOSED
    assert given.told() == ("identity-link.proposed", "")
    with roles.owner():
        sealed = bytes(SealedPair.objects.get(link_id=link_id).sealed)
    assert all(record.bytes not in sealed for record in records)


def test_propose_link_is_for_custodians() -> None:
    kept_in = given.custodians()
    for who in [name for name in cast.PEOPLE if name not in {"cleo", "ada"}]:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.propose_link(ctx, compartment_id=kept_in, earlier="x", later="y")

        assert given.told_of(who) == ("command.refused", "access.not-known")


@pytest.mark.parametrize(
    "wrong", ["absent", "same record", "same unit", "of a case", "no reference", "a slip"]
)
def test_propose_link_answers_whatever_is_wrong_alike(wrong: str) -> None:
    records = given.two_records()
    earlier, later = given.references(*records)
    in_same_unit = given.record(given.LATER, compartment=given.BEFORE, who="noor")
    typed = {
        "absent": "N·0000-0000",
        "same record": earlier,
        "same unit": given.references(in_same_unit)[0],
        "of a case": "C·0000-0000",
        "no reference": "Ruth Penhallow",
        "a slip": later[:-1] + ("0" if later[-1] != "0" else "1"),
    }[wrong]
    with cast.acting("cleo", now=moments.real_now()) as ctx, pytest.raises(Invalid) as refused:
        commands.propose_link(ctx, compartment_id=given.custodians(), earlier=earlier, later=typed)

    assert str(refused.value).startswith("These are not the references of two records that two units keep.")
    assert given.told() == ("command.refused", "identity.no-such-records")


def test_confirm_link_makes_it_when_the_same_two_are_typed() -> None:
    link_id = given.made()
    link = given.link(link_id)

    assert link.state(moments.real_now()) is LinkState.MADE
    assert {link.created_by_id, link.confirmed_by_id} == {cast.person("cleo").pk, cast.person("ada").pk}
    assert given.told()[0] == "identity-link.confirmed"


def test_confirm_link_is_for_another_custodian() -> None:
    records = given.two_records()
    link_id = given.proposed(records)
    earlier, later = given.references(*records)
    with cast.acting("cleo", now=moments.real_now()) as ctx, pytest.raises(NotPermitted):
        commands.confirm_link(ctx, link_id=link_id, earlier=earlier, later=later)

    assert given.told() == ("command.refused", "identity.same-person")


def test_confirm_link_finds_nothing_for_anybody_else() -> None:
    link_id = given.proposed(given.two_records())
    for who in [name for name in cast.PEOPLE if name not in {"cleo", "ada"}]:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.confirm_link(ctx, link_id=link_id, earlier="x", later="y")

        assert given.told_of(who) == ("command.refused", "not-visible")


def test_confirm_link_counts_wrong_answers_and_ends_it_at_the_third() -> None:
    records = given.two_records()
    link_id = given.proposed(records)
    earlier, later = given.references(*records)
    came = []
    for _each in range(3):
        with cast.acting("ada", now=moments.real_now()) as ctx:
            came.append(commands.confirm_link(ctx, link_id=link_id, earlier=later, later=earlier))

    assert came == ["wrong", "wrong", "mistaken"]
    assert given.told()[0] == "identity-link.not-confirmed"
    with cast.acting("ada", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.confirm_link(ctx, link_id=link_id, earlier=earlier, later=later)
    assert given.told() == ("command.refused", "identity.not-confirmed")


def test_confirm_link_takes_a_slip_of_the_pen_for_none() -> None:
    records = given.two_records()
    link_id = given.proposed(records)
    with cast.acting("ada", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.confirm_link(ctx, link_id=link_id, earlier="N·0000-0001", later="N·0000-0001")

    assert given.link(link_id).wrong_answers == 0


def test_confirm_link_is_refused_at_the_sixtieth_minute_and_not_before() -> None:
    records = given.two_records()
    earlier, later = given.references(*records)
    link_id = given.proposed(records)
    proposed_at = given.link(link_id).created_at
    at_the_end = proposed_at + timedelta(minutes=60)
    with cast.acting("ada", now=at_the_end) as ctx, pytest.raises(Invalid):
        commands.confirm_link(ctx, link_id=link_id, earlier=earlier, later=later)
    with cast.acting("ada", now=at_the_end - timedelta(microseconds=1)) as ctx:
        assert commands.confirm_link(ctx, link_id=link_id, earlier=earlier, later=later) == "made"


def test_confirm_link_is_not_asked_twice() -> None:
    records = given.two_records()
    earlier, later = given.references(*records)
    link_id = given.made(records)
    with cast.acting("ada", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.confirm_link(ctx, link_id=link_id, earlier=earlier, later=later)

    assert given.told() == ("command.refused", "identity.confirmed-already")


def test_a_custodian_reads_references_only_within_a_command() -> None:
    earlier, later = (one.replace("·", "").replace("-", "") for one in given.references(*given.two_records()))
    kept_in = given.custodians()
    for command, found in (("", 0), (str(kept_in), 1)):
        with cast.acting("cleo"), connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [command])
            cursor.execute(queries.HANDLES, [kept_in, earlier, later])
            assert len(cursor.fetchall()) == found


def test_nobody_else_reads_references_even_within_a_command() -> None:
    earlier, later = (one.replace("·", "").replace("-", "") for one in given.references(*given.two_records()))
    kept_in = given.custodians()
    for who in [name for name in cast.PEOPLE if name not in {"cleo", "ada"}]:
        with cast.acting(who), connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(kept_in)])
            cursor.execute(queries.HANDLES, [kept_in, earlier, later])
            assert cursor.fetchall() == []


def test_the_database_knows_no_link_confirmed_by_its_own_proposer() -> None:
    link = given.link(given.proposed(given.two_records()))
    same = {"confirmed_at": link.created_at, "confirmed_by": link.created_by_id}
    with roles.owner(), pytest.raises(IntegrityError, match="confirmed_by_another"), transaction.atomic():
        type(link).objects.filter(pk=link.pk).update(**same)
