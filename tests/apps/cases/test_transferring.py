"""F28: a transfer is no closure. The case stays open with its sender until a named officer of the receiver accepts."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from caseward.cases import commands, queries
from caseward.cases.events import TransferRefused
from caseward.cases.models import Case, Ownership, Transfer
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import CaseId
from caseward.chronology.models import Entry as Told
from caseward.decisions.commands import record_review
from caseward.decisions.vocabulary import ReviewFound
from caseward.foundation.access.models import Membership
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.jobs.models import OutboxMessage
from caseward.foundation.ledger.models import Entry
from caseward.kernel.decisions import Allowed
from caseward.obligations import queries as obligations
from caseward.obligations.models import Obligation
from tests import cast, given, roles
from tests.apps.cases.transfers import NOTE, a_receiver, accepted, case, now, offered, refused, withdrawn
from tests.apps.decisions.given import sign
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver() -> UUID:
    return a_receiver()


def events() -> list[str]:
    with roles.owner():
        return list(Entry.objects.order_by("sequence").values_list("event", flat=True))


def told(kind: str) -> set[str]:
    with roles.owner():
        return {each.user.username for each in OutboxMessage.objects.filter(kind=kind) if each.user}


def knows(name: str, case_id: CaseId) -> bool:
    with cast.acting(name, now=now()):
        return Case.objects.filter(pk=case_id).exists()


def test_offer_transfer_moves_nothing_and_ends_no_clock(receiver: UUID) -> None:
    case_id = case()
    with cast.acting("beth"):
        before = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True).count()

    offered(case_id, receiver)

    with cast.acting("beth"):
        found = Case.objects.get(pk=case_id)
        assert (found.owner.username, found.closed_at) == ("priya", None)
        assert Obligation.objects.filter(about_id=case_id, ended_at__isnull=True).count() == before + 1
    assert "transfer.offered" in events()
    assert "dana" in told("transfer.offered")


def answer_owed(case_id: CaseId) -> bool:
    with roles.owner():
        return Obligation.objects.filter(
            about_id=case_id, rule_key="transfer-answer", ended_at__isnull=True
        ).exists()


@command
def refused_once_more(ctx: Context, *, case_id: CaseId, transfer_id: UUID) -> UUID | None:
    """What a second call for the same refusal ends."""
    ctx.authorise(Allowed("the test says so"))
    ctx.record(TransferRefused(case_id=case_id, transfer_id=transfer_id))
    with connection.cursor() as cursor:
        cursor.execute("select sec.transfer_was_refused(%s)", [transfer_id])
        [(ended,)] = cursor.fetchall()
    return ended  # type: ignore[no-any-return]


def test_the_answer_of_the_receiver_is_owed_and_ends_with_it(receiver: UUID) -> None:
    """A transfer that nobody answers stands late with the sender, and its day with the receiver."""
    case_id = case()
    transfer_id = offered(case_id, receiver)
    with cast.acting("beth", now=now() + timedelta(days=20)) as ctx:
        owed = obligations.of_record(viewer=ctx.actor, about_id=case_id, now=ctx.now)
    [one] = [each for each in owed if each.rule_key == "transfer-answer"]
    assert one.is_late
    assert "An answer is due by" in page_of("stan", transfer_id)

    refused(transfer_id)
    assert not answer_owed(case_id)
    again = offered(case_id, receiver)
    with cast.acting("stan", now=now()) as ctx:
        assert refused_once_more(ctx, case_id=case_id, transfer_id=transfer_id) is None
    assert answer_owed(case_id)
    withdrawn(again)
    assert not answer_owed(case_id)
    third = offered(case_id, receiver)
    assert answer_owed(case_id)
    accepted(third)
    assert not answer_owed(case_id)
    with roles.owner():
        ended = Obligation.objects.filter(about_id=case_id, rule_key="transfer-answer").order_by("started_at")
        assert [each.ended_how for each in ended] == [
            "transfer-refused", "transfer-withdrawn", "transfer-accepted",
        ]  # fmt: skip


def page_of(who: str, transfer_id: UUID) -> str:
    return cast.browser(who).get(reverse("cases:transfer", args=[transfer_id])).content.decode()


def test_the_receiver_reads_the_note_and_nothing_else(receiver: UUID) -> None:
    case_id = case()
    transfer_id = offered(case_id, receiver)

    assert not knows("stan", case_id)
    with cast.acting("stan", now=now()) as ctx:
        [row] = queries.transfers_to(viewer=ctx.actor)
        assert (row.id, row.note, row.case_id) == (transfer_id, NOTE, None)
    page = cast.browser("stan").get(reverse("cases:transfer", args=[transfer_id])).content.decode()
    assert NOTE in page
    assert "Hartwright" not in page
    assert str(case_id) not in page


@pytest.mark.parametrize("who", ["priya", "omar", "rhys"])
def test_offer_transfer_is_for_supervisors_of_the_unit(receiver: UUID, who: str) -> None:
    case_id = case()

    with pytest.raises((NotPermitted, NotVisible, Case.DoesNotExist)):
        offered(case_id, receiver, who=who)


def test_offer_transfer_refuses_its_own_unit_and_one_of_another_kind() -> None:
    case_id = case()
    for name in ("Northshire Prevent", cast.MEMBERS["rhys"].unit):
        with pytest.raises(Invalid, match="cannot take the case"):
            offered(case_id, staff.unit(name))


def test_offer_transfer_refuses_while_something_waits_for_an_answer(receiver: UUID) -> None:
    case_id = given.adopted(now=now() - timedelta(hours=2))

    with pytest.raises(Invalid, match="offered to an officer"):
        offered(case_id, receiver)


def test_offer_transfer_refuses_a_second(receiver: UUID) -> None:
    case_id = case()
    offered(case_id, receiver)

    with pytest.raises(Invalid, match="another unit already"):
        offered(case_id, receiver)


def test_accept_transfer_gives_the_case_whole_to_the_receiver(receiver: UUID) -> None:
    case_id = case()
    with cast.acting("beth"):
        said = Told.objects.filter(about_id=case_id).count()
        owed = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True).count()
        person = Case.objects.get(pk=case_id).nominal_id

    accepted(offered(case_id, receiver))

    with cast.acting("stan", now=now()) as ctx:
        found = Case.objects.select_related("nominal", "referral").get(pk=case_id)
        assert (found.owner.username, found.closed_at, found.nominal_id) == ("stan", None, person)
        assert found.nominal is not None
        assert found.referral is not None
        assert Told.objects.filter(about_id=case_id).count() == said
        mine = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True)
        assert mine.count() == owed
        assert {each.owed_by_id for each in mine if each.owed_by_id} <= {ctx.actor.id}
        spans = Ownership.objects.filter(case=case_id).order_by("starts_at")
        assert [each.owner.username for each in spans] == ["beth", "priya", "stan"]
        assert ctx.actor.holds("case.write", found.compartment_id)
    assert "transfer.accepted" in events()
    assert {"beth", "grace", "dana"} <= told("transfer.accepted")


def test_accept_transfer_takes_over_what_the_sender_owes_of_the_decisions_of_the_case(receiver: UUID) -> None:
    """Nobody can look again at a decision of a case that his unit gave away."""
    case_id = case()
    set_for = (now() + timedelta(days=30)).date()
    with cast.acting("beth", now=now()) as ctx:
        about = matter_of(Case.objects.get(pk=case_id))
        decision_id = sign(ctx, about=about, decided=replace(given.decided("adopt"), review_on=set_for))

    accepted(offered(case_id, receiver))

    with roles.owner():
        owed = Obligation.objects.get(about_id=decision_id)
        assert owed.owed_by is not None
        assert (owed.owed_by.username, owed.ended_at) == ("stan", None)
    assert "obligation.handed-over" in events()
    with cast.acting("stan", now=now()) as ctx:
        record_review(ctx, decision_id=decision_id, found=ReviewFound.STANDS, text="Read all of it.")
    # Who reads on for four weeks is shown no form that he could not send.
    priya = cast.browser("priya")
    answers = [priya.get(f"/decisions/{decision_id}/{what}").status_code for what in ("", "review/", "add/")]
    assert answers == [200, 403, 403]


def test_the_sender_reads_for_four_weeks_and_writes_no_more(receiver: UUID) -> None:
    case_id = case()
    accepted(offered(case_id, receiver))

    with cast.acting("priya"):
        where = Case.objects.get(pk=case_id).compartment_id
    for name in ("priya", "beth"):
        with cast.acting(name, now=now()) as ctx:
            assert ctx.actor.holds("case.read", where)
            assert not ctx.actor.holds("case.write", where)
            assert not ctx.actor.holds("team.read", where)
    with roles.owner():
        kept = Membership.objects.filter(user=cast.person("priya"), compartment=where, copy_of__isnull=True)
        assert [(one.ends_at - now()).days for one in kept] == [27]


def test_what_else_the_sender_holds_stays_with_the_sender(receiver: UUID) -> None:
    case_id, other = case(), given.owned(given.MAEVE, now=now() - timedelta(days=2))

    accepted(offered(case_id, receiver))

    assert not knows("stan", other)
    with cast.acting("priya", now=now()) as ctx:
        assert ctx.actor.holds("case.write", Case.objects.get(pk=other).compartment_id)


@pytest.mark.parametrize("who", ["priya", "rhys", "kit"])
def test_accept_transfer_is_for_officers_of_the_receiver(receiver: UUID, who: str) -> None:
    transfer_id = offered(case(), receiver)

    with pytest.raises((NotPermitted, NotVisible)):
        accepted(transfer_id, who=who)
    with cast.acting(who), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select sec.take_transfer(%s, now() + interval '28 days')", [transfer_id])


def test_accept_transfer_wants_no_conflict_of_interest(receiver: UUID) -> None:
    transfer_id = offered(case(), receiver)

    with pytest.raises(Invalid, match="conflict of interest"):
        accepted(transfer_id, no_conflict=False)


def test_accept_transfer_happens_once(receiver: UUID) -> None:
    transfer_id = offered(case(), receiver)
    accepted(transfer_id)

    with cast.acting("dana", now=now()) as ctx, pytest.raises(Invalid, match="answered already"):
        commands.accept_transfer(ctx, transfer_id=transfer_id, version=2, no_conflict=True)


def test_refuse_transfer_tells_both_supervisors_and_leaves_the_case_where_it_was(receiver: UUID) -> None:
    """F07: a refused hand-over returns to its sender and alerts both supervisors."""
    case_id = case()

    refused(offered(case_id, receiver))

    assert {"beth", "grace", "dana"} <= told("transfer.refused")
    assert not knows("stan", case_id)
    with cast.acting("beth"):
        assert Case.objects.get(pk=case_id).owner.username == "priya"
        assert Transfer.objects.get(case_id=case_id).answer_words == "He lives in Westmoor now."


def test_refuse_transfer_says_why(receiver: UUID) -> None:
    transfer_id = offered(case(), receiver)

    with pytest.raises(Invalid, match="Say why"):
        refused(transfer_id, "  ")


@pytest.mark.parametrize("who", ["beth", "rhys"])
def test_refuse_transfer_is_for_the_receiver(receiver: UUID, who: str) -> None:
    transfer_id = offered(case(), receiver)

    with pytest.raises((NotPermitted, NotVisible)):
        refused(transfer_id, who=who)


def test_refuse_transfer_that_was_withdrawn_is_refused(receiver: UUID) -> None:
    transfer_id = offered(case(), receiver)
    withdrawn(transfer_id)

    with cast.acting("stan", now=now()) as ctx, pytest.raises(Invalid, match="answered already"):
        commands.refuse_transfer(ctx, transfer_id=transfer_id, version=2, because="Too late.")


def test_withdraw_transfer_leaves_it_open_to_be_offered_again(receiver: UUID) -> None:
    case_id = case()
    withdrawn(offered(case_id, receiver))

    assert "transfer.withdrawn" in events()
    offered(case_id, receiver)


@pytest.mark.parametrize("who", ["priya", "stan", "rhys"])
def test_withdraw_transfer_is_for_the_sender(receiver: UUID, who: str) -> None:
    transfer_id = offered(case(), receiver)

    with pytest.raises((NotPermitted, NotVisible)):
        withdrawn(transfer_id, who=who)


def test_withdraw_transfer_that_was_accepted_is_refused(receiver: UUID) -> None:
    transfer_id = offered(case(), receiver)
    accepted(transfer_id)

    with cast.acting("beth", now=now()) as ctx, pytest.raises((Invalid, NotPermitted)):
        commands.withdraw_transfer(ctx, transfer_id=transfer_id, version=2)


def test_a_third_unit_learns_of_nothing(receiver: UUID) -> None:
    transfer_id = offered(case(), receiver)

    with cast.acting("rhys"):
        assert not Transfer.objects.exists()
    assert cast.browser("rhys").get(reverse("cases:transfer", args=[transfer_id])).status_code == 404


def test_the_pages_lead_through_a_transfer(receiver: UUID) -> None:
    case_id = case()
    beth, stan = cast.browser("beth"), cast.browser("stan")
    where = reverse("cases:offer-transfer", args=[case_id])
    assert where in beth.get(reverse("cases:file", args=[case_id])).content.decode()
    with cast.acting("beth"):
        version = given.case_version(case_id)
    sent = beth.post(where, {"unit_id": str(receiver), "note": NOTE, "version": str(version)})
    assert sent.status_code == 302, sent.content.decode()
    assert "Offered by other units" in stan.get(reverse("cases:list")).content.decode()
    assert NOTE[:40] in stan.get(reverse("cases:transfers")).content.decode()
    with roles.owner():
        transfer_id = Transfer.objects.get().pk
    answer = stan.post(
        reverse("cases:transfer-accept", args=[transfer_id]), {"version": "1", "no_conflict": "on"}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert "Hartwright" in stan.get(answer["location"]).content.decode()
    assert beth.get(reverse("cases:file", args=[case_id])).status_code == 200
