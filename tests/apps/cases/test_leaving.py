"""Nobody leaves work behind: the refusal says what is left, and one form offers it to others, who accept by name."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from caseward.accounts import commands as accounts
from caseward.cases import commands
from caseward.cases.models import Case, Offer
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.ledger.models import Entry
from caseward.workforce import commands as workforce
from tests import cast, given, moments, roles
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db


def now() -> Any:
    return moments.real_now()


def disabled(name: str = "priya") -> None:
    user = cast.person(name)
    with cast.acting("sam", now=now()) as ctx:
        accounts.disable_account(ctx, user_id=user.pk, version=user.version, because="Left the force.")


def posting_ended(name: str = "priya", **when: Any) -> None:
    posting = staff.posting_of(name)
    with cast.acting("sam", now=now()) as ctx:
        workforce.end_posting(
            ctx, posting_id=posting.pk, version=posting.version, because="Left the force.", **when
        )


def handed_over(case_ids: Sequence[CaseId], to: str = "omar", *, who: str = "beth") -> int:
    to_id = cast.person(to).pk
    with cast.acting(who, now=now()) as ctx:
        return commands.hand_over_cases(ctx, case_ids=case_ids, to_id=to_id, note="Priya leaves on Friday.")


def accepted(case_id: CaseId, who: str = "omar") -> None:
    with cast.acting(who, now=now()) as ctx:
        offer = Offer.objects.get(case_id=case_id, answered_at__isnull=True)
        commands.accept_case(ctx, offer_id=offer.pk, version=offer.version, no_conflict=True)


def events() -> list[str]:
    with roles.owner():
        return list(Entry.objects.order_by("sequence").values_list("event", flat=True))


@pytest.mark.parametrize("leaves", [disabled, posting_ended])
def test_whoever_owns_a_case_does_not_leave(leaves: Any) -> None:
    """F07: there is no case without an owner who can read it."""
    given.owned(now=now() - timedelta(days=1))

    with pytest.raises(Invalid, match="still owns open cases"):
        leaves()

    assert events()[-1] == "command.refused"


@pytest.mark.parametrize("leaves", [disabled, posting_ended])
def test_whoever_has_an_offer_to_answer_does_not_leave(leaves: Any) -> None:
    given.adopted(now=now() - timedelta(hours=2))

    with pytest.raises(Invalid, match="has the offer of a case to answer"):
        leaves()


@pytest.mark.parametrize("leaves", [disabled, posting_ended])
def test_whoever_has_handed_everything_over_leaves(leaves: Any) -> None:
    case_id = given.owned(now=now() - timedelta(days=1))
    handed_over([case_id])
    accepted(case_id)

    leaves()


def test_a_posting_is_given_a_day_to_come_on_which_it_ends() -> None:
    given.owned(now=now() - timedelta(days=1))

    posting_ended(ends_on=now().date() + timedelta(days=28))

    page = cast.browser("beth").get(reverse("cases:exceptions")).content.decode()
    assert "before it ends" in page
    assert reverse("cases:hand-over", args=[cast.person("priya").pk]) in page


def test_the_refusal_tells_nobody_of_a_case() -> None:
    given.owned(now=now() - timedelta(days=1))

    with pytest.raises(Invalid) as refused:
        disabled()

    assert not any(letter.isdigit() for letter in str(refused.value))


def test_hand_over_cases_offers_each_and_moves_none() -> None:
    first, second = given.owned(now=now()), given.owned(given.MAEVE, now=now())

    assert handed_over([first, second]) == 2

    with cast.acting("beth"):
        owners = {each.owner.username for each in Case.objects.filter(pk__in=[first, second])}
        assert owners == {"priya"}
        assert Offer.objects.filter(answered_at__isnull=True, to__username="omar").count() == 2
    assert events()[-6:].count("case.offered") == 2


def test_hand_over_cases_is_whole_or_nothing() -> None:
    first, second = given.owned(now=now()), given.owned(given.MAEVE, now=now())
    handed_over([second])

    with pytest.raises(Invalid, match="offered to somebody already"):
        handed_over([first, second])

    with cast.acting("beth"):
        assert not Offer.objects.filter(case_id=first, answered_at__isnull=True).exists()


def test_hand_over_cases_is_not_for_a_colleague() -> None:
    case_id = given.owned(now=now())

    with pytest.raises(NotPermitted):
        handed_over([case_id], "beth", who="omar")


def test_hand_over_cases_of_another_unit_is_absent() -> None:
    case_id = given.owned(now=now())

    with pytest.raises((NotVisible, NotPermitted)):
        handed_over([case_id], who="rhys")


def test_hand_over_cases_names_at_least_one() -> None:
    with pytest.raises(Invalid, match="No case is chosen"):
        handed_over([])


def test_the_page_of_a_leaver_offers_the_cases_together() -> None:
    cases = [given.owned(now=now()), given.owned(given.MAEVE, now=now())]
    where = reverse("cases:hand-over", args=[cast.person("priya").pk])
    beth = cast.browser("beth")
    assert b"Offer the cases to somebody" in beth.get(where).content

    sent = {"case_ids": [str(each) for each in cases], "to_id": str(cast.person("omar").pk), "note": ""}
    answer = beth.post(where, sent)

    assert answer.status_code == 302, answer.content.decode()
    assert (
        b"has not answered" in beth.get(where).content or b"offered to Omar Farouk" in beth.get(where).content
    )
    assert cast.browser("omar").get(where).status_code == 404


def test_an_officer_without_anything_has_nothing_to_hand_over() -> None:
    where = reverse("cases:hand-over", args=[cast.person("omar").pk])

    assert b"No case to hand over" in cast.browser("beth").get(where).content


def test_what_is_left_is_asked_by_those_alone_who_end_accounts() -> None:
    priya: UUID = cast.person("priya").pk
    with (
        cast.acting("omar"),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select * from sec.left_behind(%s, null)", [priya])
