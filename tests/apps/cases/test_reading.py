"""Reading a case, adding to it, and its files."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.base import File

from caseward.cases import commands
from caseward.cases.vocabulary import CaseId
from caseward.chronology.commands import view_entry
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Entered, Kind, Nature
from caseward.decisions.commands import view_decision
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.storage.models import StoredFile
from tests import cast, given, told
from tests.apps.cases.pages import text, url


pytestmark = pytest.mark.django_db

LATER = given.later(hours=6)
STRANGERS = ["noor", "rhys", "ewan", "sam", "stan", "ines", "dana"]
NOTE = Entered(kind=Kind.NOTE, text="Lonelier than angry, by the look of it.", nature=Nature.OPINION)
LETTER = b"The school's letter of 20 November.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> None:
    """An empty shelf for files."""
    settings.FILES_FOLDER = tmp_path / "files"


def upload(name: str = "letter.txt", content: bytes = LETTER) -> "File[bytes]":
    return File(BytesIO(content), name=name)


def attach(case_id: CaseId, *, who: str = "priya") -> UUID:
    with cast.acting(who, now=LATER) as ctx:
        return commands.attach_file(ctx, case_id=case_id, upload=upload())


def test_the_page_of_who_may_know_names_everybody_and_why() -> None:
    case_id = given.owned()

    page = text(cast.browser("omar").get(url("who", case_id)))

    for name in ("Beth Lindqvist", "Grace Adeyemi", "Omar Farouk", "Priya Sharma"):
        assert name in page
    assert "Yusuf" not in page


def test_view_case_shows_it_whole_and_records_the_reading() -> None:
    case_id = given.owned()
    with cast.acting("omar", now=LATER) as ctx:
        file = commands.view_case(ctx, case_id=case_id)

    assert (file.heading.name, file.heading.owner, file.heading.stage) == (
        "Callum H.",
        "Priya Sharma",
        "Information gathering",
    )
    assert [one.title for one in file.owed] == ["Section 36 decision", "Reassess"]
    assert {one["case_id"] for one in told.facts("case.viewed")} == {str(case_id)}


@pytest.mark.parametrize("who", STRANGERS)
def test_view_case_finds_nothing_for_strangers_and_records_that_somebody_tried(who: str) -> None:
    case_id = given.owned()
    with cast.acting(who, now=LATER) as ctx, pytest.raises(NotVisible):
        commands.view_case(ctx, case_id=case_id)

    assert told.refusals() == [("view_case", "not-visible")]


def test_view_case_finds_nothing_where_there_is_nothing() -> None:
    with cast.acting("priya") as ctx, pytest.raises(NotVisible):
        commands.view_case(ctx, case_id=CaseId(uuid4()))


def test_view_case_says_why_one_can_see_it() -> None:
    case_id = given.owned()
    with cast.acting("priya", now=LATER) as ctx:
        assert "Northshire Prevent" in commands.view_case(ctx, case_id=case_id).why[0]


def test_add_entry_grows_the_chronology() -> None:
    case_id = given.owned()
    with cast.acting("omar", now=LATER) as ctx:
        entry_id = commands.add_entry(ctx, case_id=case_id, entered=NOTE)

        file = commands.view_case(ctx, case_id=case_id)
    assert next(each.first.text for each in file.chronology.rows) == NOTE.text
    assert told.facts("entry.made")[-1]["entry_id"] == str(entry_id)


def test_add_entry_finds_no_case_for_strangers_and_records_the_refusal() -> None:
    case_id = given.owned()
    with cast.acting("ewan", now=LATER) as ctx, pytest.raises(NotVisible):
        commands.add_entry(ctx, case_id=case_id, entered=NOTE)

    assert told.refusals() == [("add_entry", "not-visible")]


def test_add_entry_refuses_a_note_without_words() -> None:
    case_id = given.owned()
    with cast.acting("priya", now=LATER) as ctx, pytest.raises(Invalid):
        commands.add_entry(ctx, case_id=case_id, entered=Entered(kind=Kind.NOTE, text=" "))


def test_add_entry_refuses_once_the_case_is_closed() -> None:
    case_id = given.closed(given.at_section_36())
    with cast.acting("priya", now=LATER) as ctx, pytest.raises(Invalid, match="is closed"):
        commands.add_entry(ctx, case_id=case_id, entered=NOTE)

    with cast.acting("priya"):
        assert not Entry.objects.filter(text=NOTE.text).exists()


def test_attach_file_keeps_it_with_the_case() -> None:
    case_id = given.owned()
    file_id = attach(case_id)

    with cast.acting("beth", now=LATER) as ctx:
        [row] = commands.view_case(ctx, case_id=case_id).files
    assert (row.id, row.name) == (file_id, "letter.txt")
    assert told.facts("file.kept")[-1]["file_id"] == str(file_id)


def test_attach_file_finds_no_case_for_strangers_and_records_the_refusal() -> None:
    case_id = given.owned()
    with pytest.raises(NotVisible):
        attach(case_id, who="noor")

    assert told.refusals() == [("attach_file", "not-visible")]


def test_attach_file_refuses_what_it_is_not_called() -> None:
    case_id = given.owned()
    with cast.acting("priya", now=LATER) as ctx, pytest.raises(Invalid) as refused:
        commands.attach_file(ctx, case_id=case_id, upload=upload("letter.pdf"))

    assert refused.value.field == "upload"


def test_attach_file_refuses_once_the_case_is_closed() -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(Invalid, match="is closed"):
        attach(case_id)

    with cast.acting("priya"):
        assert not StoredFile.objects.filter(about_id=case_id).exists()


def test_view_file_opens_what_was_kept_and_records_it() -> None:
    case_id = given.owned()
    file_id = attach(case_id)
    with cast.acting("omar", now=LATER) as ctx:
        assert commands.view_file(ctx, case_id=case_id, file_id=file_id).whole() == LETTER

    assert told.facts("file.opened")[-1]["file_id"] == str(file_id)


@pytest.mark.parametrize(("who", "why"), [("priya", "owner"), ("omar", "unit"), ("beth", "supervisor")])
def test_the_ledger_says_who_opened_an_entry_a_decision_or_a_file_as_owner_of_the_case(
    who: str, why: str
) -> None:
    case_id = given.owned()
    file_id = attach(case_id)
    with cast.acting("omar", now=LATER) as ctx:
        entry_id = commands.add_entry(ctx, case_id=case_id, entered=NOTE)
        [decision] = commands.view_case(ctx, case_id=case_id).decisions
    assert decision.about_id != case_id  # made about the referral from which the case came

    with cast.acting(who, now=LATER) as ctx:
        view_entry(ctx, entry_id=entry_id)
        view_decision(ctx, decision_id=decision.id)
        commands.view_file(ctx, case_id=case_id, file_id=file_id)

    looks = [told.entries(event)[-1] for event in ("entry.viewed", "decision.viewed", "file.opened")]
    assert [look.purpose for look in looks] == [why] * 3


def test_whoever_owns_another_case_opens_an_entry_as_one_of_the_unit() -> None:
    given.owned()  # by Priya
    case_id = given.adopted(given.MAEVE)  # by Beth
    with cast.acting("omar", now=LATER) as ctx:
        entry_id = commands.add_entry(ctx, case_id=case_id, entered=NOTE)
    with cast.acting("priya", now=LATER) as ctx:
        view_entry(ctx, entry_id=entry_id)

    assert told.entries("entry.viewed")[-1].purpose == "unit"


def test_view_file_finds_nothing_for_strangers_and_records_the_refusal() -> None:
    case_id = given.owned()
    file_id = attach(case_id)
    with cast.acting("rhys", now=LATER) as ctx, pytest.raises(NotVisible):
        commands.view_file(ctx, case_id=case_id, file_id=file_id)

    assert told.refusals() == [("view_file", "not-visible")]


def test_view_file_finds_no_file_of_another_case() -> None:
    mine, other = given.owned(), given.owned(given.MAEVE)
    file_id = attach(other)
    with cast.acting("priya", now=LATER) as ctx, pytest.raises(NotVisible):
        commands.view_file(ctx, case_id=mine, file_id=file_id)


def test_view_file_still_opens_once_the_case_is_closed() -> None:
    case_id = given.at_section_36()
    file_id = attach(case_id)
    given.closed(case_id, now=LATER)
    with cast.acting("priya", now=given.later(days=1)) as ctx:
        assert commands.view_file(ctx, case_id=case_id, file_id=file_id).whole() == LETTER


def test_view_case_is_not_for_those_who_may_know_and_not_read() -> None:
    case_id = given.owned()
    with cast.acting("priya", now=LATER) as ctx:
        poorer = [
            replace(each, capabilities=each.capabilities - {"case.read"}) for each in ctx.actor.memberships
        ]
        ctx.actor = replace(ctx.actor, memberships=tuple(poorer))
        with pytest.raises(NotPermitted):
            commands.view_case(ctx, case_id=case_id)
