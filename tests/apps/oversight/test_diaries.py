"""Who looked at what: seen by whom it concerns, for a purpose of the log's own, with ids for what he may not know."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from caseward.cases.commands import view_case
from caseward.cases.vocabulary import CaseId
from caseward.foundation.access.models import Compartment, Discretion, Membership
from caseward.foundation.commands.errors import Invalid, NotVisible
from caseward.foundation.ledger.models import Entry
from caseward.foundation.paging import START, Page
from caseward.oversight import commands, queries
from caseward.oversight.models import DiaryPurpose
from caseward.oversight.vocabulary import DiaryOf
from tests import cast, given, roles, told
from tests.apps.cases.pages import sent, text


pytestmark = pytest.mark.django_db

WHY = "diary.lawfulness.0"
ANSWERS = {"purpose": "lawfulness", "words": "A complaint that he had looked."}
READERS_OF_THE_CASE = {"priya": "owner", "beth": "supervisor", "grace": "supervisor", "ines": "inspector"}


def seen() -> CaseId:
    """A case of Priya's that Omar and Beth have looked at."""
    case_id = given.owned()
    for name in ("omar", "beth"):
        with cast.acting(name) as ctx:
            view_case(ctx, case_id=case_id)
    return case_id


def read(who: str, of: DiaryOf, about_id: UUID, **asked: Any) -> Page[queries.Look]:
    with cast.acting(who, purpose=WHY) as ctx:
        return commands.view_diary(ctx, of=of, about_id=about_id, **asked)


def test_view_diary_of_a_record_is_for_its_owner_supervisors_and_inspectors() -> None:
    case_id = seen()
    for who in cast.PEOPLE:
        with cast.acting(who, purpose=WHY) as ctx:
            assert queries.reader_of(viewer=ctx.actor, of=DiaryOf.RECORD, about_id=case_id) == (
                READERS_OF_THE_CASE.get(who)
            )
            if who not in READERS_OF_THE_CASE:
                with pytest.raises(NotVisible):
                    commands.view_diary(ctx, of=DiaryOf.RECORD, about_id=case_id)
                assert queries.looks(viewer=ctx.actor, of=DiaryOf.RECORD, about_id=case_id).rows == ()
            else:
                page = commands.view_diary(ctx, of=DiaryOf.RECORD, about_id=case_id)
                assert {"Omar Farouk", "Beth Lindqvist"} <= {look.officer for look in page.rows}


def test_view_diary_of_an_officer_is_for_himself_his_supervisors_and_inspectors() -> None:
    seen()
    omar = cast.person("omar").pk
    readers = {"omar": "officer", "beth": "supervisor", "grace": "supervisor", "ines": "inspector"}
    for who in cast.PEOPLE:
        with cast.acting(who) as ctx:
            assert queries.reader_of(viewer=ctx.actor, of=DiaryOf.OFFICER, about_id=omar) == readers.get(who)
            rows = queries.looks(viewer=ctx.actor, of=DiaryOf.OFFICER, about_id=omar).rows
            assert bool(rows) is (who in readers)


def test_view_diary_is_recorded_with_its_purpose() -> None:
    case_id = seen()
    read("priya", DiaryOf.RECORD, case_id)

    [entry] = told.entries("diary.read")
    assert entry.purpose == WHY
    assert told.facts("diary.read")[0]["about_id"] == str(case_id)


def test_view_diary_needs_a_purpose_of_the_log() -> None:
    case_id = seen()
    for said in ("", "search.reason.other.0"):
        with cast.acting("priya", purpose=said) as ctx, pytest.raises(Invalid):
            commands.view_diary(ctx, of=DiaryOf.RECORD, about_id=case_id)

    assert set(told.refusals()) == {("view_diary", "diary.no-purpose-said")}


def test_view_diary_shows_a_reference_only_to_whom_may_know_the_record() -> None:
    case_id = seen()
    for who, knows in (("beth", True), ("ines", False)):
        look = read(who, DiaryOf.RECORD, case_id).rows[0]
        assert bool(look.known) is knows, who
        assert case_id in look.record_ids


def test_view_diary_is_narrowed_by_day_and_by_why() -> None:
    case_id = seen()
    omar = cast.person("omar").pk

    assert len(read("omar", DiaryOf.OFFICER, omar, day=cast.NOW.date()).rows) == 1
    assert read("omar", DiaryOf.OFFICER, omar, day=cast.NOW.date() - timedelta(days=1)).rows == ()
    assert [one.officer for one in read("priya", DiaryOf.RECORD, case_id, why="unit").rows] == ["Omar Farouk"]
    assert read("priya", DiaryOf.RECORD, case_id, why="search.reason").rows == ()


@pytest.mark.parametrize("of", DiaryOf)
def test_view_diary_goes_over_its_pages_and_back(of: DiaryOf) -> None:
    case_id = given.owned()
    with cast.acting("omar") as ctx:
        for _ in range(30):
            view_case(ctx, case_id=case_id)
    about = case_id if of is DiaryOf.RECORD else cast.person("omar").pk
    first = read("grace", of, about)
    second = read("grace", of, about, place=first.next or START)
    assert second.previous is not None
    back = read("grace", of, about, place=second.previous)

    sequences = [look.sequence for look in (*first.rows, *second.rows)]
    assert sequences == sorted(set(sequences), reverse=True)
    assert len(sequences) >= 30
    assert back.rows == first.rows


def test_neither_supervisor_nor_inspector_reads_what_an_officer_did_in_a_silent_compartment() -> None:
    case_id = seen()
    omar = cast.person("omar").pk
    looks_before = read("beth", DiaryOf.OFFICER, omar).rows
    with roles.owner():
        cases = Compartment.objects.filter(key=given.CASES)
        cases.update(discretion=Discretion.SILENT, contact="")
        Membership.objects.filter(compartment__in=cases, user=cast.person("beth")).delete()

    assert len(looks_before) == 1
    for who in ("beth", "ines"):
        assert read(who, DiaryOf.OFFICER, omar).rows == ()
    assert read("ines", DiaryOf.RECORD, case_id).rows == read("ines", DiaryOf.RECORD, uuid4()).rows == ()
    assert len(read("omar", DiaryOf.OFFICER, omar).rows) == 1
    with cast.acting("beth") as ctx:
        assert queries.reader_of(viewer=ctx.actor, of=DiaryOf.RECORD, about_id=case_id) is None


def test_open_diary_keeps_the_words_out_of_the_ledger() -> None:
    case_id = seen()
    with cast.acting("beth") as ctx:
        code = commands.open_diary(ctx, of=DiaryOf.RECORD, about_id=case_id, **ANSWERS)
        said = DiaryPurpose.objects.get()

    [entry] = told.entries("diary.opened")
    assert code == f"diary.lawfulness.{said.pk.hex}"
    assert said.words == ANSWERS["words"]
    assert b"complaint" not in bytes(entry.body)


def test_open_diary_of_what_is_not_ones_own_is_refused_like_what_is_not_there() -> None:
    case_id = seen()
    for who in ["omar", "noor", "rhys", "ewan", "elin", "stan", "sam", "dana"]:
        for about in (case_id, uuid4()):
            with cast.acting(who) as ctx, pytest.raises(NotVisible):
                commands.open_diary(ctx, of=DiaryOf.RECORD, about_id=about, **ANSWERS)

        assert told.refusals()[-2:] == [("open_diary", "not-visible")] * 2


@pytest.mark.parametrize(
    ("who", "purpose"),
    [
        ("priya", "criminal-proceedings"),
        ("beth", "criminal-proceedings"),
        ("ines", "curiosity"),
        ("ines", ""),
    ],
)
def test_open_diary_refuses_an_end_for_which_this_reader_may_not_use_the_log(who: str, purpose: str) -> None:
    case_id = seen()
    with cast.acting(who) as ctx, pytest.raises(Invalid):
        commands.open_diary(ctx, of=DiaryOf.RECORD, about_id=case_id, purpose=purpose, words="Because.")

    assert told.refusals() == [("open_diary", "diary.no-purpose")]


def test_open_diary_refuses_a_purpose_without_words() -> None:
    case_id = seen()
    with cast.acting("ines") as ctx, pytest.raises(Invalid):
        commands.open_diary(ctx, of=DiaryOf.RECORD, about_id=case_id, purpose="lawfulness", words=" ")

    assert told.refusals() == [("open_diary", "diary.no-words")]


def test_the_pages_ask_for_what_and_then_show_who_looked() -> None:
    case_id = seen()
    browser = cast.browser("priya")
    where = f"/diaries/records/{case_id}/"
    asked = browser.get(where)
    assert "For what do you read this diary?" in text(asked)
    assert "Omar" not in text(asked)

    travelling = {name: value[0] for name, value in sent(asked).items()}
    shown = browser.post(where, travelling | ANSWERS, follow=True)

    assert "Omar Farouk" in text(shown)
    assert "works in the unit that keeps it" in text(shown)
    assert "For what do you read this diary?" in text(
        browser.get(f"/diaries/officers/{cast.person('priya').pk}/")
    )


def test_the_first_page_leads_to_a_diary_by_reference_and_lists_the_officers_of_a_supervisor() -> None:
    case_id = seen()
    with cast.acting("beth") as ctx:
        reference = queries.known_records(viewer=ctx.actor, record_ids=[case_id])[case_id].reference
    beth, ewan = cast.browser("beth"), cast.browser("ewan")

    found = beth.post("/diaries/", {"reference": reference})
    hidden = ewan.post("/diaries/", {"reference": reference})

    assert found["Location"] == f"/diaries/records/{case_id}/"
    assert hidden.status_code == 422
    assert "Omar Farouk" in text(beth.get("/diaries/"))
    assert "Omar Farouk" not in text(ewan.get("/diaries/"))


def test_neither_diary_reads_the_whole_ledger() -> None:
    """Among 20,000 entries of others: by the index of the subject, and along the index of the officer."""
    case_id = seen()
    omar = cast.person("omar").pk
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "insert into ledger_entry (id, at, actor_id, command_id, command, operation, event, subject_ids, purpose,"
            " body, leaf) select gen_random_uuid(), now(), gen_random_uuid(), gen_random_uuid(), 'x', 'CONSULTATION',"
            " 'case.viewed', array[gen_random_uuid()], 'unit', 'x'::bytea, sha256('\\x00'::bytea || 'x'::bytea)"
            " from generate_series(1, 20000)"
        )
        cursor.execute("analyze ledger_entry")
        plans = [
            _plan(cursor, "e.subject_ids @> array[%s::uuid] and e.operation = 'CONSULTATION'", case_id),
            _plan(
                cursor,
                "e.actor_id = %s and e.operation = 'CONSULTATION' order by e.sequence desc limit 26",
                omar,
            ),
        ]
        assert Entry.objects.count() > 20_000

    for plan in plans:
        assert "Seq Scan" not in plan, plan
    assert "ledger_entry_by_subject" in plans[0]
    assert "ledger_entry_by_actor" in plans[1]


def _plan(cursor: Any, where: str, value: UUID) -> str:
    cursor.execute(f"explain (analyze, buffers) select * from ledger_entry e where {where}", [value])  # noqa: S608  constants
    return "\n".join(row[0] for row in cursor.fetchall())
