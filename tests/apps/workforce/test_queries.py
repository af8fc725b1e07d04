"""Who works where, who may know what and why: for those who may ask, and for nobody else."""

import pytest
from django.db import connection

from caseward.accounts import commands as account_commands
from caseward.accounts import queries as accounts
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.organisations.models import Unit
from caseward.organisations.vocabulary import Layer
from caseward.workforce import commands, queries
from caseward.workforce.entrance import UNIT
from caseward.workforce.models import Clearance
from tests import cast, moments, roles
from tests.apps.workforce import given


pytestmark = pytest.mark.django_db

CASES, REFERRALS = "northshire-prevent-cases", "northshire-prevent-referrals"


def unit(name: str = "Northshire Prevent") -> Unit:
    return Unit.objects.get(name=name)


def names(people: list[queries.Colleague]) -> list[str]:
    return [each.name for each in people]


def test_colleagues_are_those_who_can_do_it_there() -> None:
    with cast.acting("beth") as ctx:
        cases = cast.compartment(CASES)
        can_accept = queries.colleagues(viewer=ctx.actor, compartment_id=cases, capability="case.accept")
        can_approve = queries.colleagues(viewer=ctx.actor, compartment_id=cases, capability="case.approve")

    assert names(can_accept) == ["Beth Lindqvist", "Grace Adeyemi", "Omar Farouk", "Priya Sharma"]
    assert names(can_approve) == ["Beth Lindqvist", "Grace Adeyemi"]
    assert {each.role for each in can_approve} == {"Supervisor"}


def test_colleagues_leaves_out_whoever_is_shut_out() -> None:
    with given.as_sam() as ctx:
        account = accounts.account(viewer=ctx.actor, user_id=cast.person("omar").pk)
        account_commands.disable_account(ctx, user_id=account.id, version=account.version, because="Left")
    with cast.acting("beth") as ctx:
        found = queries.colleagues(
            viewer=ctx.actor, compartment_id=cast.compartment(CASES), capability="case.accept"
        )
        seeing = queries.who_can_see(viewer=ctx.actor, compartment_id=cast.compartment(CASES))

    assert "Omar Farouk" not in names(found)
    assert "Omar Farouk" not in {each.name for each in seeing}


def test_a_stranger_to_a_compartment_learns_of_nobody_in_it() -> None:
    cases = unit().compartments[Layer.CASES]
    for who in ["noor", "rhys", "elin", "sam", "ines", "stan"]:
        with cast.acting(who) as ctx:
            assert queries.colleagues(viewer=ctx.actor, compartment_id=cases, capability="case.read") == []
            assert queries.who_can_see(viewer=ctx.actor, compartment_id=cases) == []
            assert queries.why_can_i_see(viewer=ctx.actor, compartment_id=cases) == []


def test_who_can_see_says_why_and_until_when() -> None:
    with cast.acting("priya") as ctx:
        seeing = queries.who_can_see(viewer=ctx.actor, compartment_id=cast.compartment(CASES))

    assert [(each.name, each.basis) for each in seeing] == [
        ("Beth Lindqvist", "Posted to Northshire Prevent as supervisor"),
        ("Grace Adeyemi", "Posted to Northshire Prevent as supervisor"),
        ("Omar Farouk", "Posted to Northshire Prevent as case officer"),
        ("Priya Sharma", "Posted to Northshire Prevent as case officer"),
    ]
    assert all(each.until > moments.real_now() for each in seeing)


def test_why_can_i_see_says_it_of_oneself() -> None:
    with cast.acting("priya") as ctx:
        said = queries.why_can_i_see(viewer=ctx.actor, compartment_id=cast.compartment(CASES))

    assert said == ["Posted to Northshire Prevent as case officer"]


def test_people_of_unit_shows_a_supervisor_everybody_and_what_they_know() -> None:
    with cast.acting("beth") as ctx:
        people = queries.people_of_unit(viewer=ctx.actor, unit_id=unit().pk)

    noor = [each.records for each in people if each.name == "Noor Rahimi"]
    priya = [each.records for each in people if each.name == "Priya Sharma"]
    assert noor == ["Northshire Prevent referrals"]
    assert priya == ["Northshire Prevent cases", "Northshire Prevent referrals"]


def test_people_of_unit_refuses_everybody_else() -> None:
    for who in ["priya", "noor", "elin", "rhys", "ines", "stan"]:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            queries.people_of_unit(viewer=ctx.actor, unit_id=unit().pk)


def test_people_of_unit_that_is_not_there_is_not_visible() -> None:
    with cast.acting("beth") as ctx, pytest.raises(NotVisible):
        queries.people_of_unit(viewer=ctx.actor, unit_id=ctx.actor.id)


def test_staff_file_says_what_is_missing_before_a_posting_opens_anything() -> None:
    with given.as_sam() as ctx:
        given.post(ctx, "stan")
        file = queries.staff_file(viewer=ctx.actor, user_id=cast.person("stan").pk, now=ctx.now)

    [posting] = file.postings
    assert (posting.unit, posting.role, posting.access_until) == ("Northshire Prevent", "Case officer", None)
    assert posting.missing == (
        "Management vetting (MV)",
        "Security check (SC)",
        "Data protection",
        "Safeguarding",
        "Prevent officer course",
    )


def test_staff_file_shows_until_when_access_is_good() -> None:
    with given.as_sam() as ctx:
        file = queries.staff_file(viewer=ctx.actor, user_id=cast.person("priya").pk, now=ctx.now)

    [posting] = file.postings
    assert posting.missing == ()
    assert posting.access_until is not None
    assert {each.level for each in file.clearances} == {"Management vetting (MV)", "Security check (SC)"}
    assert all(each.is_live for each in file.clearances)
    assert all(each.is_live for each in file.trainings)


def test_staff_file_is_for_those_who_post_people() -> None:
    for who in ["priya", "beth", "ines", "rafe", "stan"]:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            queries.staff_file(viewer=ctx.actor, user_id=cast.person("omar").pk, now=ctx.now)


def test_postings_in_lists_who_is_posted_now() -> None:
    with given.as_sam() as ctx:
        posted = queries.postings_in(viewer=ctx.actor, unit_id=unit("Region Oversight").pk, now=ctx.now)

    assert [(each.name, each.role) for each in posted] == [("Ines Carvalho", "Inspector and auditor")]


def unit_in_the_bar() -> str:
    """What the question of who arrives says of the unit beside the name."""
    with connection.cursor() as cursor:
        cursor.execute(UNIT, {"now": moments.real_now()})
        [(found,)] = cursor.fetchall()
    return str(found)


def test_the_unit_in_the_bar_is_the_one_that_one_is_posted_to_now() -> None:
    with cast.acting("noor"):
        assert unit_in_the_bar() == "Northshire Prevent"
    with cast.acting("stan"):
        assert unit_in_the_bar() == ""


def test_without_a_session_no_unit_stands_in_the_bar() -> None:
    assert unit_in_the_bar() == ""


def test_access_ends_by_the_clock_of_the_database_alone() -> None:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "update access_membership set ends_at = clock_timestamp() + interval '0.2 seconds' where user_id = %s",
            [cast.person("priya").pk],
        )
        cursor.execute("select pg_sleep(0.25)")

    assert given.knows("priya") == set()


def test_vetting_that_has_run_out_opens_nothing_when_derived_again() -> None:
    posting = given.posting_of("priya")
    with roles.owner():
        Clearance.objects.filter(user=cast.person("priya"), level="SC").update(ends_on=given.TODAY)
    with given.as_sam() as ctx:
        commands.confirm_posting(ctx, posting_id=posting.pk, version=1)

    assert given.memberships("priya") == {}
