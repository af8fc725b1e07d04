"""A rank is recorded of an officer by those who post people, never of oneself; dated, and in the ledger."""

from datetime import date, timedelta
from typing import Any

import pytest

from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.workforce import commands, queries
from caseward.workforce.models import HeldRank
from tests import cast, moments, roles, told
from tests.apps.workforce import given


pytestmark = pytest.mark.django_db

TODAY = given.TODAY


def held(name: str, *, days: int = 0) -> str:
    """The rank that a member of the cast holds so many days from now."""
    with cast.acting(name) as ctx:
        return queries.rank_held(viewer=ctx.actor, on=TODAY + timedelta(days=days))


def record(name: str, rank: str, **more: Any) -> None:
    with given.as_sam() as ctx:
        said: dict[str, Any] = {"user_id": cast.person(name).pk, "rank": rank, "starts_on": TODAY}
        commands.record_rank(ctx, **said | more)


def standing(name: str) -> HeldRank:
    with roles.owner():
        return HeldRank.objects.get(user=cast.person(name), ends_on=None)


def end(who: str, held_rank: HeldRank) -> None:
    with cast.acting(who, now=moments.real_now()) as ctx:
        commands.end_rank(ctx, held_rank_id=held_rank.pk, version=held_rank.version, because="Retired")


def test_record_rank_takes_the_place_of_the_one_that_stood() -> None:
    record("grace", "chief-inspector", starts_on=TODAY + timedelta(days=3))

    assert [held("grace", days=days) for days in (0, 2, 3, 400)] == ["inspector"] * 2 + [
        "chief-inspector"
    ] * 2


def test_record_rank_for_a_time_stands_beside_it() -> None:
    record("grace", "gold-commander", ends_on=TODAY + timedelta(days=2))

    assert [held("grace", days=days) for days in (-1, 0, 1, 2)] == [
        "inspector", "gold-commander", "gold-commander", "inspector",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"rank": "admiral"}, "There is no such rank"),
        ({"rank": "gold-commander"}, "Gold commander is held for a time, 14 days at most"),
        ({"rank": "gold-commander", "ends_on": TODAY + timedelta(days=15)}, "14 days at most"),
        ({"rank": "sergeant", "ends_on": TODAY}, "must lie after the first"),
        ({"rank": "sergeant", "starts_on": date(2019, 1, 1)}, "The rank that stands began later"),
    ],
)
def test_record_rank_refuses_what_cannot_be(said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        record("priya", **said)

    assert held("priya") == "constable"


@pytest.mark.parametrize("who", [name for name in cast.PEOPLE if name != "sam"])
def test_record_rank_refuses_everybody_but_the_administrator(who: str) -> None:
    with cast.acting(who) as ctx, pytest.raises(NotPermitted, match="Only an administrator"):
        commands.record_rank(ctx, user_id=cast.person("rhys").pk, rank="superintendent", starts_on=TODAY)

    assert told.refusals() == [("record_rank", "workforce.not-administrator")]


def test_record_rank_of_oneself_is_refused_to_the_administrator_too() -> None:
    with pytest.raises(NotPermitted, match="Nobody grants himself"):
        record("sam", "superintendent")


def test_record_rank_tells_the_ledger() -> None:
    record("priya", "sergeant")

    assert told.facts("rank.recorded")[-1:] == [
        {"user_id": str(cast.person("priya").pk), "rank": "sergeant", "starts_on": TODAY.isoformat()}
    ]


def test_end_rank_leaves_none() -> None:
    end("sam", standing("priya"))

    assert held("priya") == ""


def test_end_rank_refuses_the_wrong_person_and_oneself() -> None:
    for who in ("priya", "beth", "rhys", "stan"):
        with pytest.raises(NotPermitted):
            end(who, standing("omar"))
    with pytest.raises(NotPermitted, match="Nobody grants himself"):
        end("sam", standing("sam"))

    assert told.refusals()[-1] == ("end_rank", "workforce.oneself")


def test_end_rank_refuses_what_is_no_longer_held() -> None:
    rank = standing("priya")
    end("sam", rank)
    with roles.owner():
        rank.refresh_from_db()
    with pytest.raises(Invalid, match="no longer held"):
        end("sam", rank)


def test_end_rank_tells_the_ledger_no_reason() -> None:
    end("sam", standing("priya"))

    assert told.facts("rank.ended") == [{"user_id": str(cast.person("priya").pk), "rank": "constable"}]


def test_the_administrator_records_and_ends_a_rank_on_its_pages() -> None:
    client = cast.browser("sam")
    address = f"/administration/people/{cast.person('priya').pk}/"
    assert "Constable" in client.get(address).content.decode()
    form = client.get(f"{address}rank/").content.decode()
    assert form.index("Constable") < form.index("Sergeant") < form.index("Gold commander")

    answer = client.post(
        f"{address}rank/",
        {
            "rank": "sergeant",
            "starts_on-day": TODAY.day,
            "starts_on-month": TODAY.month,
            "starts_on-year": TODAY.year,
        },
    )

    assert answer.status_code == 302
    assert held("priya") == "sergeant"
    page = client.get(f"/administration/ranks/{standing('priya').pk}/end/").content.decode()
    assert "Priya Sharma is no longer: Sergeant" in page


def test_whom_to_ask_is_told_to_those_who_know_the_records_alone() -> None:
    def asked(who: str) -> tuple[str, ...]:
        with cast.acting("priya"):
            cases = cast.compartment("northshire-prevent-cases")
        with cast.acting(who) as ctx:
            return queries.who_of_rank(
                viewer=ctx.actor, compartment_id=cases, capability="case.approve", rank="inspector", on=TODAY
            )

    assert asked("priya") == ("Grace Adeyemi",)
    for who in ("rhys", "kit", "stan", "sam"):
        assert asked(who) == ()
