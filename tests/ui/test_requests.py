"""The typed request: its key, its digest, its actor, each only when asked for."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from caseward.ui import typed
from caseward.ui.middleware.signed import SignedRequests
from caseward.ui.requests import Signed
from tests import cast


WORDS: dict[str, Any] = {"text": "He said he is tired.", "tags": ["a", "b"]}


def signed(path: str = "/note/", **sent: Any) -> Signed:
    """A POST as views see it."""
    request = RequestFactory().post(path, sent)
    SignedRequests(_answer)(request)
    assert isinstance(request, Signed)
    return request


def _answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def digest(path: str = "/note/", **sent: Any) -> str:
    """The digest of a sending, without asking the database who sends it."""
    return signed(path, **sent)._digest()


def test_a_retry_has_the_same_digest_whatever_proof_it_carries() -> None:
    first = digest(**WORDS, csrfmiddlewaretoken="a", form_token="x", idempotency_key=str(uuid4()))
    again = digest(**WORDS, csrfmiddlewaretoken="b", form_token="y", idempotency_key=str(uuid4()))

    assert first == again


@pytest.mark.parametrize(
    "other",
    [
        {"text": "He said he is tired"},
        {"tags": ["b", "a"]},
        {"tags": ["ab"]},
        {"more": ""},
        {"version": "2"},
        {"path": "/note/2/"},
        {"file": SimpleUploadedFile("a.txt", b"one")},
    ],
    ids=str,
)
def test_another_sending_has_another_digest(other: dict[str, Any]) -> None:
    assert digest(**(WORDS | other)) != digest(**WORDS)


def test_two_files_of_one_name_have_two_digests_and_can_still_be_read() -> None:
    one, two = (signed(file=SimpleUploadedFile("a.txt", content)) for content in (b"one", b"two"))

    assert one._digest() != two._digest()
    assert [file.read() for file in one.FILES.getlist("file")] == [b"one"]


@pytest.mark.parametrize("key", ["", "x", "123", "{}"])
def test_a_key_that_is_none_is_no_key(key: str) -> None:
    assert typed.key_in(signed(idempotency_key=key).POST) is None


@pytest.mark.django_db
def test_a_context_knows_who_when_and_under_which_key() -> None:
    key = uuid4()

    with cast.acting("priya"):
        ctx = signed(idempotency_key=str(key), text="a").ctx

    assert (ctx.actor.name, ctx.key) == ("Priya Sharma", key)
    assert ctx.now.utcoffset() is not None


@pytest.mark.django_db
def test_whoever_has_not_signed_in_acts_as_the_public_page() -> None:
    actor = signed().actor

    assert (actor.name, actor.memberships) == ("Public page", ())


def test_the_machinery_of_sending_is_no_part_of_the_text() -> None:
    sent = typed.query_dict(
        {name: ["x"] for name in (*typed.MACHINERY, "theirs-text", "settle-text", "new_password", "text")}
    )

    assert typed.fields_in(sent) == {"text": ["x"]}
