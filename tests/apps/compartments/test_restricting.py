"""A case in a compartment of its own: moved whole, left behind nowhere, sealed and given back by two."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId, Settled
from caseward.compartments import commands
from caseward.compartments.models import KeyRequest, OwnCompartment
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from tests import cast, given, roles
from tests.apps.compartments.given import PICKED, granted, ids, said, seal_asked, sealed, sees, told, turned


pytestmark = pytest.mark.django_db

WHY = "Somebody in the unit knows the family."


def restricted(case_id: CaseId, *names: str, by: str = "beth", because: str = WHY) -> UUID:
    with cast.acting(by) as ctx:
        return commands.restrict_case(ctx, case_id=case_id, people=ids(*(names or PICKED)), because=because)


def return_asked(case_id: CaseId, *, by: str = "beth") -> UUID:
    with cast.acting(by) as ctx:
        return commands.ask_to_return(ctx, case_id=case_id, because="The conflict is over.")


def refused(request_id: UUID, *, by: str = "grace", because: str = "The unit has to know.") -> None:
    with cast.acting(by) as ctx:
        commands.refuse_key(ctx, request_id=request_id, version=1, because=because)


def kept() -> Iterator[Any]:
    """Every table with a compartment but those that say who may know."""
    for model in apps.get_models():
        columns = {field.column for field in model._meta.concrete_fields}
        if "compartment_id" in columns and model._meta.app_label not in {"access", "sample"}:
            yield model


def rows() -> dict[tuple[str, UUID], dict[str, Any]]:
    """Every row of each of those tables, with all of its columns."""
    found: dict[tuple[str, UUID], dict[str, Any]] = {}
    with roles.owner():
        for model in kept():
            for row in model.objects.values():
                found[model._meta.db_table, row["id"]] = row
    return found


def mentions(row: dict[str, Any], of: set[UUID]) -> bool:
    return any(value in of for name, value in row.items() if name != "id" and isinstance(value, UUID))


def rich_case() -> CaseId:
    """A case with as many sorts of rows as an hour's work leaves."""
    case_id = given.at_section_36()
    with cast.acting("priya", now=given.later(hours=3)) as ctx:
        gap_id = cases.raise_gap(ctx, case_id=case_id, text="Who was with him?", due_on=None)
        cases.settle_gap(ctx, loose_end_id=gap_id, version=1, how=Settled.RESOLVED, words="His brother.")
    given.proposed(case_id)
    return case_id


def test_restrict_case_leaves_it_to_those_named_its_owner_and_who_asked() -> None:
    case_id = rich_case()
    assert {"omar", "priya", "beth", "grace"} <= sees(case_id)

    restricted(case_id, "grace")

    assert sees(case_id) == {"priya", "beth", "grace"}
    assert "access.restricted" in said()


def test_restrict_case_moves_everything_and_changes_no_word() -> None:
    given.owned({**given.MAEVE})  # somebody else's, which stays where it is
    case_id, before = rich_case(), rows()
    restricted(case_id)
    after = rows()
    with roles.owner():
        own = OwnCompartment.objects.get()
        new, case = own.compartment_id, Case.objects.get(pk=case_id)
    moved = {key for key, row in before.items() if after[key]["compartment_id"] != row["compartment_id"]}

    assert {after[key]["compartment_id"] for key in moved} == {new}
    assert {key[0] for key in moved} >= {
        "cases_case", "cases_ownership", "cases_offer", "cases_closing", "cases_gap", "cases_finding",
        "chronology_entry", "decisions_decisionrecord", "decisions_decisionoption", "nominals_nominal",
        "nominals_name", "obligations_obligation", "records_fieldchange", "referrals_answer",
        "referrals_deconfliction", "referrals_referral", "jobs_outboxmessage",
    }  # fmt: skip
    for key in moved:
        words = {name: value for name, value in before[key].items() if name not in {"compartment_id", "salt"}}
        assert words == {name: after[key][name] for name in words}, key
    left = {key: row for key, row in after.items() if row["compartment_id"] != new}
    of = {key[1] for key in moved} | {each for each in (case.pk, case.nominal_id, case.referral_id) if each}
    assert [key for key, row in left.items() if mentions(row, of)] == []
    assert any(key[0] == "cases_case" for key in left), "somebody else's case stays"


def test_restrict_case_is_for_supervisors() -> None:
    case_id = given.owned()

    with pytest.raises(NotPermitted):
        restricted(case_id, by="priya")
    assert told() == "command.refused"
    with pytest.raises(NotVisible):
        restricted(case_id, by="elin")


def test_restrict_case_keeps_two_who_can_give_it_back() -> None:
    case_id = given.owned()

    with pytest.raises(Invalid, match="takes two people"):
        restricted(case_id, "priya")


def test_restrict_case_names_only_those_who_know_of_it() -> None:
    case_id = given.owned()

    with pytest.raises(Invalid, match="Only people who know of the case"):
        restricted(case_id, "grace", "rhys")
    with pytest.raises(Invalid, match="Say why"):
        restricted(case_id, because=" ")


def test_a_restricted_case_is_worked_on_as_before() -> None:
    case_id = given.owned()
    restricted(case_id)

    with cast.acting("priya") as ctx:
        cases.raise_gap(ctx, case_id=case_id, text="Where does he live?", due_on=None)
        assert cases.view_case(ctx, case_id=case_id).why == ("Named for this case by Beth Lindqvist",)


def test_the_owner_of_a_restricted_case_gives_access_to_it_alone() -> None:
    case_id = given.owned()
    with pytest.raises(NotPermitted):
        granted(case_id, by="priya")
    restricted(case_id)
    granted(case_id, by="priya")

    with cast.acting("rhys") as ctx:
        assert [each.pk for each in Case.objects.visible_to(ctx.actor)] == [case_id]


def test_restrict_case_writes_no_title_that_says_who_it_is_about() -> None:
    case_id = given.owned()
    restricted(case_id)
    with roles.owner():
        made = Compartment.objects.get(key__startswith="own-")
        reference = Case.objects.get(pk=case_id).reference

    assert reference not in made.title + made.key + made.contact
    assert made.discretion == "POINTERS"


def test_ask_to_seal_changes_nothing_yet_and_tells_the_other_holder() -> None:
    case_id = given.owned()
    seal_asked(case_id)

    assert "omar" in sees(case_id)
    assert told() == "access.key-asked"


def test_ask_to_seal_is_for_supervisors() -> None:
    case_id = given.owned()

    with pytest.raises(NotPermitted):
        seal_asked(case_id, by="priya")
    with pytest.raises(NotVisible):
        seal_asked(case_id, by="elin")


def test_ask_to_seal_twice_is_refused_while_the_first_waits() -> None:
    case_id = given.owned()
    seal_asked(case_id)

    with pytest.raises(Invalid, match="asked already"):
        seal_asked(case_id)


def test_turn_key_seals_by_a_second_person() -> None:
    case_id = rich_case()
    turned(seal_asked(case_id))

    assert sees(case_id) == {"priya", "beth", "grace"}
    with roles.owner():
        assert Compartment.objects.get(key__startswith="own-").discretion == "SILENT"
        assert KeyRequest.objects.get().answer == "TURNED"


def test_turn_key_is_never_ones_own() -> None:
    request_id = seal_asked(given.owned())

    with pytest.raises(NotPermitted):
        turned(request_id, by="beth")
    with pytest.raises(NotPermitted):
        turned(request_id, by="priya")
    assert told() == "command.refused"


def test_turn_key_within_the_hour_or_never() -> None:
    case_id = given.owned()
    request_id = seal_asked(case_id)

    with pytest.raises(Invalid, match="more than an hour ago"):
        turned(request_id, after=timedelta(minutes=60))
    assert "omar" in sees(case_id)


def test_turn_key_once() -> None:
    request_id = seal_asked(given.owned())
    refused(request_id)

    with pytest.raises((Invalid, NotVisible)):
        with cast.acting("grace") as ctx:
            commands.turn_key(ctx, request_id=request_id, version=2)


def test_refuse_key_leaves_everything_as_it_was() -> None:
    case_id = given.owned()
    refused(seal_asked(case_id))

    assert "omar" in sees(case_id)
    assert told() == "access.key-refused"


def test_refuse_key_is_for_holders_and_says_why() -> None:
    request_id = seal_asked(given.owned())

    with pytest.raises(NotPermitted):
        refused(request_id, by="priya")
    with pytest.raises(NotVisible):
        refused(request_id, by="elin")
    with pytest.raises(Invalid, match="Say why"):
        refused(request_id, because="")


@pytest.mark.parametrize("leave", [sealed, restricted])
def test_what_is_given_back_stands_where_it_stood(leave: Callable[[CaseId], object]) -> None:
    case_id = rich_case()
    before = rows()
    leave(case_id)
    with cast.acting("priya") as ctx:
        cases.raise_gap(ctx, case_id=case_id, text="New since.", due_on=None)
    turned(return_asked(case_id))
    after = rows()

    moved = {key for key, row in before.items() if after[key]["compartment_id"] != row["compartment_id"]}
    assert moved == set()
    assert "omar" in sees(case_id)
    with cast.acting("omar") as ctx:
        file = cases.view_case(ctx, case_id=case_id)
        assert "New since." in [each.text for each in file.loose_ends]
    assert "access.returned" in said()


def test_ask_to_return_is_for_holders_of_what_has_left_the_unit() -> None:
    case_id = given.owned()
    with pytest.raises(Invalid, match="kept with the unit already"):
        return_asked(case_id)
    restricted(case_id)
    with pytest.raises(NotPermitted):
        return_asked(case_id, by="priya")
    with pytest.raises(NotVisible):
        return_asked(case_id, by="omar")


def test_ask_to_return_changes_nothing_until_a_second_person_agrees() -> None:
    case_id = given.owned()
    restricted(case_id)
    return_asked(case_id)

    assert "omar" not in sees(case_id)


NOT_ALONE = [
    "select sec.restrict_person('{case}', '{me}', true, array['{me}'::uuid, '{owner}'], '{{}}', '', now(), null)",
    "select sec.return_person('{case}', '{{}}', null)",
    "select sec.put_into('cases_case', array['{case}'::uuid], gen_random_uuid())",
    "select sec.forget_traces(array['{case}'::uuid], '{{}}')",
    "update chronology_entry set compartment_id = gen_random_uuid()",
]


@pytest.mark.parametrize("statement", NOT_ALONE)
def test_the_database_lets_nobody_move_anything_alone(statement: str) -> None:
    case_id = given.owned()
    with cast.acting("beth") as ctx:
        values = {"case": case_id, "me": ctx.actor.id, "owner": cast.person("priya").pk}
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(case_id)])
            cursor.execute("select set_config('app.moving', 'yes', true)")
            cursor.execute(statement.format(**values))


# Tables with a compartment in which nothing belongs to a person, each with the reason.
STAY = {
    "nominals_nominal": "it is the root itself",
    "organisations_organisation": "it is the root itself",
    "compartments_grant": "says who may know the compartment it stands in",
    "compartments_owncompartment": "says what the compartment is",
    "identities_identitylink": "is in the custodians' compartment, and names its records under its own key",
    "panels_sitting": "is its unit's; its items stand where their cases stand",
    "oversight_famousname": "is in an office's compartment",
    "oversight_signedweek": "is in an office's compartment",
}


def test_every_table_with_a_compartment_moves_along_or_says_why_not() -> None:
    """A model that comes later moves by its foreign key, `about_id`, `record_id` or `vault_id`, or fails here."""
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("select distinct holder::text from sec.belonging_columns()")
        move = {name for (name,) in cursor.fetchall()}
    tables = {
        model._meta.db_table
        for model in kept()
        if "other_compartment_id" not in {field.column for field in model._meta.concrete_fields}
    }

    assert tables - move == set(STAY)


def test_whatever_belongs_to_its_compartment_may_move_before_it_is_checked() -> None:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "select f.conname from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid "
            "and a.attnum = any (f.conkey) and a.attname = 'compartment_id' "
            "where f.contype = 'f' and cardinality(f.conkey) > 1 and not f.condeferrable"
        )
        assert cursor.fetchall() == []


def test_ask_to_return_says_why() -> None:
    case_id = given.owned()
    restricted(case_id)

    with cast.acting("beth") as ctx, pytest.raises(Invalid, match="Say why"):
        commands.ask_to_return(ctx, case_id=case_id, because=" ")


def test_refuse_key_takes_back_what_one_asked_for_oneself() -> None:
    case_id = given.owned()
    refused(seal_asked(case_id), by="beth", because="Asked too early.")

    assert "omar" in sees(case_id)
