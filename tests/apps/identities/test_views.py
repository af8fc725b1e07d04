"""The pages of custodians: what each of them shows, to whom, and what none of them repeats."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from caseward.foundation.storage import apart
from caseward.identities.models import Ending, IdentityLink, Opening
from caseward.ui import typed
from tests import cast, roles
from tests.apps.identities import given


pytestmark = pytest.mark.django_db

OTHERS = [name for name in cast.PEOPLE if name not in {"cleo", "ada"}]
OF_ALL = ("list", "propose")
OF_LINK = ("link", "confirm", "ask", "question")
OF_OPENING = ("answer", "opened", "close")


@pytest.fixture
def without_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(apart.VARIABLE)


def address(name: str, *ids: UUID) -> str:
    return reverse(f"identities:{name}", args=ids)


def sent(records: tuple[UUID, UUID]) -> dict[str, str]:
    earlier, later = given.references(*records)
    return {"earlier_secret": earlier, "later_secret": later}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_road_of_a_link_by_its_pages() -> None:
    records = given.two_records()
    cleo, ada = cast.browser("cleo"), cast.browser("ada")
    proposed = cleo.post(address("propose"), sent(records), follow=True)
    assert "Another custodian types both references again." in text(proposed)
    with roles.owner():
        link_id = IdentityLink.objects.values_list("pk", flat=True).get()
    confirmed = ada.post(address("confirm", link_id), sent(records), follow=True)
    assert "The link is made." in text(confirmed)
    asked = {"purpose": "court", "words_secret": given.WORDS}
    assert given.WORDS in text(cleo.post(address("ask", link_id), asked, follow=True))
    with roles.owner():
        opening_id = Opening.objects.values_list("pk", flat=True).get()
    opened = ada.post(address("answer", link_id, opening_id), {"answer": "approve"}, follow=True)
    for page in (text(opened), text(cleo.get(address("opened", link_id, opening_id)))):
        assert all(reference in page for reference in given.references(*records))
    closed = cleo.post(address("close", link_id, opening_id), follow=True)
    assert "Closed for both of you." in text(closed)
    assert ada.get(address("opened", link_id, opening_id)).status_code == 422


def test_no_page_but_the_opened_one_tells_what_a_link_ties() -> None:
    records = given.two_records()
    link_id = given.made(records)
    opening_id = given.approved(link_id)
    secret = [*map(str, records), *given.references(*records)]
    for who in ("cleo", "ada"):
        browser = cast.browser(who)
        for name in (*OF_ALL, *OF_LINK, "answer", "close"):
            ids = (link_id, opening_id) if name in OF_OPENING else (link_id,) if name in OF_LINK else ()
            page = text(browser.get(address(name, *ids)))
            assert not [one for one in secret if one in page], name


def test_the_opened_page_is_stored_by_no_browser() -> None:
    link_id = given.made()
    answer = cast.browser("ada").get(address("opened", link_id, given.approved(link_id)))

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", ["propose", "confirm"])
def test_what_was_typed_wrongly_is_said_and_not_shown_again(page: str) -> None:
    records = given.two_records()
    ids = () if page == "propose" else (given.proposed(records),)
    wrong = {"earlier_secret": "N·7K3Q-9F4X", "later_secret": given.references(*records)[1]}
    answer = cast.browser("ada").post(address(page, *ids), wrong)

    assert answer.status_code == 422
    assert "These are not the references of two records that two units keep." in text(answer)
    assert not [value for value in wrong.values() if value in text(answer)]


def test_a_wrong_pair_is_told_on_a_new_form() -> None:
    records = given.two_records()
    link_id = given.proposed(records)
    earlier, later = given.references(*records)
    answer = cast.browser("ada").post(
        address("confirm", link_id), {"earlier_secret": later, "later_secret": earlier}, follow=True
    )

    assert "These are not the two references that were typed first." in text(answer)
    assert earlier not in text(answer)


def test_a_link_is_made_although_the_first_try_was_wrong() -> None:
    records = given.two_records()
    link_id = given.proposed(records)
    earlier, later = given.references(*records)
    ada = cast.browser("ada")
    first = ada.post(
        address("confirm", link_id), {"earlier_secret": later, "later_secret": earlier}, follow=True
    )
    key = re.search(r'name="idempotency_key" value="([^"]+)"', text(first))
    assert key is not None
    again = sent(records) | {"idempotency_key": key[1]}

    assert "The link is made." in text(ada.post(address("confirm", link_id), again, follow=True))


def test_a_lost_session_keeps_no_reference() -> None:
    records = given.two_records()
    ada = cast.browser("ada")
    page = text(ada.get(address("propose")))
    token = re.search(r'name="form_token" value="([^"]+)"', page)
    assert token is not None
    answer = Client().post(address("propose"), sent(records) | {"form_token": token[1]})
    kept = re.search(r'name="kept_text" value="([^"]+)"', text(answer))
    assert answer.status_code == 401
    if kept:
        opened = typed.open_sealed(kept[1])
        assert opened is not None
        assert not [name for name in opened[1] if name.endswith("_secret")]


def test_a_wrong_link_is_ended_by_its_pages() -> None:
    link_id = given.made()
    cleo, ada = cast.browser("cleo"), cast.browser("ada")
    asked = cleo.post(address("question", link_id), {"words_secret": given.WRONG}, follow=True)
    assert "Another custodian has to agree before the link ends." in text(asked)
    with roles.owner():
        ending_id = Ending.objects.values_list("pk", flat=True).get()
    assert cleo.get(address("end", link_id, ending_id)).status_code == 403
    assert given.WRONG in text(ada.get(address("end", link_id, ending_id)))
    silent = ada.post(address("end", link_id, ending_id), {"answer": "uphold"})
    assert silent.status_code == 422
    ended = text(ada.post(address("end", link_id, ending_id), {"answer": "end"}, follow=True))
    assert "Ended. The link leads nowhere now." in ended
    assert "ended as wrong" in ended
    assert "Two custodians ended this link as wrong." in ended
    assert ada.get(address("question", link_id)).status_code == 403


def test_nobody_else_learns_of_any_link() -> None:
    link_id = given.made()
    opening_id = given.asked(link_id)
    for who in OTHERS:
        browser = cast.browser(who)

        for name in OF_ALL:
            assert browser.get(address(name)).status_code == 403
        for name in OF_LINK:
            there, absent = browser.get(address(name, link_id)), browser.get(address(name, uuid4()))
            assert there.status_code == absent.status_code == 404
            assert _plain(there, link_id) == _plain(absent)
        for name in OF_OPENING:
            there = browser.get(address(name, link_id, opening_id))
            absent = browser.get(address(name, uuid4(), uuid4()))
            assert there.status_code == absent.status_code == 404
            assert _plain(there, link_id) == _plain(absent)
        assert "Identity links" not in text(browser.get("/help/keys/"))


@pytest.mark.parametrize("who", ["cleo", "ada"])
def test_a_custodian_finds_no_opening_under_another_link(who: str) -> None:
    opening_id = given.approved(given.made())
    other = given.made(given.two_records())
    browser = cast.browser(who)

    for name in OF_OPENING:
        assert browser.get(address(name, other, opening_id)).status_code == 404


@pytest.mark.parametrize(
    ("who", "page", "because"),
    [
        ("cleo", "confirm", "You began this, and nobody answers himself."),
        ("ada", "ask", "This link was not confirmed, so there is nothing to open."),
    ],
)
def test_a_form_that_could_not_be_sent_says_why(who: str, page: str, because: str) -> None:
    link_id = given.proposed(given.two_records())
    answer = cast.browser(who).get(address(page, link_id))

    assert answer.status_code == 403
    assert because in text(answer)


def test_whoever_asked_cannot_answer() -> None:
    link_id = given.made()
    opening_id = given.asked(link_id)
    answer = cast.browser("cleo").post(address("answer", link_id, opening_id), {"answer": "approve"})

    assert answer.status_code == 403
    assert given.opening(opening_id).answered_at is None


def test_refused_and_lapsed_askings_stay_in_the_list() -> None:
    link_id = given.made()
    given.asked(link_id, now=given.ago(hours=2))
    opening_id = given.asked(link_id)
    ada = cast.browser("ada")
    refusal = {"answer": "refuse", "words_secret": "The court has withdrawn its question."}
    page = text(ada.post(address("answer", link_id, opening_id), refusal, follow=True))

    assert "The court has withdrawn its question." in page
    assert "not answered in time" in page
    assert "refused" in page


def test_the_list_says_what_is_not_there_yet() -> None:
    page = text(cast.browser("cleo").get(address("list")))

    assert "No link has been made" in page
    assert "Identity links" in page


@pytest.mark.usefixtures("without_key")
def test_without_the_key_the_pages_say_so_and_who_gives_it() -> None:
    cleo = cast.browser("cleo")
    page = text(cleo.get(address("list")))

    assert "The key of identity links is not on this machine." in page
    assert "Its keeper, whom your force has named, gives it to whoever runs Caseward" in page
    assert "Make a link" not in page
    refused = cleo.post(address("propose"), {"earlier_secret": "N·0000-0000", "later_secret": "N·0000-0000"})
    assert refused.status_code == 422
    assert "is not on this machine" in text(refused)
    assert cast.browser("priya").get("/").status_code == 200


def test_without_the_key_nothing_that_was_open_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    link_id = given.made()
    opening_id = given.approved(link_id)
    monkeypatch.delenv(apart.VARIABLE)
    answer = cast.browser("ada").get(address("opened", link_id, opening_id))

    assert answer.status_code == 422
    assert "is not on this machine" in text(answer)
    assert given.told() == ("command.refused", "identity.no-key")


def test_the_list_asks_a_fixed_number_of_questions(django_assert_max_num_queries: Any) -> None:
    for _each in range(3):
        given.approved(given.made())
    cleo = cast.browser("cleo")
    cleo.get(address("list"))
    with django_assert_max_num_queries(9):
        page = text(cleo.get(address("list")))

    assert page.count('scope="row"') == 3


def _plain(answer: Any, *ids: UUID) -> str:
    """A page without its address and its own tokens."""
    page = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", text(answer))
    return re.sub(r'(value|content)="[^"]{30,}"', "", page)
