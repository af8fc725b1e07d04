"""Everybody who relied on a wrong detail is told, and the owner of an open case looks at it (failings F36)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from caseward.cases import commands as cases
from caseward.cases.vocabulary import CaseId
from caseward.corrections import commands, queries
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.jobs import outbox
from caseward.foundation.jobs.models import OutboxMessage
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address
from caseward.nominals import commands as verbs
from caseward.nominals.vocabulary import NominalId, Sort
from caseward.obligations.models import Obligation
from tests import cast, given, roles, told
from tests.apps.cases.pages import text
from tests.apps.corrections.doing import OUTSIDE, correct, owed, platform, recipients
from tests.apps.nominals import facts


pytestmark = pytest.mark.django_db


def tell(detail_id: UUID) -> int:
    with platform() as ctx:
        return commands.tell_of_correction(ctx, detail_id=detail_id)


def looks_at(name: str, nominal_id: UUID) -> None:
    with cast.acting(name) as ctx:
        cases.view_person(ctx, nominal_id=nominal_id)


def test_tell_of_correction_tells_every_reader_owner_and_decider_and_nobody_else() -> None:
    nominal_id = facts.somebody()
    looks_at("omar", nominal_id)
    wrong = facts.the(nominal_id, Sort.ADDRESS)
    correct(wrong.id)
    tell(wrong.id)

    # Omar read him; Priya owns the case; Beth decided at the gateway; Noor corrected, and knows.
    assert recipients() == {(name, "detail.corrected") for name in ("omar", "priya", "beth")}


def test_tell_of_correction_reaches_a_reader_as_a_notice() -> None:
    nominal_id = facts.somebody()
    looks_at("omar", nominal_id)
    wrong = facts.the(nominal_id, Sort.ADDRESS)
    correct(wrong.id)
    tell(wrong.id)
    with roles.owner():
        waiting = list(OutboxMessage.objects.filter(kind="detail.corrected").values_list("pk", flat=True))
    with platform() as ctx:
        for message_id in waiting:
            outbox.send_message(ctx, message_id=message_id)

    assert "A detail that you relied on was corrected." in text(cast.browser("omar").get("/notices/"))


def test_tell_of_correction_tells_nobody_who_read_before_it_was_recorded() -> None:
    nominal_id = facts.somebody()
    with cast.acting("omar", now=given.NOW + timedelta(minutes=1)) as ctx:
        cases.view_person(ctx, nominal_id=nominal_id)
    with cast.acting("noor", now=given.later(hours=1, minutes=30)) as ctx:
        later = nominals_add(ctx, nominal_id)
    correct(later, Identifier(Kind.PHONE, "+447700900556"))
    tell(later)

    assert "omar" not in {name for name, _ in recipients()}


def nominals_add(ctx: Context, nominal_id: NominalId) -> UUID:
    return verbs.add_detail(ctx, nominal_id=nominal_id, value=facts.PHONE, provenance=facts.SCHOOL)


def test_tell_of_correction_has_the_owner_of_an_open_case_look_at_it_once() -> None:
    nominal_id = facts.somebody()
    for _ in range(2):
        wrong = facts.the(nominal_id, Sort.ADDRESS)
        correct(wrong.id, Address(f"{wrong.at:%f} {wrong.id} Row", "NP4 7QX"))
        tell(wrong.id)

    [(who, reference)] = owed()
    assert (who, reference[:2]) == ("priya", "C·")


def test_tell_of_correction_leaves_a_promise_of_which_its_owner_will_be_told() -> None:
    wrong = facts.the(facts.somebody(), Sort.ADDRESS)
    correct(wrong.id)
    tell(wrong.id)

    with roles.owner():
        [promise] = Obligation.objects.filter(rule_key=queries.RULE)
    assert promise.tells_at is not None
    assert promise.due_at is not None
    assert promise.started_at < promise.tells_at <= promise.due_at


def test_tell_of_correction_told_again_tells_nobody_twice() -> None:
    wrong = facts.the(facts.somebody(), Sort.ADDRESS)
    correct(wrong.id)
    first = tell(wrong.id)

    assert (first, tell(wrong.id)) == (2, 0)


def test_tell_of_correction_is_recorded_with_how_many() -> None:
    wrong = facts.the(facts.somebody(), Sort.ADDRESS)
    correct(wrong.id)
    tell(wrong.id)

    assert told.facts("correction.told") == [{"detail_id": str(wrong.id), "told": 2}]


def test_tell_of_correction_is_for_the_platform_alone() -> None:
    wrong = facts.the(facts.somebody(), Sort.ADDRESS)
    correct(wrong.id)
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted, match="Caseward itself"):
        commands.tell_of_correction(ctx, detail_id=wrong.id)
    with cast.acting("beth"), pytest.raises(ProgrammingError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select * from sec.tell_of_correction(%s, now(), '', now())", [wrong.id])


def test_tell_of_correction_of_what_nobody_corrected_tells_nobody() -> None:
    wrong = facts.the(facts.somebody(), Sort.ADDRESS)

    assert (tell(wrong.id), tell(uuid4())) == (0, 0)


def corrected() -> CaseId:
    nominal_id = facts.somebody()
    wrong = facts.the(nominal_id, Sort.ADDRESS)
    correct(wrong.id)
    tell(wrong.id)
    return CaseId(facts.case_of(nominal_id).pk)


def read(case_id: CaseId, *, who: str = "priya") -> CaseId:
    with cast.acting(who, now=given.later(hours=4)) as ctx:
        return commands.read_corrections(ctx, case_id=case_id)


def test_read_corrections_ends_what_was_owed() -> None:
    case_id = corrected()
    read(case_id)

    assert owed() == []


def test_read_corrections_where_nothing_was_corrected_is_refused() -> None:
    case_id = corrected()
    read(case_id)
    with pytest.raises(Invalid, match="Nothing was corrected"):
        read(case_id)


def test_read_corrections_finds_no_case_for_whoever_may_not_know_it() -> None:
    case_id = corrected()
    for who in [*OUTSIDE, "noor"]:
        with pytest.raises(NotVisible):
            read(case_id, who=who)


def test_read_corrections_is_recorded() -> None:
    case_id = corrected()
    read(case_id)

    assert told.facts("correction.read") == [{"case_id": str(case_id)}]


def test_view_corrections_shows_what_was_wrong_beside_what_is_right_and_ends_what_is_owed() -> None:
    case_id, priya = corrected(), cast.browser("priya")
    assert f"/cases/{case_id}/corrections/" in priya.get("/").content.decode()
    page = text(priya.get(f"/cases/{case_id}/corrections/"))

    assert "17 Fennel Row, Northport NP4 7QX" in page
    assert "71 Fennel Row, Northport NP4 7QX" in page
    assert priya.post(f"/cases/{case_id}/corrections/").status_code == 302
    assert "I have looked at this" not in text(priya.get(f"/cases/{case_id}/corrections/"))


def test_view_corrections_is_a_look_at_the_case() -> None:
    case_id = corrected()
    before = len(told.facts("case.viewed"))
    with cast.acting("priya") as ctx:
        found = commands.view_corrections(ctx, case_id=case_id)

    assert (found.is_owed, len(found.corrected)) == (True, 1)
    assert told.facts("case.viewed")[before:] == [{"case_id": str(case_id)}]


def test_view_corrections_finds_no_case_for_whoever_may_not_know_it() -> None:
    case_id = corrected()
    for who in [*OUTSIDE, "noor"]:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.view_corrections(ctx, case_id=case_id)

        assert told.refusals()[-1] == ("view_corrections", "not-visible")


def test_view_corrections_finds_nothing_where_there_is_no_case() -> None:
    with cast.acting("priya") as ctx, pytest.raises(NotVisible):
        commands.view_corrections(ctx, case_id=CaseId(uuid4()))


def test_view_corrections_after_they_were_read_owes_nothing_and_shows_them_still() -> None:
    case_id = corrected()
    read(case_id)
    with cast.acting("omar") as ctx:
        found = commands.view_corrections(ctx, case_id=case_id)

    assert (found.is_owed, [one.wrong.sort for one in found.corrected]) == (False, [Sort.ADDRESS])
