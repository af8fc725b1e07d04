"""Everybody finds what they were told, the way to the record, and how much of it is still unread."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.foundation.access.actors import PUBLIC
from caseward.foundation.access.models import Membership
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.foundation.jobs import notices, outbox
from caseward.kernel import references
from caseward.notices import queries
from tests import cast, given, moments, roles, told
from tests.apps.cases.pages import text
from tests.foundation.jobs import verbs
from tests.foundation.jobs.conftest import carry_out


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("here")]


@pytest.fixture
def here(db: None, tmp_path: Path, settings: Settings) -> None:
    """E-mail goes to a folder."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")


def offered() -> CaseId:
    """A case that Beth has offered to Priya, who has been told."""
    case_id = given.adopted(now=moments.lately() - timedelta(hours=2))
    carry_out()
    return case_id


def tell(name: str, *, times: int) -> None:
    """Beth has a colleague of her unit told of things that have no page."""
    with cast.acting("beth", now=moments.real_now()) as ctx:
        for _ in range(times):
            verbs.tell(
                ctx,
                to=outbox.staff(cast.person(name).pk),
                about_id=uuid4(),
                compartment_id=cast.compartment(given.CASES),
            )
    carry_out()


def bar(page: str) -> str:
    """What the bar says of notices."""
    found = re.search(r'<a class="cw-told".*?</a>', page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


def page_of(name: str, where: str = "/notices/") -> str:
    return cast.browser(name).get(where).content.decode()


def reference_of(case_id: UUID) -> str:
    with cast.acting("beth"):
        return references.shown(Case.objects.get(pk=case_id).reference)


def press(client: Client, where: str, page: str) -> Any:
    """Press a button of the page, with what travels with it."""
    form = re.search(rf'<form method="post" action="{where}">.*?</form>', page, re.DOTALL)
    assert form is not None, where
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form.group()))
    hidden.pop("csrfmiddlewaretoken", None)
    return client.post(where, hidden)


def test_a_notice_says_what_happened_to_which_record_and_leads_there() -> None:
    case_id = offered()
    page = page_of("priya")

    assert "A case was offered to you." in text_of(page)
    assert reference_of(case_id) in page
    assert f'href="/cases/{case_id}/"' in page
    assert "Hartwright" not in page
    assert "Callum" not in page


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_bar_counts_what_waits_on_every_page() -> None:
    offered()
    client = cast.browser("priya")

    for where in ("/", "/notices/", "/help/", "/account/"):
        assert bar(client.get(where).content.decode()) == "Notices 1 not read", where
    assert bar(page_of("omar")) == "Notices"


def test_my_work_says_how_many_wait_and_nothing_where_none_do() -> None:
    tell("priya", times=3)

    assert "3 notices you have not read" in text_of(page_of("priya", "/"))
    assert "have not read" not in text_of(page_of("omar", "/"))


def test_the_count_goes_no_further_than_a_hundred() -> None:
    tell("priya", times=102)
    page = page_of("priya", "/")

    assert bar(page) == "Notices 99+ not read"
    assert "More than 99 notices you have not read" in text_of(page)


def test_what_was_pressed_is_read_and_the_rest_is_not() -> None:
    tell("priya", times=2)
    client = cast.browser("priya")
    page = client.get("/notices/").content.decode()
    buttons = re.findall(r'action="(/notices/[0-9a-f-]{36}/read/)"', page)

    for left, button in ((1, buttons[0]), (0, buttons[1])):
        assert press(client, button, page).status_code == 302
        with cast.acting("priya") as ctx:
            assert notices.unread(viewer=ctx.actor) == left


def test_all_are_marked_as_read_from_the_page() -> None:
    tell("priya", times=2)
    client = cast.browser("priya")
    page = client.get("/notices/").content.decode()

    assert press(client, "/notices/read/", page).status_code == 302
    assert bar(client.get("/notices/").content.decode()) == "Notices"
    assert "Mark all as read" not in client.get("/notices/").content.decode()


def test_what_came_after_the_page_was_drawn_stays_unread() -> None:
    tell("priya", times=1)
    client = cast.browser("priya")
    page = client.get("/notices/").content.decode()
    tell("priya", times=1)

    press(client, "/notices/read/", page)

    assert bar(client.get("/notices/").content.decode()) == "Notices 1 not read"


def test_a_page_of_which_the_instant_was_changed_says_so() -> None:
    tell("priya", times=1)
    client = cast.browser("priya")

    for wrong in ("", "yesterday", "2026-11-23T09:30:00"):
        answer = client.post("/notices/read/", {"up_to": wrong})
        assert answer.status_code == 422
        assert "Open your notices again" in text(answer) or wrong == ""


def test_read_notices_marks_what_the_actor_was_told_and_nobody_elses() -> None:
    tell("priya", times=2)
    tell("omar", times=1)
    with cast.acting("priya", now=moments.real_now()) as ctx:
        assert notices.read_notices(ctx, up_to=ctx.now) == 2
        assert notices.unread(viewer=ctx.actor) == 0
    with cast.acting("omar") as ctx:
        assert notices.unread(viewer=ctx.actor) == 1


def test_read_notices_refuses_whoever_is_not_signed_in_and_records_it() -> None:
    with pytest.raises(NotPermitted, match="somebody else"):
        notices.read_notices(Context(actor=PUBLIC, now=moments.real_now()), up_to=moments.real_now())

    assert told.refusals() == [("read_notices", "notice.not-yours")]


def test_read_notices_says_so_where_there_is_nothing_to_read() -> None:
    with cast.acting("stan") as ctx, pytest.raises(Invalid, match="read all"):
        notices.read_notices(ctx, up_to=ctx.now)


def test_read_notices_is_in_the_ledger_with_how_many() -> None:
    tell("priya", times=2)
    with cast.acting("priya", now=moments.real_now()) as ctx:
        notices.read_notices(ctx, up_to=ctx.now)

    assert [one["count"] for one in told.facts("notice.read-all")] == [2]


def test_read_notices_of_a_hundred_and_two_leaves_two() -> None:
    tell("priya", times=102)
    with cast.acting("priya", now=moments.real_now()) as ctx:
        notices.read_notices(ctx, up_to=ctx.now)
        assert notices.unread(viewer=ctx.actor) == 2


def test_a_kind_that_no_edition_tells_any_more_still_stands_in_the_list() -> None:
    tell("priya", times=1)

    assert "Something happened that you should know of." in text_of(page_of("priya"))


def test_pages_go_on_by_key() -> None:
    tell("priya", times=27)
    client = cast.browser("priya")
    first = client.get("/notices/").content.decode()
    after = re.search(r'href="(\?after=[^"]+)"', first)
    assert after is not None
    second = client.get(f"/notices/{after.group(1)}").content.decode()

    shown = [set(re.findall(r'action="(/notices/[0-9a-f-]{36}/read/)"', page)) for page in (first, second)]
    assert [len(one) for one in shown] == [25, 2]
    assert not shown[0] & shown[1]


def test_whoever_may_no_longer_know_the_record_is_told_of_nothing() -> None:
    case_id = offered()
    with roles.owner():
        Membership.objects.filter(user_id=cast.person("priya").pk, compartment__key=given.CASES).update(
            ends_at=moments.real_now() - timedelta(minutes=1)
        )
    page = page_of("priya")

    assert str(case_id) not in page
    assert bar(page) == "Notices"
    assert "No notice" in text_of(page)


def test_references_are_of_records_that_one_may_know() -> None:
    case_id = offered()
    with cast.acting("priya") as ctx:
        known = queries.references_of(viewer=ctx.actor, about_ids=[case_id, uuid4()])
    with cast.acting("rhys") as ctx:
        hidden = queries.references_of(viewer=ctx.actor, about_ids=[case_id])

    assert known == {case_id: reference_of(case_id)}
    assert hidden == {}


def test_the_page_of_notices_asks_the_same_however_many_there_are() -> None:
    from tests.guards.test_page_costs import asked  # noqa: PLC0415  the guard's own counter

    client = cast.browser("priya")
    tell("priya", times=1)
    client.get("/notices/")
    with asked() as few:
        client.get("/notices/")
    tell("priya", times=20)
    with asked() as many:
        client.get("/notices/")

    assert len(many.statements) == len(few.statements)
