"""F07: a further referral of somebody whose case is open goes to that case, so that his risk has one owner."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caseward.cases import commands
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.chronology.models import Entry as Told
from caseward.foundation.commands.errors import Invalid
from caseward.foundation.jobs.models import OutboxMessage
from caseward.foundation.ledger.models import Entry
from caseward.obligations.models import STILL_OWED, Obligation
from caseward.referrals import commands as referrals
from caseward.referrals.models import Referral
from caseward.referrals.vocabulary import ReferralId
from tests import cast, given, moments, roles
from tests.apps.cases.pages import text
from tests.apps.compartments.given import excluded


pytestmark = pytest.mark.django_db

OWNED_SINCE = timedelta(days=3)


def again() -> tuple[CaseId, ReferralId]:
    """Callum's open case, and a second referral of him at its gateway, reviewed with the first."""
    now = moments.real_now()
    case_id = given.owned(now=now - OWNED_SINCE)
    referral_id = given.at_the_gateway(now=now)
    with cast.acting("beth", now=now) as ctx:
        version = given.version(referral_id)
        referrals.review_repeat(
            ctx, referral_id=referral_id, version=version, review="The same chat, and worse."
        )
    return case_id, referral_id


def decided(referral_id: ReferralId, outcome: str, **beside: Any) -> UUID:
    with cast.acting("beth", now=moments.real_now()) as ctx:
        return commands.decide_gateway(
            ctx,
            referral_id=referral_id,
            version=given.version(referral_id),
            decided=given.decided(outcome),
            **beside,
        )


def joined(referral_id: ReferralId) -> UUID:
    return decided(referral_id, "join")


def open_cases() -> int:
    with roles.owner():
        return Case.objects.filter(closed_at__isnull=True).count()


def test_decide_gateway_lets_a_further_referral_go_to_the_open_case() -> None:
    case_id, referral_id = again()

    assert joined(referral_id) == case_id

    assert open_cases() == 1
    with cast.acting("priya"):
        referral = Referral.objects.get(pk=referral_id)
        assert (referral.outcome, referral.stage) == ("join", "decided")
        told = Told.objects.filter(about_id=case_id, kind="DECISION").values_list("source_id", flat=True)
        assert referral.decision_id in told
        owed = Obligation.objects.filter(STILL_OWED, about_id=case_id, rule_key="contact-at-risk").get()
        assert owed.owed_by == cast.person("priya")
        assert not Obligation.objects.filter(STILL_OWED, about_id=referral_id).exists()


def test_the_owner_is_told_and_the_ledger_says_which_case_it_was() -> None:
    case_id, referral_id = again()

    joined(referral_id)

    with roles.owner():
        notice = OutboxMessage.objects.get(kind="case.referral-joined")
        assert (notice.user, notice.about_id) == (cast.person("priya"), case_id)
        entry = Entry.objects.get(event="case.referral-joined")
        assert {case_id, referral_id} <= set(entry.subject_ids)


def test_no_second_case_is_opened_beside_an_open_one() -> None:
    _, referral_id = again()

    with pytest.raises(Invalid, match="Let the referral go to it, so that one officer owns"):
        decided(referral_id, "adopt", offer_to_id=cast.person("omar").pk)

    assert open_cases() == 1


def test_open_cases_are_asked_for_once_the_person_is_locked() -> None:
    """Two referrals of one person that are decided at the same moment do not each open a case."""
    referral_id = given.at_the_gateway(now=moments.lately())

    with CaptureQueriesContext(connection) as asked:
        decided(referral_id, "adopt", offer_to_id=cast.person("priya").pk)

    statements = [one["sql"] for one in asked]
    locked = [at for at, sql in enumerate(statements) if "nominals_nominal" in sql and "FOR UPDATE" in sql]
    open_ones = [
        at for at, sql in enumerate(statements) if sql.startswith("SELECT") and 'FROM "cases_case"' in sql
    ]
    assert locked
    assert locked[0] < open_ones[0]


def test_there_is_nothing_to_join_without_an_open_case() -> None:
    referral_id = given.at_the_gateway(now=moments.lately())

    with pytest.raises(Invalid, match="has no open case in this unit"):
        joined(referral_id)


def test_whoever_is_shut_out_of_the_case_learns_nothing_of_it_at_the_gateway() -> None:
    now = moments.real_now()
    excluded(given.owned(now=now - OWNED_SINCE), "beth", by="grace")
    referral_id = given.at_the_gateway(now=now)

    answer = cast.browser("beth").get(f"/referrals/{referral_id}/gateway/")

    assert "owned by" not in text(answer)
    assert answer.status_code == 200
    assert "This person has an open case" not in text(answer)
    assert "This person has no open case in this unit." in text(answer)


def test_the_page_names_the_case_and_leads_to_it() -> None:
    _, referral_id = again()
    beth = cast.browser("beth")
    page = text(beth.get(f"/referrals/{referral_id}/gateway/"))

    assert "owned by Priya Sharma, who is told" in page
    assert "This person has an open case in this unit." in page
