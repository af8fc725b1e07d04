"""Break-glass: an hour, to read, the owner told, reviewed by another; silent and absent answer alike."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.compartments import commands
from caseward.compartments.models import Emergency
from caseward.compartments.vocabulary import Verdict
from caseward.foundation.access.models import Membership
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.jobs.models import OutboxMessage
from caseward.foundation.ledger.models import Entry
from caseward.kernel import references
from caseward.obligations.models import Obligation
from caseward.tripwires.models import Trip
from tests import cast, given, roles
from tests.apps.cases.pages import text, yesterday
from tests.apps.compartments.given import compared, excluded, sealed, sees, told


pytestmark = pytest.mark.django_db

WHY = "A caller says that he stands on the bridge now."
ABSENT = "C·7K3Q-9F4M"


def reference_of(case_id: UUID) -> str:
    with roles.owner():
        return references.shown(Case.objects.get(pk=case_id).reference)


def opened(reference: str, *, by: str = "ewan", because: str = WHY) -> CaseId:
    with cast.acting(by) as ctx:
        return commands.break_glass(ctx, reference=reference, because=because)


def emergency() -> Emergency:
    with roles.owner():
        return Emergency.objects.latest("created_at")


def reviewed(*, by: str = "beth", verdict: Verdict = Verdict.JUSTIFIED, review: str = "A life.") -> None:
    one = emergency()
    with cast.acting(by) as ctx:
        commands.review_emergency(
            ctx, emergency_id=one.pk, version=one.version, verdict=verdict, review=review
        )


def test_break_glass_opens_a_case_to_read_for_an_hour() -> None:
    case_id = given.owned()
    assert "ewan" not in sees(case_id)

    assert opened(reference_of(case_id)) == case_id

    with cast.acting("ewan") as ctx:
        file = cases.view_case(ctx, case_id=case_id)
        assert file.why == ("Emergency access",)
        assert not ctx.actor.holds("case.write", file.compartment_id)
    with roles.owner():
        for one in Membership.objects.filter(user=cast.person("ewan"), sort="EMERGENCY"):
            assert one.ends_at - one.starts_at == timedelta(minutes=60)
            assert set(one.capabilities) == {"case.read", "nominal.read", "referral.read"}


def test_break_glass_opens_one_case_and_nothing_else_of_its_unit() -> None:
    case_id, other = given.owned(), given.owned(given.MAEVE)
    before = sees(case_id)
    opened(reference_of(case_id))

    assert sees(case_id) == before | {"ewan"}
    assert "ewan" not in sees(other)


def test_break_glass_is_over_after_its_hour() -> None:
    case_id = given.owned()
    opened(reference_of(case_id))
    with roles.owner():
        for one in Membership.objects.filter(sort="EMERGENCY"):
            hour = timedelta(minutes=60)
            one.starts_at, one.ends_at = one.starts_at - hour, one.ends_at - hour
            one.granted_until = one.ends_at
            one.save()

    assert "ewan" not in sees(case_id)


def test_break_glass_tells_the_owner_and_has_it_reviewed_within_a_day() -> None:
    case_id = given.owned()
    opened(reference_of(case_id))
    with roles.owner():
        told_of = OutboxMessage.objects.filter(kind="access.opened-in-an-emergency")
        assert [each.user_id for each in told_of] == [cast.person("priya").pk]
        owed = Obligation.objects.get(rule_key="emergency-access-review")
        assert (owed.about_id, owed.capability, owed.due_at) == (
            case_id, "compartment.grant", given.NOW + timedelta(hours=24),
        )  # fmt: skip
    assert told() == "access.opened-in-an-emergency"


def test_break_glass_is_for_officers() -> None:
    reference = reference_of(given.owned())

    for who in ["noor", "sam", "ines", "stan", "dana", "kit"]:
        with pytest.raises(NotPermitted):
            opened(reference, by=who)
        assert told() == "command.refused"


def refusal(reference: str, *, by: str = "ewan") -> tuple[str, str]:
    with pytest.raises(Invalid) as refused:
        opened(reference, by=by)
    return refused.value.refusal.code, str(refused.value)


def test_break_glass_answers_alike_for_silent_absent_misspelt_closed_and_known() -> None:
    case_id = given.owned()
    with cast.acting("beth") as ctx:
        request_id = commands.ask_to_seal(
            ctx, case_id=case_id, people=[cast.person("grace").pk], because="A conflict."
        )
    with cast.acting("grace") as ctx:
        commands.turn_key(ctx, request_id=request_id, version=1)
    other = given.owned(given.MAEVE)
    excluded(other, "ewan")

    answers = {
        refusal(reference_of(case_id)),
        refusal(ABSENT),
        refusal("nothing"),
        refusal(reference_of(other)),
        refusal(reference_of(other), by="priya"),
    }
    assert len(answers) == 1
    assert "ewan" not in sees(case_id)


def test_break_glass_says_why() -> None:
    with pytest.raises(Invalid, match="Say why"):
        opened(ABSENT, because=" ")


def test_break_glass_twice_owes_one_review() -> None:
    reference = reference_of(given.owned())
    opened(reference)
    opened(reference, by="elin")

    with roles.owner():
        assert Obligation.objects.filter(rule_key="emergency-access-review").count() == 1
    reviewed()
    with roles.owner():
        assert Obligation.objects.get(rule_key="emergency-access-review").ended_at is None


def test_review_emergency_ends_what_is_owed() -> None:
    opened(reference_of(given.owned()))
    reviewed()

    with roles.owner():
        owed = Obligation.objects.get(rule_key="emergency-access-review")
        assert owed.ended_how == "justified"
    assert told() == "access.emergency-reviewed"


def test_review_emergency_ends_access_that_was_not_justified() -> None:
    case_id = given.owned()
    opened(reference_of(case_id))
    reviewed(verdict=Verdict.NOT_JUSTIFIED, review="There was no caller.")

    assert "ewan" not in sees(case_id)


@pytest.mark.parametrize("who", ["ewan", "priya"])
def test_review_emergency_is_for_supervisors_of_the_unit(who: str) -> None:
    opened(reference_of(given.owned()))

    with pytest.raises(NotPermitted):
        reviewed(by=who)
    with pytest.raises(NotVisible):
        reviewed(by="elin")


def test_review_emergency_says_why_and_once() -> None:
    opened(reference_of(given.owned()))

    with pytest.raises(Invalid, match="Say why"):
        reviewed(review="")
    reviewed()
    with pytest.raises(Invalid, match="reviewed already"):
        reviewed()


def test_review_emergency_is_never_ones_own() -> None:
    case_id = given.owned()
    opened(reference_of(case_id), by="elin")
    one = emergency()
    with pytest.raises(DatabaseError), transaction.atomic(), roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "update compartments_emergency set reviewed_at = now(), reviewed_by_id = created_by_id, "
            "verdict = 'JUSTIFIED', review = 'x' where id = %s",
            [one.pk],
        )


def test_an_officer_opens_a_case_and_a_supervisor_reviews_it_in_the_browser() -> None:
    case_id: Any = given.owned(now=yesterday())
    ewan, beth = cast.browser("ewan"), cast.browser("beth")
    asked = {"reference": reference_of(case_id), "because": WHY}
    assert ewan.post(reverse("compartments:emergency"), asked).status_code == 302
    assert ewan.get(reverse("cases:file", args=[case_id])).status_code == 200
    assert ewan.get(reverse("cases:note", args=[case_id])).status_code == 403
    where = reverse("compartments:review", args=[case_id])
    assert WHY in text(beth.get(where))
    assert "Emergency" in text(beth.get(reverse("cases:who", args=[case_id])))
    answer = beth.post(where, {"version": 1, "verdict": "NOT_JUSTIFIED", "review": "No caller."})
    assert answer.status_code == 302
    assert ewan.get(reverse("cases:file", args=[case_id])).status_code == 404
    assert "without a review" in text(beth.get(where))


def tried(reference: str, *, by: str = "ewan") -> None:
    with cast.acting(by) as ctx:
        commands.try_reference(ctx, reference=reference)


def test_try_reference_tells_the_keepers_of_a_sealed_case_and_nobody_of_another() -> None:
    case_id, other = given.owned(), given.owned(given.MAEVE)
    compared()  # what was looked for before it was silent
    sealed(case_id)
    tried(reference_of(other))
    tried(ABSENT)
    tried("nothing")
    tried(reference_of(case_id))
    compared()

    with roles.owner():
        assert [one.looked_by_id for one in Trip.objects.all()] == [cast.person("ewan").pk]


def test_try_reference_is_for_officers() -> None:
    with pytest.raises(NotPermitted):
        tried(ABSENT, by="noor")
    assert told() == "command.refused"


def test_try_reference_is_recorded_alike_whether_there_is_such_a_case_or_not() -> None:
    """The ledger tells neither what was typed nor whether anybody stands behind it."""
    case_id = given.owned()
    sealed(case_id)
    for reference in (ABSENT, reference_of(case_id)):
        tried(reference)

    with roles.owner():
        found = Entry.objects.filter(event="access.reference-tried").values_list("subject_ids", flat=True)
        assert list(found) == [[], []]


def test_try_reference_is_recorded() -> None:
    tried(ABSENT)

    assert told() == "access.reference-tried"


def test_a_refused_emergency_touches_the_wire_of_a_sealed_case() -> None:
    """By `try_reference`, which outlives the refusal."""
    case_id = given.owned(now=yesterday())
    compared()
    sealed(case_id)
    answer = cast.browser("ewan").post(
        reverse("compartments:emergency"), {"reference": reference_of(case_id), "because": WHY}
    )
    assert answer.status_code == 422
    compared()
    with roles.owner():
        assert Trip.objects.count() == 1
