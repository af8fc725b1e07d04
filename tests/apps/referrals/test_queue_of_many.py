"""The queue of a unit with thousands of undecided referrals: no page of it reads or sorts the rest."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from caseward.foundation.paging import END, START, Page, Place
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.referrals import queries
from tests import cast, given, questions, roles


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MANY = 5_000
NOW = cast.NOW + timedelta(hours=1)
PAGE = 26  # rows of a page, and the one that says that there are more
TABLES = ("referrals_referral", "referrals_answer")


def columns(table: str, *but: str) -> str:
    """All but what each row has for itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select string_agg(attname, ', ' order by attnum) from pg_attribute where attrelid = %s::regclass "
            "and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all(%s)",
            [table, ["id", *but]],
        )
        return str(cursor.fetchall()[0][0])


@pytest.fixture
def crowded() -> None:
    """One referral that was taken in, five thousand times with its answers; a fifth has nothing due."""
    referral_id = given.taken()
    referral = columns("referrals_referral", "reference", "next_due_at")
    answer = columns("referrals_answer", "referral_id")
    written = [references.reference(references.Kind.REFERRAL, number=n) for n in range(MANY)]
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in TABLES:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(
            f"insert into referrals_referral (id, reference, next_due_at, {referral}) "  # noqa: S608  names of columns
            "select md5(n::text)::uuid, said, "
            f"case when n %% 5 > 0 then next_due_at + n * interval '1 minute' end, {referral} "
            "from referrals_referral, unnest(%s::text[]) with ordinality one(said, n) where id = %s",
            [written, referral_id],
        )
        cursor.execute(
            f"insert into referrals_answer (id, referral_id, {answer}) "  # noqa: S608  names of columns
            f"select gen_random_uuid(), md5(n::text)::uuid, {answer} "
            "from referrals_answer, generate_series(1, %s) n where referral_id = %s",
            [MANY, referral_id],
        )
        for table in TABLES:
            cursor.execute(f"alter table {table} enable trigger user")
            cursor.execute(f"analyze {table}")


def plan(call: Callable[[], Page[Any]]) -> tuple[dict[str, Any], Page[Any]]:
    """What the question for the rows cost, and the page it gave."""
    (statement, params), page = questions.of_page(call)
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, buffers, timing off, format json) {statement}", params)
        [(found,)] = cursor.fetchall()
    return found[0]["Plan"], page


def nodes(of: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield of
    for below in of.get("Plans", []):
        yield from nodes(below)


def deep(viewer: Actor) -> Place:
    """A page in the middle of all."""
    place = START
    for _ in range(MANY // PAGE // 2):
        following = queries.queue(viewer=viewer, now=NOW, place=place).next
        assert following
        place = following
    return place


def test_any_page_of_a_long_queue_reads_its_own_rows_and_no_other(crowded: None) -> None:
    with cast.acting("noor", now=NOW) as ctx:
        viewer = ctx.actor
        places = {"first": START, "deep": deep(viewer), "last": END}
        found = {
            name: plan(lambda place=place: queries.queue(viewer=viewer, now=NOW, place=place))  # type: ignore[misc]
            for name, place in places.items()
        }

    cost = {
        name: asked["Shared Hit Blocks"] + asked["Shared Read Blocks"] for name, (asked, _) in found.items()
    }
    for name, (asked, page) in found.items():
        [read] = [one for one in nodes(asked) if one.get("Relation Name") == "referrals_referral"]
        assert len(page.rows) == PAGE - 1
        assert (read["Node Type"], read["Index Name"]) == ("Index Scan", "referrals_queue_of_unit"), name
        assert (read["Actual Rows"], read["Rows Removed by Filter"]) == (PAGE, 0), name
        assert cost[name] <= 1.2 * cost["first"], cost
