"""Access by name: given by another, with a reason and an end, and standing on a posting."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.compartments import commands
from caseward.compartments.vocabulary import Extent
from caseward.foundation.access.models import Membership
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.workforce import commands as workforce
from caseward.workforce.vocabulary import Level
from tests import cast, given, moments, roles
from tests.apps.compartments.given import IN_A_MONTH, USUAL, WHY, grant_of, sees, told
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db


def granted(case_id: CaseId, to: str = "rhys", *, by: str = "beth", **said: Any) -> UUID:
    with cast.acting(by) as ctx:
        return commands.grant_access(ctx, case_id=case_id, **(USUAL | {"name": to} | said))


def end(grant_id: UUID, *, by: str = "beth", because: str = "The work is done.") -> None:
    with cast.acting(by) as ctx:
        commands.end_grant(ctx, grant_id=grant_id, version=grant_of(grant_id).version, because=because)


def renew(grant_id: UUID, *, by: str = "beth", days: int = 60) -> None:
    ends_on = given.later(days=days).date()
    with cast.acting(by) as ctx:
        commands.renew_grant(ctx, grant_id=grant_id, version=grant_of(grant_id).version, ends_on=ends_on)


def opened(name: str) -> list[Membership]:
    with roles.owner():
        return list(Membership.objects.filter(user=cast.person(name), sort="GRANT"))


def test_grant_access_lets_a_named_officer_of_another_unit_read_and_nothing_more() -> None:
    case_id = given.owned()
    assert "rhys" not in sees(case_id)

    granted(case_id)

    assert "rhys" in sees(case_id)
    with cast.acting("rhys") as ctx:
        assert cases.view_case(ctx, case_id=case_id).why == (f"Granted by Beth Lindqvist because {WHY}",)
        case = Case.objects.get(pk=case_id)
        assert not ctx.actor.holds("case.write", case.compartment_id)


def test_grant_access_to_work_gives_no_more_than_the_giver_holds() -> None:
    case_id = given.owned()
    granted(case_id, extent=Extent.WORK)

    with cast.acting("rhys") as ctx:
        case = Case.objects.select_related("nominal").get(pk=case_id)
        assert ctx.actor.holds("case.write", case.compartment_id)
        assert ctx.actor.holds("nominal.write", given.person_of(case_id).compartment_id)
        assert not ctx.actor.holds("case.allocate", case.compartment_id)
        assert not ctx.actor.holds("compartment.grant", case.compartment_id)


def test_grant_access_is_for_supervisors() -> None:
    case_id = given.owned()

    with pytest.raises(NotPermitted):
        granted(case_id, by="priya")
    assert told() == "command.refused"


def test_grant_access_to_what_one_may_not_know_is_to_nothing() -> None:
    case_id = given.owned()

    with pytest.raises(NotVisible):
        granted(case_id, by="elin")


def test_grant_access_never_to_oneself() -> None:
    case_id = given.owned()

    with pytest.raises(NotPermitted):
        granted(case_id, to="beth")


@pytest.mark.parametrize("name", ["nobody of this name", "dana", "marcus", "sam", "ines", "stan", "rafe"])
def test_grant_access_is_for_those_who_work_with_records_of_people(name: str) -> None:
    case_id = given.owned()

    with pytest.raises(Invalid, match="Nobody of that name can be given access"):
        granted(case_id, to=name)


@pytest.mark.parametrize("days", [-1, 0, 366, 4000])
def test_grant_access_ends_within_twelve_months(days: int) -> None:
    case_id = given.owned()

    with pytest.raises(Invalid, match="within twelve months"):
        granted(case_id, ends_on=given.later(days=days).date())


def test_grant_access_records_who_and_until_when_and_no_words() -> None:
    case_id = given.owned()
    granted(case_id)

    assert told() == "access.granted"


def test_end_grant_is_felt_in_the_next_statement_of_every_session() -> None:
    case_id = given.owned()
    grant_id = granted(case_id)
    with cast.acting("rhys"):
        assert Case.objects.filter(pk=case_id).exists()
        end(grant_id)
        assert not Case.objects.filter(pk=case_id).exists()
    assert told() == "access.ended"


def test_end_grant_is_for_supervisors() -> None:
    grant_id = granted(given.owned(), to="rhys", extent=Extent.WORK)

    with pytest.raises(NotPermitted):
        end(grant_id, by="priya")
    with pytest.raises(NotPermitted):
        end(grant_id, by="rhys")
    assert told() == "command.refused"


def test_end_grant_that_one_may_not_know_is_absent() -> None:
    grant_id = granted(given.owned())

    with pytest.raises(NotVisible):
        end(grant_id, by="elin")


def test_end_grant_says_why_and_once() -> None:
    grant_id = granted(given.owned())

    with pytest.raises(Invalid, match="Say why"):
        end(grant_id, because=" ")
    end(grant_id)
    with pytest.raises(Invalid, match="already ended"):
        end(grant_id)


def test_renew_grant_gives_it_another_end() -> None:
    grant_id = granted(given.owned())
    renew(grant_id)

    assert {each.granted_until for each in opened("rhys")} == {grant_of(grant_id).until}
    assert grant_of(grant_id).until.date() > IN_A_MONTH
    assert told() == "access.renewed-by-name"


def test_renew_grant_is_never_ones_own() -> None:
    """Whoever was given access cannot prolong it, even where he could prolong another's."""
    case_id = given.owned()
    grant_id = granted(case_id, to="grace", extent=Extent.WORK)

    with pytest.raises(NotPermitted, match="Nobody says this of himself"):
        renew(grant_id, by="grace")
    assert told() == "command.refused"


def test_renew_grant_that_has_ended_or_for_too_long_is_refused() -> None:
    grant_id = granted(given.owned())

    with pytest.raises(Invalid, match="within twelve months"):
        renew(grant_id, days=400)
    end(grant_id)
    with pytest.raises(Invalid, match="already ended"):
        renew(grant_id)


def test_renew_grant_from_an_old_page_is_stale() -> None:
    grant_id = granted(given.owned())
    renew(grant_id)

    with cast.acting("beth") as ctx, pytest.raises(Stale):
        commands.renew_grant(ctx, grant_id=grant_id, version=1, ends_on=IN_A_MONTH)


def test_a_grant_opens_nothing_once_vetting_lapses_and_again_when_it_is_renewed() -> None:
    case_id = given.owned()
    granted(case_id)
    with staff.as_sam() as ctx:
        clearance = staff.clearance_of("rhys", Level.SC)
        workforce.withdraw_clearance(
            ctx, clearance_id=clearance.pk, version=clearance.version, because="Under review."
        )
    assert "rhys" not in sees(case_id)

    with staff.as_sam() as ctx:
        workforce.record_clearance(
            ctx, user_id=cast.person("rhys").pk, level=Level.SC,
            starts_on=staff.MONTH_AGO, ends_on=staff.TODAY + timedelta(days=10),
        )  # fmt: skip
    assert "rhys" in sees(case_id)
    # It ends with the vetting now, although it was given for longer.
    assert all(each.granted_until and each.ends_at < each.granted_until for each in opened("rhys"))


def test_a_grant_ends_with_the_posting_it_stands_on() -> None:
    case_id = given.owned()
    granted(case_id)
    with staff.as_sam() as ctx:
        posting = staff.posting_of("rhys")
        workforce.end_posting(ctx, posting_id=posting.pk, version=posting.version, because="Left.")

    assert "rhys" not in sees(case_id)


def test_a_grant_that_was_ended_is_not_opened_again_by_a_new_posting() -> None:
    case_id = given.owned()
    end(granted(case_id))
    with staff.as_sam() as ctx:
        staff.post(ctx, "rhys", "Eastmark Prevent", "case-officer")

    assert "rhys" not in sees(case_id)


REFUSED = (DatabaseError, IntegrityError)


@pytest.mark.parametrize(
    ("by", "to", "held", "days"),
    [
        ("beth", "beth", ["case.read"], 30),  # oneself
        ("priya", "rhys", ["case.read"], 30),  # not hers to give
        ("beth", "rhys", ["account.administer"], 30),  # more than she holds
        ("beth", "rhys", ["case.read"], 400),  # for more than a year
        ("beth", "stan", ["case.read"], 30),  # nobody's officer
    ],
)
def test_the_database_refuses_what_the_policies_refuse(by: str, to: str, held: list[str], days: int) -> None:
    until = moments.real_now() + timedelta(days=days)
    to_id = cast.person(to).pk
    with cast.acting(by), pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        compartment_id = cast.compartment(given.CASES)
        cursor.execute("select set_config('app.command', %s, true)", [str(to_id)])
        cursor.execute(
            "select sec.open_access(%s, %s, %s, 'x', %s, %s)", [to_id, to_id, compartment_id, held, until]
        )
