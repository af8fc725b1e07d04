"""A conflict of interest: whoever declares it leaves that case at once, and another decides how it is kept."""

from uuid import UUID

import pytest
from django.urls import reverse

from caseward.cases import commands as offering
from caseward.cases.models import Offer
from caseward.cases.vocabulary import CaseId
from caseward.compartments import commands
from caseward.compartments.vocabulary import Keeping
from caseward.foundation.access.models import Membership
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.obligations.models import Obligation
from caseward.workforce import commands as workforce
from caseward.workforce.models import Posting
from tests import cast, given, roles
from tests.apps.cases.pages import text, yesterday
from tests.apps.compartments.given import exclusion_of, grant_of, granted, ids, said, sees, told


pytestmark = pytest.mark.django_db

WHY = "His sister is my neighbour."


def declared(case_id: CaseId, who: str = "omar") -> UUID:
    with cast.acting(who) as ctx:
        return commands.declare_conflict(ctx, case_id=case_id, because=WHY)


def decided(exclusion_id: UUID, decision: Keeping, *, by: str = "beth", people: tuple[str, ...] = ()) -> None:
    version = exclusion_of(exclusion_id).version
    with cast.acting(by) as ctx:
        commands.decide_conflict(
            ctx, exclusion_id=exclusion_id, version=version, decision=decision, because="I asked him.",
            people=ids(*people),
        )  # fmt: skip


def owed(case_id: CaseId) -> list[tuple[str, str | None]]:
    with roles.owner():
        found = Obligation.objects.filter(rule_key="conflict-of-interest", about_id=case_id)
        return [(one.capability, one.ended_how) for one in found]


def test_declare_conflict_leaves_that_case_and_nothing_else() -> None:
    case_id, other = given.owned(), given.owned(given.MAEVE)
    before = sees(case_id)
    declared(case_id)

    assert sees(case_id) == before - {"omar"}
    assert "omar" in sees(other)
    assert told() == "access.conflict-declared"


def test_declare_conflict_has_a_supervisor_decide() -> None:
    case_id = given.owned()
    declared(case_id)

    assert owed(case_id) == [("compartment.restrict", None)]


def test_declare_conflict_turns_down_what_was_offered() -> None:
    case_id = given.owned()
    with cast.acting("beth") as ctx:
        offering.offer_case(
            ctx, case_id=case_id, version=given.case_version(case_id), to_id=cast.person("omar").pk
        )
    declared(case_id)

    with roles.owner():
        assert Offer.objects.filter(case_id=case_id, to=cast.person("omar")).get().answer == "REFUSED"


def test_declare_conflict_of_what_one_may_not_know_is_of_nothing() -> None:
    case_id = given.owned()

    with pytest.raises(NotVisible):
        declared(case_id, "elin")
    assert told() == "command.refused"


def test_declare_conflict_says_what_it_is() -> None:
    with cast.acting("omar") as ctx, pytest.raises(Invalid, match="Say why"):
        commands.declare_conflict(ctx, case_id=given.owned(), because=" ")


def test_decide_conflict_keeps_the_case_for_named_people() -> None:
    case_id = given.owned()
    decided(declared(case_id), Keeping.NAMED, people=("grace",))

    assert sees(case_id) == {"beth", "priya", "grace"}
    assert owed(case_id) == [("compartment.restrict", "named")]
    assert told() == "access.conflict-decided"


def test_decide_conflict_says_why_the_unit_may_keep_it() -> None:
    case_id = given.owned()
    declaration = declared(case_id)
    decided(declaration, Keeping.WITHOUT)

    assert "omar" not in sees(case_id)
    assert exclusion_of(declaration).decided_because == "I asked him."
    assert owed(case_id) == [("compartment.restrict", "without")]


def test_decide_conflict_lets_in_again_where_there_is_none() -> None:
    case_id = given.owned()
    decided(declared(case_id), Keeping.NO_CONFLICT)

    assert "omar" in sees(case_id)
    assert [event for event in said() if event.startswith("access.")][-2:] == [
        "access.conflict-declared", "access.conflict-decided",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "refusal"), [("priya", NotPermitted), ("omar", NotVisible), ("elin", NotVisible)]
)
def test_decide_conflict_is_for_another_supervisor(who: str, refusal: type[Exception]) -> None:
    declaration = declared(given.owned())

    with pytest.raises(refusal):
        decided(declaration, Keeping.NO_CONFLICT, by=who)
    assert told() == "command.refused"


def test_decide_conflict_once() -> None:
    declaration = declared(given.owned())
    decided(declaration, Keeping.WITHOUT)

    with pytest.raises(Invalid, match="decided already"):
        decided(declaration, Keeping.NO_CONFLICT)


def test_decide_conflict_waits_for_an_owner_who_has_none() -> None:
    case_id = given.owned()
    declaration = declared(case_id, "priya")

    with pytest.raises(Invalid, match="Offer it to another officer first"):
        decided(declaration, Keeping.NAMED, people=("grace",))


def test_whoever_comes_to_the_unit_knows_what_was_set_apart_and_whoever_leaves_does_not() -> None:
    case_id = given.owned()
    declared(case_id)
    with roles.owner():
        unit = Posting.objects.get(user=cast.person("priya")).unit_id
    with cast.acting("sam") as ctx:
        posting_id = workforce.post_person(
            ctx,
            user_id=cast.person("ewan").pk,
            unit_id=unit,
            role="case-officer",
            starts_on=yesterday().date(),
        )
    assert "ewan" in sees(case_id)
    with cast.acting("sam") as ctx:
        workforce.end_posting(ctx, posting_id=posting_id, version=1, because="Back home.")
    assert "ewan" not in sees(case_id)


def test_a_grant_to_the_unit_reaches_what_was_set_apart_and_ends_with_it() -> None:
    case_id, other = given.owned(), given.owned(given.MAEVE)
    declared(case_id)
    grant_id = granted(other)
    assert "rhys" in sees(case_id)
    with cast.acting("beth") as ctx:
        commands.end_grant(ctx, grant_id=grant_id, version=grant_of(grant_id).version, because="Done.")
    assert "rhys" not in sees(case_id)


def test_administrators_do_not_learn_that_anything_was_set_apart() -> None:
    with cast.acting("sam"):
        before = Membership.objects.count()
    declared(given.owned())
    with cast.acting("sam"):
        assert Membership.objects.count() == before


def test_an_officer_declares_and_a_supervisor_decides_in_the_browser() -> None:
    case_id = given.owned(now=yesterday())
    omar, beth = cast.browser("omar"), cast.browser("beth")
    assert omar.post(reverse("compartments:declare", args=[case_id]), {"because": WHY}).status_code == 302
    assert omar.get(reverse("cases:file", args=[case_id])).status_code == 404
    assert "Decide on a conflict of interest" in text(beth.get(reverse("cases:work")))
    where = reverse("compartments:decide", args=[case_id])
    assert WHY in text(beth.get(where))
    answer = beth.post(where, {"version": 1, "decision": "WITHOUT", "because": "It is enough."})
    assert answer.status_code == 302
    assert "No conflict of interest waits" in text(beth.get(where))
