"""A question about many ids has one text, however many they are."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from caseward.foundation.access.models import Compartment, Membership
from tests import roles


def text(found: "QuerySet[Compartment] | QuerySet[Membership]") -> str:
    return str(found.query.sql_with_params()[0])


@pytest.mark.parametrize(("model", "column"), [(Compartment, "pk"), (Membership, "compartment")])
def test_two_ids_and_three_are_asked_about_in_the_same_words(
    model: type[Compartment] | type[Membership], column: str
) -> None:
    two, three = (model.objects.filter(**{f"{column}__in": [uuid4() for _ in range(n)]}) for n in (2, 3))

    assert text(two) == text(three)
    assert "= any(%s)" in text(two)


def test_a_question_inside_a_question_stays_one() -> None:
    inner = Compartment.objects.filter(key="north").values("pk")

    assert " IN (SELECT" in text(Membership.objects.filter(compartment__in=inner))


@pytest.mark.django_db
def test_it_finds_those_and_no_others() -> None:
    with roles.owner():
        some = [Compartment.objects.create(key=str(number), title="A unit") for number in range(3)]
        ids: list[UUID | str] = [some[0].pk, str(some[1].pk), some[0].pk, uuid4()]

        assert set(Compartment.objects.filter(pk__in=ids)) == set(some[:2])
        assert set(Compartment.objects.exclude(pk__in=ids[:2])) >= {some[2]}
        assert not set(Compartment.objects.exclude(pk__in=ids[:2])) & set(some[:2])


@pytest.mark.django_db
def test_about_no_id_nothing_is_asked() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert list(Compartment.objects.filter(pk__in=[])) == []

    assert len(asked) == 0
