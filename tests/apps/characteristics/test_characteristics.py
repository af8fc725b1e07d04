"""What people said of themselves: kept apart, read by who keeps it, counted without telling of anybody."""

import re
from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.cases import commands as cases
from caseward.characteristics import commands
from caseward.characteristics.models import Characteristics
from caseward.characteristics.vocabulary import NINE, NOT_ASKED, NOT_SAID
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.foundation.records.models import FieldChange
from caseward.nominals.models import Nominal
from caseward.nominals.vocabulary import Given
from tests import cast, given, roles, told
from tests.apps.cases.pages import text
from tests.apps.cases.test_taking_over import somebody as somebody_else
from tests.guards import walking


pytestmark = pytest.mark.django_db

NOTHING = dict.fromkeys(NINE, NOT_ASKED)
SAID = NOTHING | {"religion": "sikh", "sex": "female", "race": NOT_SAID}
OUTSIDE = ["rhys", "ewan", "stan", "sam", "ines", "dana", "kit"]


def somebody(answers: Mapping[str, str] = given.CALLUM) -> UUID:
    """A person whom Northshire knows."""
    referral_id = given.identified(answers)
    with cast.acting("noor"):
        return Nominal.objects.get(referrals__pk=referral_id).pk


def keep(nominal_id: UUID, said: Mapping[str, str] = SAID, *, who: str = "noor", version: int = 0) -> UUID:
    with cast.acting(who) as ctx:
        return commands.keep_characteristics(ctx, nominal_id=nominal_id, version=version, said=said)


def view(nominal_id: UUID, *, who: str = "priya") -> commands.SaidOfThemselves:
    with cast.acting(who) as ctx:
        return commands.view_characteristics(ctx, nominal_id=nominal_id)


def counted(who: str = "beth") -> dict[str, int | None]:
    with cast.acting(who) as ctx:
        return {
            one.answer: one.people
            for one in commands.count_characteristics(ctx)
            if one.characteristic == "religion"
        }


def test_the_nine_are_those_that_are_published() -> None:
    assert tuple(catalogue().table("equality", "characteristics")["characteristic"]) == NINE


# --- kept ---------------------------------------------------------------------------------------------


def test_keep_characteristics_keeps_one_row_a_person_and_counts_its_version() -> None:
    nominal_id = somebody()
    keep(nominal_id)
    keep(nominal_id, SAID | {"religion": "none"}, version=1)

    found = view(nominal_id)
    assert (found.version, found.answers) == (2, SAID | {"religion": "none"})
    with roles.owner():
        assert Characteristics.objects.count() == 1


def test_keep_characteristics_finds_nobody_for_whoever_may_not_know_the_record() -> None:
    nominal_id = somebody()
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            keep(nominal_id, who=who)

    assert told.refusals() == [("keep_characteristics", "not-visible")] * len(OUTSIDE)


@pytest.mark.parametrize("said", [{}, SAID | {"religion": "jedi"}, SAID | {"shoe": "large"}])
def test_keep_characteristics_takes_the_answers_that_are_offered(said: dict[str, str]) -> None:
    nominal_id = somebody()
    with pytest.raises(Invalid, match="those that are offered"):
        keep(nominal_id, said)

    assert view(nominal_id).version == 0


def test_keep_characteristics_of_what_somebody_changed_meanwhile_is_stale() -> None:
    nominal_id = somebody()
    keep(nominal_id)
    with pytest.raises(Stale):
        keep(nominal_id, NOTHING)

    assert view(nominal_id).answers == SAID


def test_keep_characteristics_tells_the_ledger_whose_and_never_what() -> None:
    nominal_id = somebody()
    keep(nominal_id)

    assert told.facts("characteristics.kept") == [{"nominal_id": str(nominal_id)}]
    with roles.owner():
        assert not FieldChange.objects.filter(table__startswith="characteristics").exists()


# --- read ---------------------------------------------------------------------------------------------


def test_view_characteristics_of_whom_nobody_asked_is_not_asked() -> None:
    assert view(somebody()).answers == NOTHING


def test_view_characteristics_is_recorded() -> None:
    nominal_id = somebody()
    view(nominal_id)

    assert told.facts("characteristics.viewed") == [{"nominal_id": str(nominal_id)}]


def test_view_characteristics_finds_nobody_for_whoever_may_not_know_the_record() -> None:
    nominal_id = somebody()
    keep(nominal_id)
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            view(nominal_id, who=who)


def test_view_characteristics_finds_nobody_where_there_is_nobody() -> None:
    with pytest.raises(NotVisible):
        view(uuid4())


# --- the database itself ------------------------------------------------------------------------------


def test_the_database_answers_nobody_who_may_not_write_the_record() -> None:
    nominal_id = somebody()
    keep(nominal_id)
    for who in OUTSIDE:
        with cast.acting(who), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(uuid4())])
            cursor.execute("select * from sec.characteristics_of(%s)", [nominal_id])
            assert cursor.fetchall() == []
            cursor.execute("select * from sec.characteristics_counted(1)")
            assert cursor.fetchall() == []


@pytest.mark.parametrize("call", ["characteristics_of(%s)", "keep_characteristics(%s, 0, now(), '{}')"])
def test_the_database_answers_nothing_outside_a_command(call: str) -> None:
    nominal_id = somebody()
    with cast.acting("priya"), pytest.raises(DatabaseError, match="only inside a command"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select sec.{call}", [nominal_id])


def test_no_other_code_names_the_store_or_its_functions() -> None:
    named = re.compile(r"characteristics_(characteristics|of|counted)|keep_characteristics")
    there = {
        file.relative_to(walking.PACKAGE).parts[0]
        for ending in ("*.py", "*.sql", "*.html")
        for file in walking.PACKAGE.rglob(ending)
        if named.search(file.read_text("utf-8"))
    }

    assert there == {"characteristics"}


# --- counted ------------------------------------------------------------------------------------------


def world(**religions: int) -> None:
    """So many people of Northshire who gave each answer."""
    said = [religion for religion, number in religions.items() for _ in range(number)]
    with cast.acting("beth") as ctx:
        unit = cast.compartment(given.REFERRALS)
        known = [Given(person=somebody_else(number)) for number in range(len(said))]
        cases.take_over_people(ctx, compartment_id=unit, people=known)
        for nominal, religion in zip(Nominal.objects.order_by("pk"), said, strict=True):
            keep(nominal.pk, NOTHING | {"religion": religion}, who="beth")


def test_count_characteristics_shows_no_figure_below_five_nor_one_that_tells_of_it() -> None:
    world(none=6, christian=5, sikh=2)

    assert counted() == {"none": 6, "christian": None, "sikh": None}


def test_count_characteristics_shows_all_where_no_answer_is_rare() -> None:
    world(none=6, christian=5)

    assert counted() == {"none": 6, "christian": 5}


def test_count_characteristics_is_for_supervisors() -> None:
    for who in ("priya", "noor", "stan", "ines", "sam"):
        with pytest.raises(NotPermitted, match="supervisors"):
            counted(who)

    assert {name for name, _code in told.refusals()} == {"count_characteristics"}


def test_count_characteristics_counts_no_other_unit() -> None:
    world(none=5)

    assert counted("elin") == {}


def test_count_characteristics_is_recorded() -> None:
    counted()

    assert len(told.facts("characteristics.counted")) == 1


# --- pages --------------------------------------------------------------------------------------------


def test_the_form_keeps_what_was_said_and_shows_it_again() -> None:
    nominal_id = somebody()
    priya, where = cast.browser("priya"), f"/people/{nominal_id}/equality/"

    assert priya.post(where, SAID | {"version": "0"}).status_code == 302
    assert re.search(r'<option value="sikh"[^>]* selected', priya.get(where).content.decode())
    assert priya.post(where, NOTHING | {"version": "0"}).status_code == 409


def test_the_page_of_counts_shows_what_may_be_shown() -> None:
    world(none=5, sikh=1)

    page = text(cast.browser("beth").get("/equality/"))
    assert "Sikh not shown" in page
    assert "Hindu not shown" in page
    assert cast.browser("priya").get("/equality/").status_code == 403


def test_a_person_has_one_row_whatever_the_number_of_cases() -> None:
    case_id = given.owned()
    with cast.acting("priya"):
        nominal_id = given.person_of(case_id).pk
    keep(nominal_id, who="beth")

    assert view(nominal_id, who="omar").answers == SAID
