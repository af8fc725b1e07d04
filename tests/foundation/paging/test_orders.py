"""Walking through a list page by page: every row once, in order, back as it was forward, whatever comes meanwhile."""

import base64
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseward.accounts.models import User
from caseward.foundation.access.models import Compartment
from caseward.foundation.paging import END, START, Key, Order, Page, Place, cursors
from tests import roles
from tests.foundation.sample.models import Box


pytestmark = pytest.mark.django_db

SIZE = 3
BEGAN = datetime(2026, 11, 20, 9, tzinfo=UTC)
WHEN, CLOSED, ID = Key("created_at", datetime), Key("closed_at", datetime, may_lack=True), Key("id")
ORDERS = [
    Order((CLOSED, WHEN, ID)),
    Order((CLOSED, WHEN, ID), descending=True),
    Order((WHEN, ID), descending=True),
    Order((Key("label", str, told=False), ID)),
    Order((Key("label", str, told=False), ID), descending=True),
]

few = st.integers(0, 2).map(lambda hours: BEGAN + timedelta(hours=hours))
rows_of_ties = st.lists(st.tuples(few, st.none() | few, st.sampled_from("abc")), max_size=14)
worlds = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def nobody() -> Iterator[User]:
    """Who made every box; what is tried here is sorting, so the owner reads, from whom nothing is hidden."""
    with roles.owner():
        yield User.objects.create(username="nobody", name="Nobody")


def filled(nobody: User, rows: Sequence[tuple[datetime, datetime | None, str]]) -> list[Box]:
    """Only these boxes, written past every guard as the owner may."""
    with connection.cursor() as cursor:
        cursor.execute("delete from sample_box")
    return added(nobody, rows)


def added(nobody: User, rows: Sequence[tuple[datetime, datetime | None, str]]) -> list[Box]:
    kept = Compartment.objects.get_or_create(key="paging", title="Paging")[0]
    return Box.objects.bulk_create(
        Box(compartment=kept, created_by=nobody, created_at=created, closed_at=closed, label=label)
        for created, closed, label in rows
    )


def ids(page: Page[Box]) -> list[UUID]:
    return [box.pk for box in page.rows]


def sorted_by(order: Order) -> list[UUID]:
    return [box.pk for box in Box.objects.order_by(*order.by())]


def forward(order: Order) -> list[Page[Box]]:
    pages = [order.page(Box.objects.all(), START, size=SIZE)]
    while pages[-1].next:
        pages.append(order.page(Box.objects.all(), pages[-1].next, size=SIZE))
    return pages


@pytest.mark.parametrize("order", ORDERS)
@worlds
@given(rows=rows_of_ties)
def test_walking_forward_shows_each_row_once_and_in_order(order: Order, rows: Any, nobody: User) -> None:
    filled(nobody, rows)

    assert [one for page in forward(order) for one in ids(page)] == sorted_by(order)


@pytest.mark.parametrize("order", ORDERS)
@worlds
@given(rows=rows_of_ties)
def test_walking_back_shows_the_same_pages(order: Order, rows: Any, nobody: User) -> None:
    filled(nobody, rows)
    there = forward(order)

    back = [there[-1]]
    while back[-1].previous:
        back.append(order.page(Box.objects.all(), back[-1].previous, size=SIZE))

    assert [ids(page) for page in back[::-1]] == [ids(page) for page in there]
    assert [page.has_next for page in back[::-1]] == [page.has_next for page in there]


@pytest.mark.parametrize("order", ORDERS)
@worlds
@given(rows=rows_of_ties)
def test_the_end_shows_the_last_rows_and_leads_back_to_the_first(
    order: Order, rows: Any, nobody: User
) -> None:
    filled(nobody, rows)
    page = order.page(Box.objects.all(), END, size=SIZE)

    assert ids(page) == sorted_by(order)[-SIZE:]
    assert not page.has_next
    while page.previous:
        page = order.page(Box.objects.all(), page.previous, size=SIZE)
    assert ids(page) == sorted_by(order)[:SIZE]


@pytest.mark.parametrize("order", ORDERS)
@worlds
@given(rows=rows_of_ties, more=rows_of_ties)
def test_what_is_added_between_two_pages_makes_no_row_appear_twice(
    order: Order, rows: Any, more: Any, nobody: User
) -> None:
    before = {box.pk for box in filled(nobody, rows)}
    page = order.page(Box.objects.all(), START, size=SIZE)
    seen = ids(page)
    while page.next:
        added(nobody, more[:1])
        more = more[1:]
        page = order.page(Box.objects.all(), page.next, size=SIZE)
        seen += ids(page)

    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_a_list_whose_later_rows_have_gone_begins_again(nobody: User) -> None:
    boxes = filled(nobody, [(BEGAN + timedelta(hours=n), None, "a") for n in range(5)])
    order = ORDERS[0]
    first = order.page(Box.objects.all(), START, size=SIZE)
    assert first.next
    second = order.page(Box.objects.all(), first.next, size=SIZE)
    left = Box.objects.exclude(pk__in=[box.pk for box in boxes[3:]])

    assert ids(order.page(left, first.next, size=SIZE)) == ids(first)
    assert second.previous
    few = Box.objects.exclude(pk=boxes[0].pk)
    page = order.page(few, second.previous, size=SIZE)
    assert ids(page) == [box.pk for box in boxes[1:4]]
    assert page.has_next


def test_an_empty_list_has_no_pages_beside_it(nobody: User) -> None:
    filled(nobody, [])

    for place in (START, END):
        page = ORDERS[0].page(Box.objects.all(), place)
        assert (page.rows, page.previous, page.next) == ((), None, None)


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


NOBODY = UUID("00000000-0000-4000-8000-000000000001")
NOWHERE = [
    "x", "====", "é", "a" * 400, "%00", "\x00", encoded("\x00"), encoded("1~2"), encoded("~~"), encoded("~~x"),
    encoded(f"2026-11-20T09:00:00~2026-11-20T09:00:00+00:00~{NOBODY}"),
    encoded(f"~~{NOBODY}"), encoded(f"~{'9' * 400}~{NOBODY}"),
    encoded(f"~9999-12-31T23:59:59-23:59~{NOBODY}"), encoded(f"2026-11-20~~{NOBODY}"),
    encoded("2026-11-20T09:00:00+00:00~2026-11-20T09:00:00+00:00~'; drop table sample_box; --"),
]  # fmt: skip


@pytest.mark.parametrize("cursor", NOWHERE)
@pytest.mark.parametrize("is_back", [False, True])
def test_a_place_that_nobody_was_given_is_the_beginning(cursor: str, is_back: bool, nobody: User) -> None:  # noqa: FBT001
    filled(nobody, [(BEGAN + timedelta(hours=n), None, "a") for n in range(5)])
    order = ORDERS[0]

    page = order.page(Box.objects.all(), Place(cursor, is_back=is_back), size=SIZE)

    assert page == order.page(Box.objects.all(), START, size=SIZE)


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda raw: encoded(raw.decode("latin-1"))))
def test_no_text_is_read_as_anything_but_a_key_or_nonsense(text: str) -> None:
    try:
        found = cursors.read(text, [datetime, date, time, int, UUID])
    except (ValueError, OverflowError):
        return
    assert cursors.read(cursors.written(found), [datetime, date, time, int, UUID]) == found


@given(
    st.tuples(
        st.datetimes(timezones=st.just(UTC)),
        st.none() | st.dates(),
        st.times(),
        st.integers(0, 2**63 - 1),
        st.uuids(),
    )
)
def test_a_key_is_read_as_it_was_written(values: tuple[Any, ...]) -> None:
    kinds = [datetime, date, time, int, UUID]

    assert cursors.read(cursors.written(values), kinds) == list(values)


def test_words_never_stand_in_an_address(nobody: User) -> None:
    filled(nobody, [(BEGAN, None, "Vanderbilt") for _ in range(4)])

    page = ORDERS[3].page(Box.objects.all(), START, size=SIZE)

    assert page.next
    assert cursors.read(page.next.cursor, [UUID]) == [page.rows[-1].pk]


def test_a_page_is_one_statement_wherever_it_lies(nobody: User, django_assert_num_queries: Any) -> None:
    filled(nobody, [(BEGAN + timedelta(hours=n), None, "a") for n in range(8)])
    middle = ORDERS[0].page(Box.objects.all(), START, size=SIZE).next
    assert middle

    for place in (START, middle, END):
        with django_assert_num_queries(1) as asked:
            ORDERS[0].page(Box.objects.all(), place, size=SIZE)
        assert "OFFSET" not in asked.captured_queries[0]["sql"]
