"""A filled-in form is read, kept as it came beside what was understood, and opened again only by those who may."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.fixtures import Settings

from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.referrals import commands
from caseward.referrals.models import AsGiven, Referral
from caseward.referrals.vocabulary import Channel, ReferralId, Stage
from tests import cast, given, told
from tests.apps.referrals.doing import REFUSED, STRANGERS, does, last_refusal, owed, referral
from tests.samples import hostile, pdf, people, word
from tests.samples.hostile_pdfs import ACTS


pytestmark = pytest.mark.django_db

FORM = word.table_form(people.ELIN)
ABOVE_THE_CEILING = word.document(word.paragraph("TOP SECRET"), header="TOP SECRET")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """An empty shelf for files."""
    settings.FILES_FOLDER = tmp_path / "files"
    return tmp_path / "files"


def uploaded(
    content: bytes = FORM, *, name: str = "form.docx", who: str = "noor", received_at: datetime = given.NOW
) -> ReferralId:
    with cast.acting("noor"):
        compartment_id = cast.compartment(given.REFERRALS)
    upload = File(BytesIO(content), name=name)
    taken: ReferralId = does(
        who,
        commands.take_uploaded_referral,
        compartment_id=compartment_id,
        upload=upload,
        received_at=received_at,
    )
    return taken


def test_take_uploaded_referral_reads_the_form_and_keeps_it_as_it_came() -> None:
    referral_id = uploaded()

    with cast.acting("noor") as ctx:
        file = commands.view_referral(ctx, referral_id=referral_id)
        as_given = AsGiven.objects.get(referral_id=referral_id)
    surname = file.answer("individual.surname")
    assert surname is not None
    assert (surname.as_given, surname.status) == (people.ELIN["individual.surname"], "READ")
    assert surname.passages
    assert as_given.title == "form.docx"
    assert as_given.unplaced == []


def test_take_uploaded_referral_takes_a_form_in_which_it_can_read_no_answer() -> None:
    referral_id = uploaded(word.document(word.paragraph("Please ring me about Callum.")))

    with cast.acting("noor"):
        as_given = AsGiven.objects.get(referral_id=referral_id)
    assert [one["text"] for one in as_given.unplaced] == ["Please ring me about Callum."]
    assert referral(referral_id).stage == Stage.RECEIVED


def test_take_uploaded_referral_runs_its_clocks_from_when_it_was_received() -> None:
    referral_id = uploaded(received_at=given.later(days=-1))

    assert {one.started_at for one in owed(referral_id).values()} == {given.later(days=-1)}


def test_take_uploaded_referral_is_for_those_who_take_referrals(folder: Path) -> None:
    for who in STRANGERS:
        with pytest.raises(NotPermitted):
            uploaded(who=who)

        assert last_refusal()[0] == "take_uploaded_referral"
        assert not folder.exists()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        pytest.param(b"", "form.docx", "empty", id="nothing"),
        pytest.param(FORM.ljust(20_000_001, b"\0"), "form.docx", "up to 20 MB", id="too much"),
        pytest.param(FORM[: len(FORM) // 2], "form.docx", "damaged", id="half a form"),
        pytest.param(b"MZ\x90\x00" * 99, "form.exe", "Word", id="a program"),
        pytest.param(ABOVE_THE_CEILING, "form.docx", "SECRET", id="marked above the ceiling"),
    ],
)
def test_take_uploaded_referral_says_why_a_file_is_not_taken(
    content: bytes, name: str, says: str, folder: Path
) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        uploaded(content, name=name)

    assert refused.value.field == "upload"
    assert not folder.exists()
    with cast.acting("noor"):
        assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [(name, content) for name, content, outcome in hostile.corpus() if outcome == ACTS]
)
def test_take_uploaded_referral_takes_nothing_from_a_form_that_acts_and_says_how_to_tame_it(
    name: str, content: bytes, folder: Path
) -> None:
    with pytest.raises(Invalid, match=r"print it to (a new )?PDF|Save what is inside on its own") as refused:
        uploaded(content, name=name)

    assert refused.value.field == "upload"
    assert not folder.exists()
    with cast.acting("noor"):
        assert not Referral.objects.exists()


def test_a_form_printed_to_a_new_pdf_is_taken() -> None:
    """What the refusal of a scripted PDF asks for is enough: printing leaves the words and no script."""
    referral_id = uploaded(pdf.text_form(people.ELIN, ruled=True), name="form.pdf")

    with cast.acting("noor") as ctx:
        surname = commands.view_referral(ctx, referral_id=referral_id).answer("individual.surname")
    assert surname is not None
    assert surname.as_given == people.ELIN["individual.surname"]


def test_take_uploaded_referral_refuses_one_received_tomorrow() -> None:
    with pytest.raises(Invalid, match="future") as refused:
        uploaded(received_at=given.later(days=1))

    assert refused.value.field == "received_at"


def test_take_uploaded_referral_is_recorded_with_its_file_and_without_its_words() -> None:
    referral_id = uploaded()

    assert told.facts("referral.taken") == [{"referral_id": str(referral_id), "channel": Channel.UPLOADED}]
    [kept] = told.facts("file.kept")
    assert (kept["about_id"], kept["kind"]) == (str(referral_id), "DOCX")


def test_view_original_gives_back_the_very_bytes() -> None:
    opened = does("noor", commands.view_original, referral_id=uploaded())

    assert opened.whole() == FORM
    assert opened.name == "form.docx"


def test_view_original_finds_nothing_for_strangers() -> None:
    referral_id = uploaded()

    for who in STRANGERS:
        with pytest.raises(REFUSED):
            does(who, commands.view_original, referral_id=referral_id)
        assert last_refusal() == ("view_original", "not-visible")
        assert told.facts("file.opened") == []


def test_view_original_finds_nothing_where_nothing_was_uploaded() -> None:
    with pytest.raises(NotVisible):
        does("noor", commands.view_original, referral_id=given.taken())


def test_view_original_says_so_when_the_file_is_gone(folder: Path) -> None:
    referral_id = uploaded()
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()

    with pytest.raises(Invalid, match="missing"):
        does("noor", commands.view_original, referral_id=referral_id)


def test_view_original_is_recorded_as_a_reading_of_both() -> None:
    referral_id = uploaded()
    does("noor", commands.view_original, referral_id=referral_id)

    assert told.facts("referral.viewed") == [{"referral_id": str(referral_id)}]
    assert [one["about_id"] for one in told.facts("file.opened")] == [str(referral_id)]


def test_the_page_of_a_form_over_the_limit_says_both_sizes_and_keeps_when_it_came() -> None:
    browser, where = cast.browser("noor"), reverse("referrals:upload")
    assert "Up to 20 MB." in browser.get(where).content.decode()

    came = {"day": "5", "month": "11", "year": "2026", "time": "09:41"}
    typed = {f"received_at-{part}": value for part, value in came.items()}
    over = SimpleUploadedFile("form.docx", FORM.ljust(20_000_001, b"\0"))
    answer = browser.post(where, typed | {"upload": over})

    assert answer.status_code == 422
    assert "The file is 20.1 MB; at most 20 MB can be kept." in answer.content.decode()
    assert 'value="09:41"' in answer.content.decode()
