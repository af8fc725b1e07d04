"""Whoever accepts a case takes over what was owed in it, and nothing of what his colleagues owe elsewhere."""

from datetime import timedelta
from uuid import UUID

import pytest

from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.obligations.models import STILL_OWED, Obligation
from tests import given, roles
from tests.apps.cases.transfers import a_receiver, accepted, case, now, offered


pytestmark = pytest.mark.django_db


RUBY = {
    "individual.forenames": "Ruby",
    "individual.surname": "Thackeray",
    "individual.date_of_birth": "02/09/2007",
    "concerns.concern_narrative": "Watches videos of attacks with a friend.",
}


def owing(case_id: CaseId) -> dict[UUID, str]:
    """Who owes what is owed by somebody in a case, its referral and its person."""
    with roles.owner():
        found = Case.objects.get(pk=case_id)
        owed = Obligation.objects.filter(
            STILL_OWED, about_id__in=[found.pk, found.referral_id, found.nominal_id], owed_by__isnull=False
        )
        return dict(owed.values_list("pk", "owed_by__username"))


def test_what_a_colleague_owes_in_another_case_stays_his() -> None:
    receiver, first, second = a_receiver(), case(), given.owned(given.MAEVE, now=now() - timedelta(days=2))
    third = given.owned(RUBY, now=now() - timedelta(days=2))
    accepted(offered(first, receiver))
    stans, priyas = owing(first), owing(third)
    assert set(stans.values()) == {"stan"}
    assert set(priyas.values()) == {"priya"}

    accepted(offered(second, receiver), who="dana")

    assert set(owing(second).values()) == {"dana"}
    assert (owing(first), owing(third)) == (stans, priyas)
