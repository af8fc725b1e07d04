"""Inspectors read who did what and when; never what it says."""

import pytest
from django.db import connection

from caseward.cases.commands import view_case
from caseward.cases.models import Case
from caseward.foundation.commands.errors import NotPermitted
from caseward.foundation.ledger.models import Entry
from caseward.foundation.paging import START
from caseward.kernel.ties import Tie
from caseward.oversight import commands, presenters
from tests import cast, given, roles, silence


pytestmark = pytest.mark.django_db


def last_event() -> str:
    with roles.owner():
        return Entry.objects.order_by("-sequence").values_list("event", flat=True)[0]


def test_view_ledger_shows_what_was_done_and_nothing_of_whom() -> None:
    given.taken()
    page = cast.browser("ines").get("/ledger/").content.decode()

    assert "took in a referral" in page
    assert "Noor Rahimi" in page
    for word in ("Hartwright", "Callum", "Fennel", "deserves"):
        assert word not in page


def test_view_ledger_is_recorded_itself() -> None:
    with cast.acting("ines") as ctx:
        commands.view_ledger(ctx)

    assert last_event() == "ledger.read"


def test_view_ledger_is_for_inspectors() -> None:
    for who in ["priya", "beth", "sam", "rafe", "stan"]:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.view_ledger(ctx)

        assert last_event() == "command.refused"


def test_view_ledger_narrows_by_operation_and_by_person() -> None:
    given.taken()
    with cast.acting("ines") as ctx:
        of_noor = commands.view_ledger(ctx, person="Noor ")
        collected = commands.view_ledger(ctx, operation="COLLECTION")
        of_nobody = commands.view_ledger(ctx, person="nobody-of-this-name")

    assert {row.actor for row in of_noor.rows} == {"Noor Rahimi"}
    assert {row.operation for row in collected.rows} == {"COLLECTION"}
    assert of_nobody.rows == ()


def test_view_ledger_goes_on_over_the_page_with_older_entries() -> None:
    with cast.acting("ines") as ctx:
        newest = commands.view_ledger(ctx)
        next_ones = commands.view_ledger(ctx, place=newest.next or START)

    # To have read the first page is itself an entry by now, and still the second begins where the first ended.
    with roles.owner():
        written = list(Entry.objects.order_by("-sequence").values_list("id", flat=True))
    start = written.index(newest.rows[0].id)
    shown = [row.id for row in (*newest.rows, *next_ones.rows)]
    assert shown == written[start : start + len(shown)]
    assert len(shown) == 2 * len(newest.rows)


@pytest.mark.parametrize(("who", "sees"), [("ines", 0), ("priya", 0), (silence.KEEPER, 1)])
def test_an_entry_about_somebody_kept_in_silence_is_none_to_whoever_may_not_know_him(
    who: str, sees: int
) -> None:
    with silence.kept_in_silence():
        case_id = given.owned()
    with cast.acting(silence.KEEPER):
        nominal_id = Case.objects.get(pk=case_id).nominal_id
    with roles.owner(), connection.cursor() as cursor:
        # The keeper reads the ledger here, as nobody in the cast does who knows a silent compartment.
        cursor.execute(
            "update access_membership set capabilities = capabilities || array['ledger.read'] where user_id = %s",
            [cast.person(silence.KEEPER).pk],
        )
    with cast.acting(who):
        made = Entry.objects.filter(event="nominal.made", subject_ids__contains=[nominal_id]).count()

    assert made == sees


def test_an_address_of_the_ledger_tells_no_number_of_an_entry() -> None:
    with cast.acting("ines") as ctx:
        page = commands.view_ledger(ctx)
    with roles.owner():
        numbers = set(map(str, Entry.objects.values_list("sequence", flat=True)))

    assert page.next
    assert page.next.cursor not in numbers


def test_every_published_event_has_a_sentence() -> None:
    told = presenters.sentences()

    for event in ("case.closed", "referral.taken", "decision.made", "nominal.searched", "file.kept"):
        assert event in told


def test_the_ledger_says_why_somebody_looked() -> None:
    case_id = given.owned()
    for name in ("priya", "omar", "beth"):
        with cast.acting(name) as ctx:
            view_case(ctx, case_id=case_id)
    with cast.acting("ines") as ctx:
        page = commands.view_ledger(ctx, operation="CONSULTATION")
    looks = {line.who: line.why for line in presenters.lines(page.rows) if line.did == "read a case"}

    assert looks == {
        cast.person("priya").name: "owns the record",
        cast.person("omar").name: "works in the unit that keeps it",
        cast.person("beth").name: "supervises the unit that keeps it",
    }


def test_every_tie_has_its_words() -> None:
    assert {tie.value for tie in Tie} <= presenters.REASONS.keys()
