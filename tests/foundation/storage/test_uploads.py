"""An upload stays in memory, within its bound, and the form always learns how large it was."""

from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def small(settings: Settings) -> None:
    settings.FILE_UPLOAD_HANDLERS = ["caseward.foundation.storage.uploads.BoundedMemory"]
    settings.FILES_LARGEST = 100_000
    settings.FILES_LARGEST_REQUEST = 1_000_000


def post(size: int) -> object:
    content = SimpleUploadedFile("form.pdf", b"%PDF-" + bytes(size - 5), content_type="text/html")
    return RequestFactory().post("/", {"file": content, "words": "typed"})


def test_a_file_within_the_limit_arrives_whole() -> None:
    request = post(90_000)

    assert request.FILES["file"].size == 90_000  # type: ignore[attr-defined]
    assert len(request.FILES["file"].read()) == 90_000  # type: ignore[attr-defined]


def test_a_file_over_the_limit_is_counted_and_not_held_and_the_words_stay() -> None:
    request = post(900_000)

    assert request.POST["words"] == "typed"  # type: ignore[attr-defined]
    assert request.FILES["file"].size == 900_000  # type: ignore[attr-defined]
    assert len(request.FILES["file"].read()) < 200_000  # type: ignore[attr-defined]


def test_a_request_over_its_limit_is_not_read_at_all() -> None:
    with pytest.raises(RequestDataTooBig):
        post(1_000_000).FILES  # type: ignore[attr-defined]  # noqa: B018


def test_nothing_is_written_in_the_clear(tmp_path: Path, settings: Settings) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    assert post(90_000).FILES  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []
