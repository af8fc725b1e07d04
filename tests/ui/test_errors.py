"""What goes wrong becomes a page: plain, the same for all, with the typed text kept."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from caseward.ui import outages, typed


PATIENT = {
    typed.KEY: "6f2f3c1e-52a1-4a3a-9f0f-0c9d1d7b2a11",
    "text": "He said <b>he is tired</b>.",
    "empty": "",
}


def words(answer: Any) -> str:
    """The page without the values that differ from one request to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_what_may_not_be_known_reads_exactly_like_what_is_not_there(anybody: Client) -> None:
    invisible, absent = anybody.get("/invisible/"), anybody.get("/nowhere/at/all/")

    assert (invisible.status_code, words(invisible)) == (404, words(absent))
    assert dict(invisible.headers) == dict(absent.headers)


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/refused/", 403, "The panel has not met."),
        ("/refused/", 403, "Wait for Thursday."),
        ("/refused/", 403, "test.rule"),
        ("/invalid/", 422, "The panel has not met."),
        ("/stale/", 409, "Somebody else has just changed this"),
        ("/reused/", 422, "This form was sent before"),
        ("/keyless/", 422, "without the number that keeps it from happening twice"),
        ("/away/", 503, "Caseward cannot reach its records just now"),
        ("/full/", 503, "Caseward cannot reach its records just now"),
        ("/defect/", 500, "Something went wrong on our side"),
    ],
)
def test_what_goes_wrong_is_said_plainly(anybody: Client, address: str, status: int, sentence: str) -> None:
    answer = anybody.get(address)

    assert answer.status_code == status
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("address", ["/away/", "/full/", "/defect/", "/nowhere/", "/refused/"])
def test_no_page_shows_a_trace_a_version_or_a_name_of_ours(anybody: Client, address: str) -> None:
    page = anybody.get(address).content.decode()

    for secret in (
        "Traceback",
        "secret",
        "Django",
        "Python",
        "psycopg",
        "RuntimeError",
        "OperationalError",
        "select ",
    ):
        assert secret not in page


@pytest.mark.parametrize(
    "address", ["/refused/", "/invalid/", "/stale/", "/reused/", "/away/", "/full/", "/defect/"]
)
def test_the_typed_text_is_kept_and_cannot_act(anybody: Client, address: str) -> None:
    page = anybody.post(address, PATIENT).content.decode()

    assert "He said &lt;b&gt;he is tired&lt;/b&gt;." in page
    assert "<b>he is tired" not in page


def test_a_sending_without_a_form_of_ours_is_not_shown_again(anybody: Client) -> None:
    page = anybody.post("/away/", {"login": "priya", "password": "heron"}).content.decode()

    assert "priya" not in page
    assert "heron" not in page


def test_a_password_in_a_form_of_ours_is_not_shown_again(anybody: Client) -> None:
    page = anybody.post("/away/", PATIENT | {"new_password": "heron over quiet reeds"}).content.decode()

    assert "heron" not in page


def test_without_a_database_the_same_thing_can_be_sent_again(anybody: Client) -> None:
    answer = anybody.post("/away/?part=2", PATIENT | {"csrfmiddlewaretoken": "proof"})
    page = answer.content.decode()

    assert answer.headers["Retry-After"] == "10"
    assert 'action="/away/?part=2"' in page
    assert f'name="idempotency_key" value="{PATIENT[typed.KEY]}"' in page
    assert 'name="csrfmiddlewaretoken" value="proof"' in page
    assert 'name="text" value="He said &lt;b&gt;' in page


def test_a_reused_key_can_be_sent_as_new_under_another(anybody: Client) -> None:
    page = anybody.post("/reused/", PATIENT).content.decode()

    offered = re.findall(r'name="idempotency_key" value="([^"]+)"', page)
    assert len(offered) == 1
    assert UUID(offered[0]) != UUID(PATIENT[typed.KEY])


def test_too_much_at_once_is_413_and_says_so(anybody: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = anybody.post("/done/", {"text": "x" * 2000})

    assert answer.status_code == 413
    assert "This is too large" in answer.content.decode()
    assert "Send a file of up to 20 MB" in answer.content.decode()


def test_what_cannot_be_read_is_400(anybody: Client) -> None:
    answer = anybody.generic("POST", "/done/", b"--x\r\nbroken", content_type="multipart/form-data")

    assert answer.status_code == 400
    assert "This request cannot be understood" in answer.content.decode()


def test_a_form_without_proof_is_refused_without_its_text() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/done/", PATIENT)

    assert answer.status_code == 403
    assert "tired" not in answer.content.decode()


@pytest.mark.parametrize("error", [ValueError("x"), OSError(2, "no file"), None])
def test_other_errors_are_no_outage(error: BaseException | None) -> None:
    assert not outages.is_outage(error)


def test_an_outage_is_found_behind_another_error() -> None:
    error = ValueError("template")
    error.__context__ = OSError(28, "No space left on device")

    assert outages.is_outage(error)


def test_a_chain_of_causes_that_never_ends_is_left() -> None:
    one, other = ValueError(str(uuid4())), KeyError("b")
    one.__context__, other.__context__ = other, one

    assert not outages.is_outage(one)


def test_what_came_without_its_number_is_kept_and_can_be_sent_under_one(anybody: Client) -> None:
    sent = {name: value for name, value in PATIENT.items() if name != typed.KEY} | {typed.FORM: "note"}
    page = anybody.post("/keyless/", sent).content.decode()

    assert "He said &lt;b&gt;he is tired&lt;/b&gt;." in page
    assert re.search(rf'name="{typed.KEY}" value="[0-9a-f-]{{36}}"', page)
