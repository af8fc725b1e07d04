"""Postings, and the access that follows: at once, for as long as everything is live, no longer."""

from datetime import timedelta
from uuid import uuid4

import pytest

from caseward.accounts import commands as account_commands
from caseward.accounts import queries as accounts
from caseward.foundation.access.models import Compartment, Membership
from caseward.foundation.commands.errors import CommandIncomplete, Invalid, NotPermitted, NotVisible, Stale
from caseward.workforce import commands
from caseward.workforce.models import Posting
from caseward.workforce.policies import midnight
from caseward.workforce.vocabulary import Level
from tests import cast, moments, roles, told
from tests.apps.workforce import given


pytestmark = pytest.mark.django_db

OTHERS = ["priya", "beth", "noor", "rhys", "kit", "cleo", "ines", "rafe", "dana", "marcus", "stan"]


def test_post_person_opens_the_compartments_of_the_role_at_once() -> None:
    with given.as_sam() as ctx:
        given.qualify(ctx, "stan", "case-officer")
        assert given.knows("stan") == set()
        commands.post_person(ctx, **given.posted("stan"))

    assert given.knows("stan") == {"northshire-prevent-referrals", "northshire-prevent-cases"}
    basis = given.memberships("stan")["northshire-prevent-cases"].basis
    assert basis == "Posted to Northshire Prevent as case officer"


def test_post_person_gives_intake_the_referrals_and_not_the_cases() -> None:
    assert given.knows("noor") == {"northshire-prevent-referrals"}


def test_post_person_opens_nothing_while_vetting_or_training_is_missing() -> None:
    with given.as_sam() as ctx:
        commands.post_person(ctx, **given.posted("stan"))
        assert given.knows("stan") == set()
        commands.record_clearance(
            ctx,
            user_id=cast.person("stan").pk,
            level=Level.DV,
            starts_on=given.MONTH_AGO,
            ends_on=given.IN_A_MONTH,
        )
        assert given.knows("stan") == set()
        given.qualify(ctx, "stan", "case-officer")

    assert "northshire-prevent-cases" in given.knows("stan")


def test_post_person_for_a_day_to_come_opens_nothing_today() -> None:
    with given.as_sam() as ctx:
        given.qualify(ctx, "stan", "case-officer")
        commands.post_person(ctx, **given.posted("stan", starts_on=given.TODAY + timedelta(days=2)))

    assert given.knows("stan") == set()
    assert given.memberships("stan")["northshire-prevent-cases"].starts_at > moments.real_now()


def test_post_person_ends_access_with_whatever_ends_first_and_after_a_year_at_most() -> None:
    with given.as_sam() as ctx:
        given.qualify(ctx, "stan", "case-officer")
        commands.post_person(ctx, **given.posted("stan", ends_on=given.IN_A_MONTH))
        given.qualify(ctx, "marcus", "case-officer")
        commands.post_person(ctx, **given.posted("marcus"))

    assert given.memberships("stan")["northshire-prevent-cases"].ends_at == midnight(given.IN_A_MONTH)
    assert given.memberships("marcus")["northshire-prevent-cases"].ends_at == ctx.now + timedelta(days=365)


def test_post_person_refuses_everybody_but_the_administrator() -> None:
    for who in OTHERS:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.post_person(ctx, **given.posted("omar", "Northshire Nominal", "nominal-officer"))

    assert told.refusals() == [("post_person", "workforce.not-administrator")] * len(OTHERS)


def test_post_person_refuses_oneself() -> None:
    with given.as_sam() as ctx, pytest.raises(NotPermitted, match="Nobody grants himself anything"):
        commands.post_person(ctx, **given.posted("sam"))

    assert told.refusals() == [("post_person", "workforce.oneself")]


def test_post_person_refuses_a_role_that_the_unit_has_no_work_for() -> None:
    with given.as_sam() as ctx, pytest.raises(Invalid, match="has no work for the role") as refused:
        commands.post_person(ctx, **given.posted("stan", "Northshire Prevent", "inspector"))

    assert refused.value.field == "role"


def test_post_person_refuses_a_second_posting_at_the_same_time() -> None:
    with given.as_sam() as ctx, pytest.raises(Invalid, match="already"):
        commands.post_person(ctx, **given.posted("priya"))


def test_post_person_refuses_an_end_before_the_start() -> None:
    with given.as_sam() as ctx, pytest.raises(Invalid, match="after the first"):
        commands.post_person(ctx, **given.posted("stan", ends_on=given.MONTH_AGO))


def test_post_person_tells_the_ledger_ids_and_codes() -> None:
    with given.as_sam() as ctx:
        posting_id = commands.post_person(ctx, **given.posted("stan"))

    stan = str(cast.person("stan").pk)
    assert told.facts("posting.made") == [
        {
            "posting_id": str(posting_id),
            "user_id": stan,
            "unit_id": str(given.unit("Northshire Prevent")),
            "role": "case-officer",
        }
    ]
    assert told.facts("access.renewed") == [{"user_id": stan, "compartments": 0}]


def test_end_posting_shuts_everything_at_the_next_request() -> None:
    posting = given.posting_of("priya")
    client = cast.browser("priya")
    with given.as_sam() as ctx:
        commands.end_posting(ctx, posting_id=posting.pk, version=1, because="Moved to another force")

    assert given.knows("priya") == set()
    assert given.memberships("priya") == {}
    assert client.get("/account/").status_code == 302, "nothing is left to be signed in for"


def test_end_posting_leaves_what_another_posting_opens() -> None:
    with given.as_sam() as ctx:
        given.post(ctx, "priya", "Eastmark Prevent")
        with roles.owner():
            first = Posting.objects.get(user=cast.person("priya"), unit__name="Northshire Prevent")
        commands.end_posting(ctx, posting_id=first.pk, version=1, because="Moved to another force")

    assert given.knows("priya") == {"eastmark-prevent-referrals", "eastmark-prevent-cases"}
    assert told.facts("account.sessions-ended") == []


def test_end_posting_leaves_what_was_granted_otherwise() -> None:
    with roles.owner():
        Membership.objects.create(
            user=cast.person("priya"), compartment=Compartment.objects.get(key="eastmark-prevent-cases"),
            basis="Named for one case", basis_id=uuid4(), capabilities=["case.read"],
            starts_at=moments.real_now() - timedelta(days=1), ends_at=moments.real_now() + timedelta(days=1),
        )  # fmt: skip
    posting = given.posting_of("priya")
    with given.as_sam() as ctx:
        commands.end_posting(ctx, posting_id=posting.pk, version=1, because="Moved to another force")

    assert given.knows("priya") == {"eastmark-prevent-cases"}


def test_end_posting_on_a_day_to_come_shuts_then() -> None:
    posting = given.posting_of("priya")
    with given.as_sam() as ctx:
        commands.end_posting(
            ctx, posting_id=posting.pk, version=1, because="Moves on", ends_on=given.IN_A_MONTH
        )

    assert given.memberships("priya")["northshire-prevent-cases"].ends_at == midnight(given.IN_A_MONTH)


def test_end_posting_refuses_the_supervisor_who_may_see_it() -> None:
    posting = given.posting_of("priya")
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.end_posting(ctx, posting_id=posting.pk, version=1, because="x")

    assert told.refusals() == [("end_posting", "workforce.not-administrator")]


def test_end_posting_refuses_one_that_is_not_there() -> None:
    with given.as_sam() as ctx, pytest.raises(NotVisible):
        commands.end_posting(ctx, posting_id=uuid4(), version=1, because="x")


def test_end_posting_refuses_ones_own() -> None:
    posting = given.posting_of("sam")
    with given.as_sam() as ctx, pytest.raises(NotPermitted, match="Nobody grants himself"):
        commands.end_posting(ctx, posting_id=posting.pk, version=1, because="x")


def test_end_posting_refuses_one_that_is_over_and_one_that_changed() -> None:
    posting = given.posting_of("priya")
    with given.as_sam() as ctx:
        commands.end_posting(ctx, posting_id=posting.pk, version=1, because="Moved")
        with pytest.raises(Invalid, match="already ended"):
            commands.end_posting(ctx, posting_id=posting.pk, version=2, because="Moved")
        with pytest.raises(Stale):
            commands.end_posting(ctx, posting_id=posting.pk, version=1, because="Moved")


def test_end_posting_tells_the_ledger() -> None:
    posting = given.posting_of("priya")
    with given.as_sam() as ctx:
        commands.end_posting(ctx, posting_id=posting.pk, version=1, because="Moved")

    priya = str(cast.person("priya").pk)
    assert told.facts("posting.ended") == [{"posting_id": str(posting.pk), "user_id": priya}]
    assert told.facts("account.sessions-ended") == [{"user_id": priya, "how": "access-ended"}]


def test_confirm_posting_is_good_for_another_year() -> None:
    posting = given.posting_of("priya")
    later = moments.real_now() + timedelta(days=200)
    with cast.acting("sam", now=later) as ctx:
        commands.confirm_posting(ctx, posting_id=posting.pk, version=1)

    assert given.memberships("priya")["northshire-prevent-cases"].ends_at == later + timedelta(days=365)


def test_confirm_posting_refuses_the_wrong_person() -> None:
    posting = given.posting_of("priya")
    with cast.acting("priya") as ctx, pytest.raises(NotPermitted):
        commands.confirm_posting(ctx, posting_id=posting.pk, version=1)

    assert told.refusals() == [("confirm_posting", "workforce.not-administrator")]


def test_confirm_posting_refuses_one_that_is_over() -> None:
    posting = given.posting_of("priya")
    with given.as_sam() as ctx:
        commands.end_posting(ctx, posting_id=posting.pk, version=1, because="Moved")
        with pytest.raises(Invalid):
            commands.confirm_posting(ctx, posting_id=posting.pk, version=2)


def test_confirm_posting_tells_the_ledger() -> None:
    posting = given.posting_of("priya")
    with given.as_sam() as ctx:
        commands.confirm_posting(ctx, posting_id=posting.pk, version=1)

    assert [each["posting_id"] for each in told.facts("posting.confirmed")] == [str(posting.pk)]


def test_renew_access_is_part_of_a_command() -> None:
    with given.as_sam() as ctx, pytest.raises(CommandIncomplete):
        commands.renew_access(ctx, user_id=cast.person("stan").pk)


def test_renew_access_derives_the_same_again() -> None:
    before = {key: (each.basis, each.capabilities) for key, each in given.memberships("priya").items()}
    posting = given.posting_of("priya")
    with given.as_sam() as ctx:
        commands.confirm_posting(ctx, posting_id=posting.pk, version=1)

    assert {
        key: (each.basis, each.capabilities) for key, each in given.memberships("priya").items()
    } == before


def test_a_shut_account_is_in_no_list_of_people_and_its_postings_wait() -> None:
    with given.as_sam() as ctx:
        user = accounts.account(viewer=ctx.actor, user_id=cast.person("priya").pk)
        account_commands.disable_account(
            ctx, user_id=user.id, version=user.version, because="Long-term leave"
        )

    assert set(given.memberships("priya")) == {"northshire-prevent-referrals", "northshire-prevent-cases"}
