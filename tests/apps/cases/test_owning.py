"""One accepted owner at every instant."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.cases import commands
from caseward.cases.models import Case, Offer, Ownership
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.foundation.ledger.models import Entry
from caseward.obligations.models import Obligation
from tests import cast, given, roles


pytestmark = pytest.mark.django_db

LATER = given.later(hours=1)
UNIT = {"noor", "priya", "omar", "beth", "grace"}


def events() -> list[str]:
    with roles.owner():
        return list(Entry.objects.order_by("sequence").values_list("event", flat=True))


def owner(case_id: CaseId) -> str:
    with cast.acting("beth"):
        return Case.objects.get(pk=case_id).owner.username


def open_offer(case_id: CaseId) -> Offer:
    with cast.acting("beth"):
        return Offer.objects.get(case_id=case_id, answered_at__isnull=True)


def accept(offer: Offer, *, who: str = "priya", no_conflict: bool = True) -> None:
    with cast.acting(who, now=LATER) as ctx:
        commands.accept_case(ctx, offer_id=offer.pk, version=offer.version, no_conflict=no_conflict)


def offer_to(case_id: CaseId, name: str, *, who: str = "beth") -> UUID:
    to_id = cast.person(name).pk
    with cast.acting("beth"):
        version = given.case_version(case_id)
    with cast.acting(who, now=LATER) as ctx:
        return commands.offer_case(ctx, case_id=case_id, version=version, to_id=to_id)


def test_decide_gateway_adopts_and_the_decider_owns_until_the_officer_accepts() -> None:
    case_id = given.adopted()

    assert owner(case_id) == "beth"
    with cast.acting("beth"):
        case = Case.objects.get(pk=case_id)
        assert (case.stage, case.pathway_key, case.pathway_version) == (
            "information-gathering",
            "prevent",
            "2026-11-22",
        )
        assert Obligation.objects.filter(
            about_id=case_id, rule_key="case-offer", ended_at__isnull=True
        ).exists()
    assert "case.opened" in events()


def test_decide_gateway_is_not_for_the_case_officer() -> None:
    referral_id = given.at_the_gateway()

    with cast.acting("priya") as ctx, pytest.raises(NotPermitted):
        commands.decide_gateway(
            ctx,
            referral_id=referral_id,
            version=given.version(referral_id),
            decided=given.decided("no-further-action"),
        )
    assert events()[-1] == "command.refused"


def test_decide_gateway_refuses_before_deconfliction() -> None:
    """F20: no gateway decision without a deconfliction result under 30 days old."""
    referral_id = given.identified()

    with cast.acting("beth") as ctx, pytest.raises(Invalid):
        commands.decide_gateway(
            ctx,
            referral_id=referral_id,
            version=given.version(referral_id),
            decided=given.decided("no-further-action"),
        )


def test_decide_gateway_refuses_when_deconfliction_has_grown_old() -> None:
    referral_id = given.at_the_gateway()

    with cast.acting("beth", now=given.later(days=31)) as ctx, pytest.raises(Invalid, match="30 days"):
        commands.decide_gateway(
            ctx,
            referral_id=referral_id,
            version=given.version(referral_id),
            decided=given.decided("no-further-action"),
        )


@pytest.mark.parametrize("outcome", ["no-further-action", "advice-only"])
def test_decide_gateway_ends_a_referral_without_a_case(outcome: str) -> None:
    referral_id = given.at_the_gateway()
    with cast.acting("beth") as ctx:
        ended = commands.decide_gateway(
            ctx,
            referral_id=referral_id,
            version=given.version(referral_id),
            decided=given.decided(outcome),
        )

        assert ended == referral_id
        assert Case.objects.count() == 0
        assert not Obligation.objects.filter(about_id=referral_id, ended_at__isnull=True).exists()


def test_decide_gateway_refuses_to_adopt_without_an_officer() -> None:
    referral_id = given.at_the_gateway()
    with cast.acting("beth") as ctx, pytest.raises(Invalid, match="Choose the officer"):
        commands.decide_gateway(
            ctx, referral_id=referral_id, version=given.version(referral_id), decided=given.decided("adopt")
        )


def test_decide_gateway_refuses_a_second_referral_nobody_reviewed() -> None:
    """F02: a second referral in 24 months is not ended by one officer alone."""
    given.at_the_gateway()
    second = given.at_the_gateway(now=given.later(days=100))

    with (
        cast.acting("beth", now=given.later(days=100)) as ctx,
        pytest.raises(Invalid, match="referred before"),
    ):
        commands.decide_gateway(
            ctx,
            referral_id=second,
            version=given.version(second),
            decided=given.decided("no-further-action"),
        )


def test_decide_gateway_refuses_the_absence_of_ideology_as_a_reason() -> None:
    referral_id = given.at_the_gateway()
    empty = replace(given.decided("no-further-action"), rationale="No ideology found.")
    with cast.acting("beth") as ctx, pytest.raises(Invalid, match="ideology"):
        commands.decide_gateway(
            ctx, referral_id=referral_id, version=given.version(referral_id), decided=empty
        )


def test_accept_case_hands_it_over_without_an_instant_between() -> None:
    case_id = given.owned()

    assert owner(case_id) == "priya"
    with cast.acting("beth"):
        first, second = Ownership.objects.filter(case_id=case_id).order_by("starts_at")
        assert first.ends_at == second.starts_at
        assert second.ends_at is None
        assert not Obligation.objects.filter(
            about_id=case_id, rule_key="case-offer", ended_at__isnull=True
        ).exists()
    assert events()[-1] == "case.accepted"


@pytest.mark.parametrize("who", ["omar", "beth"])
def test_accept_case_is_for_whoever_it_is_offered_to(who: str) -> None:
    case_id = given.adopted()

    with pytest.raises(NotPermitted):
        accept(open_offer(case_id), who=who)
    assert owner(case_id) == "beth"


@pytest.mark.parametrize("who", [name for name in cast.PEOPLE if name not in UNIT - {"noor"}])
def test_accept_case_finds_nothing_for_those_who_may_not_know(who: str) -> None:
    offer = open_offer(given.adopted())

    with pytest.raises(NotVisible):
        accept(offer, who=who)


def test_accept_case_wants_a_declaration() -> None:
    case_id = given.adopted()

    with pytest.raises(Invalid, match="conflict of interest"):
        accept(open_offer(case_id), no_conflict=False)
    assert owner(case_id) == "beth"


def test_accept_case_twice_is_refused() -> None:
    case_id = given.adopted()
    offer = open_offer(case_id)
    accept(offer)

    with pytest.raises((Invalid, Stale)):
        accept(offer)


def refuse(offer: Offer, because: str, *, who: str = "priya") -> None:
    with cast.acting(who, now=LATER) as ctx:
        commands.refuse_case(ctx, offer_id=offer.pk, version=offer.version, because=because)


def test_refuse_case_leaves_it_with_its_owner_and_tells_both_supervisors() -> None:
    case_id = given.adopted()
    refuse(open_offer(case_id), "I know the family.")

    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "select u.username from jobs_outboxmessage m join accounts_user u on u.id = m.user_id "
            "where m.kind = 'case.refused' order by 1"
        )
        told = [row[0] for row in cursor.fetchall()]
    assert owner(case_id) == "beth"
    assert told == ["beth", "grace"]
    assert events()[-1] == "case.refused"


def test_refuse_case_wants_a_reason() -> None:
    with pytest.raises(Invalid, match="Say why"):
        refuse(open_offer(given.adopted()), " ")


def test_refuse_case_is_for_whoever_it_is_offered_to() -> None:
    with pytest.raises(NotPermitted):
        refuse(open_offer(given.adopted()), "Not mine.", who="omar")


def test_refuse_case_twice_is_refused() -> None:
    offer = open_offer(given.adopted())
    refuse(offer, "I know the family.")

    with pytest.raises((Invalid, Stale)):
        refuse(offer, "I know the family.")


def test_offer_case_after_a_refusal_goes_to_another() -> None:
    case_id = given.adopted()
    refuse(open_offer(case_id), "I know the family.")
    offer_to(case_id, "omar")

    assert open_offer(case_id).to.username == "omar"
    assert "case.offered" in events()


@pytest.mark.parametrize("name", ["rhys", "noor", "stan", "ewan"])
def test_offer_case_refuses_an_officer_who_cannot_take_it(name: str) -> None:
    case_id = given.owned()

    with pytest.raises(Invalid, match="cannot take cases"):
        offer_to(case_id, name)


def test_offer_case_refuses_a_second_offer_while_one_is_open() -> None:
    with pytest.raises(Invalid, match="offered to somebody already"):
        offer_to(given.adopted(), "omar")


def test_offer_case_is_not_for_an_officer_who_does_not_own_it() -> None:
    case_id = given.owned()

    with pytest.raises(NotPermitted):
        offer_to(case_id, "grace", who="omar")


def test_withdraw_offer_leaves_it_with_its_owner() -> None:
    case_id = given.adopted()
    offer = open_offer(case_id)
    with cast.acting("beth", now=LATER) as ctx:
        commands.withdraw_offer(ctx, offer_id=offer.pk, version=offer.version)

    assert owner(case_id) == "beth"
    assert events()[-1] == "case.offer-withdrawn"


def test_withdraw_offer_is_not_for_whoever_it_is_offered_to() -> None:
    offer = open_offer(given.adopted())
    with cast.acting("priya", now=LATER) as ctx, pytest.raises(NotPermitted):
        commands.withdraw_offer(ctx, offer_id=offer.pk, version=offer.version)


def test_withdraw_offer_after_its_answer_is_refused() -> None:
    case_id = given.adopted()
    offer = open_offer(case_id)
    accept(offer)
    with cast.acting("beth", now=LATER) as ctx, pytest.raises(Invalid, match="answered already"):
        commands.withdraw_offer(ctx, offer_id=offer.pk, version=offer.version + 1)


def test_withdraw_offer_finds_nothing_for_strangers() -> None:
    offer = open_offer(given.adopted())
    with cast.acting("rhys", now=LATER) as ctx, pytest.raises(NotVisible):
        commands.withdraw_offer(ctx, offer_id=offer.pk, version=offer.version)


@pytest.mark.parametrize(
    "statement",
    [
        "update cases_ownership set ends_at = starts_at + interval '1 day' where ends_at is null",
        "update cases_case set owner_id = (select id from accounts_user where username = 'omar')",
    ],
    ids=["nobody owns it", "two say they own it"],
)
def test_a_case_without_exactly_one_owner_cannot_be_saved(statement: str) -> None:
    """F07: by whomever, the owner of the database included."""
    given.owned()

    with (
        roles.owner(),
        pytest.raises(DatabaseError, match="exactly one accepted owner"),
        transaction.atomic(),
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.check_constraints()


def test_two_owners_at_one_instant_cannot_be_saved() -> None:
    case_id = given.owned()

    with roles.owner(), pytest.raises(DatabaseError, match="one_owner_at_an_instant"), transaction.atomic():
        span = Ownership.objects.get(case_id=case_id, ends_at__isnull=True)
        span.pk, span.starts_at = None, given.NOW
        span.save(force_insert=True)
