"""A text that is kept asks what was asked, with the values of now."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.test.utils import CaptureQueriesContext

from caseward.accounts.models import User
from caseward.chronology.models import Entry
from caseward.foundation.access.models import Membership
from caseward.foundation.database.kept import FEW, NotKept, kept
from tests import cast


pytestmark = pytest.mark.django_db


class Side(StrEnum):
    LEFT = "LEFT"
    RIGHT = "RIGHT"


@kept
def named(username: str) -> QuerySet[User]:
    return User.objects.filter(username=username)


@kept
def entries(known: Collection[UUID], about_id: UUID) -> QuerySet[Entry]:
    return Entry.objects.known_in(known).filter(about_id=about_id).select_related("created_by")


@kept
def usernames(ids: Collection[UUID]) -> QuerySet[User, str]:
    return User.objects.filter(pk__in=ids).order_by("username").values_list("username", flat=True)


def test_rows_are_those_of_the_queryset_whatever_is_asked_after_whatever() -> None:
    for username in ("priya", "tess", "nobody at all", "priya"):
        assert named(username) == list(User.objects.filter(username=username))


def test_the_text_is_put_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []

    @kept
    def counted(username: str) -> QuerySet[User]:
        built.append(username)
        return User.objects.filter(username=username)

    for username in ("priya", "tess", "sam"):
        counted.written(username)
    assert len(built) == 1
    assert "priya" not in built


@pytest.mark.parametrize("number", [0, 1, 2, 3, FEW])
def test_lists_of_any_length_are_asked_as_they_are(number: int) -> None:
    people = list(User.objects.order_by("username")[:2])
    ids = [one.pk for one in people[:number]] + [uuid4() for _ in range(number - 2)]
    assert usernames(ids) == [one.username for one in people[:number]]
    assert usernames(frozenset(ids)) == usernames(ids)


@pytest.mark.parametrize(("number", "sign"), [(1, '"compartment_id" = %s'), (2, "any(%s)"), (FEW + 1, None)])
def test_the_length_of_a_list_may_change_the_text(number: int, sign: str | None) -> None:
    known = frozenset(uuid4() for _ in range(number))
    written = entries.written(known, uuid4())
    assert written is not None
    where = written[0].split("WHERE")[1]
    assert ("compartment_id" not in where) if sign is None else (sign in where)


def test_nobody_who_knows_nothing_is_answered() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert entries(frozenset(), uuid4()) == []
    assert not asked.captured_queries


def test_a_related_record_comes_along() -> None:
    question = kept(lambda user_id: Membership.objects.filter(user_id=user_id).select_related("compartment"))
    priya = cast.person("priya").pk
    found = question(priya)
    with CaptureQueriesContext(connection) as asked:
        assert {one.compartment.pk for one in found} == {one.compartment.pk for one in question.ask(priya)}
    assert len(asked.captured_queries) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("pk", uuid4()),
        ("text", "words"),
        ("occurred_year", 2026),
        ("occurred_from", date(2026, 11, 22)),
        ("created_at", datetime(2026, 11, 22, 9, tzinfo=UTC)),
    ],
)
def test_values_of_each_kind_are_parameters(column: str, value: Any) -> None:
    question = kept(lambda one: Entry.objects.filter(**{column: one}))
    written = question.written(value)
    assert written is not None
    assert written[1] == (value,)
    assert question(value) == []


def test_an_enumeration_is_part_of_the_question() -> None:
    question = kept(lambda side, name: User.objects.filter(username=name, is_demo=side is Side.LEFT))
    left, right = question.written(Side.LEFT, "priya"), question.written(Side.RIGHT, "priya")
    assert left is not None
    assert right is not None
    assert left != right


@pytest.mark.parametrize(
    "ask",
    [
        lambda word: User.objects.filter(username__icontains=word),
        lambda word: User.objects.filter(username__in=[word, "priya"]).exclude(username__startswith=word),
        lambda word: User.objects.filter(username="priya" if word else "tess"),
        lambda _: User.objects.all(),
        lambda word: User.objects.filter(username=word.upper()),
        lambda word: User.objects.filter(username=word).none(),
    ],
    ids=["pattern", "part of a pattern", "decided by it", "left out", "another than given", "nothing at all"],
)
def test_a_value_that_is_not_a_parameter_is_refused(ask: Any) -> None:
    with pytest.raises(NotKept):
        kept(ask)("priya")


def test_values_of_a_list_that_are_parameters_one_by_one_are_refused() -> None:
    with pytest.raises(NotKept):
        kept(lambda years: Entry.objects.filter(occurred_year__in=years))([2025, 2026])


def test_a_tuple_is_several_values() -> None:
    question = kept(lambda pair: User.objects.filter(username=pair[0]).exclude(name__in=pair[1]))
    assert [one.username for one in question(("priya", ["Nobody"]))] == ["priya"]
    assert question(("priya", [cast.person("priya").name, "Nobody"])) == []


def test_a_viewer_or_a_name_for_a_value_is_refused() -> None:
    with pytest.raises(NotKept):
        entries(cast.person("priya"), uuid4())  # type: ignore[arg-type]  # what is tried
    with pytest.raises(TypeError):
        named(username="priya")


def test_a_question_within_a_question_is_kept_whole() -> None:
    newest = Entry.objects.filter(created_by_id=OuterRef("pk"))
    question = kept(lambda name: User.objects.annotate(wrote=Exists(newest)).filter(username=name))
    assert [vars(one)["wrote"] for one in question("priya")] == [False]
