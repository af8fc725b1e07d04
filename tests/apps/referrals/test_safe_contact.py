"""What a referral says of safe contact holds before it is known who somebody is, and goes to the person (F41)."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import pytest

from caseward.foundation.commands.errors import Invalid, NotPermitted, Stale
from caseward.foundation.jobs.models import OutboxMessage
from caseward.nominals import commands as people
from caseward.nominals import queries as nominals
from caseward.nominals.models import ContactSafety
from caseward.nominals.vocabulary import SafeWays
from caseward.referrals import commands
from caseward.referrals.models import Answer, SafeContact
from caseward.referrals.vocabulary import ReferralId, Same
from tests import cast, given, roles, told
from tests.apps.cases.pages import text
from tests.apps.provision.given import task_provider
from tests.apps.referrals.doing import REFUSED, STRANGERS, candidates, does, referral, version


pytestmark = pytest.mark.django_db

REACHED: Mapping[str, str] = {
    **given.CALLUM, "referrer.phone": "07700 900888", "referrer.email": "dana@school.example"
}  # fmt: skip
WAYS = SafeWays(
    channels=("PHONE",),
    unsafe=("07700 900 888",),
    never_tell=("Martin Hartwright",),
    said_by="His aunt, by telephone",
    grade="2D",
)


def keep(referral_id: UUID, *, who: str = "noor", at: int = 0, said: SafeWays = WAYS) -> None:
    does(who, commands.keep_safe_contact, referral_id=ReferralId(referral_id), version=at, said=said)


def acknowledge(referral_id: ReferralId, *, how: str) -> None:
    does("noor", commands.mark_acknowledged, referral_id=referral_id, version=version(referral_id), how=how)


def alerted(kind: str = "referral.contact-stopped") -> list[str]:
    with roles.owner():
        found = OutboxMessage.objects.filter(kind=kind)
        return list(found.values_list("user__username", flat=True))


def on_person(referral_id: UUID, *, who: str = "priya") -> list[nominals.Safety]:
    nominal_id = referral(referral_id).nominal_id
    with cast.acting(who) as ctx:
        return list(nominals.safeties_of(viewer=ctx.actor, nominal_id=nominal_id))


def settle(referral_id: ReferralId, answer: Same = Same.SAME) -> None:
    does("noor", commands.search_records, referral_id=referral_id)
    for one in candidates(referral_id):
        does(
            "noor", commands.answer_candidate,
            referral_id=referral_id, nominal_id=one, answer=answer, because="The school knows both.",
        )  # fmt: skip
    does("noor", commands.settle_identity, referral_id=referral_id, version=version(referral_id))


def correct(referral_id: ReferralId, field: str, words: str) -> None:
    with cast.acting("noor"):
        seen = Answer.objects.get(referral_id=referral_id, field=field).version
    typed = {field: words}
    does("noor", commands.correct_answer, referral_id=referral_id, field=field, version=seen, typed=typed)


# --- kept -------------------------------------------------------------------------------------------


def test_keep_safe_contact_keeps_what_was_said_with_source_and_grade_and_counts_its_version() -> None:
    referral_id = given.taken()
    keep(referral_id)
    keep(referral_id, at=1, said=replace(WAYS, hours="Mornings"))

    with cast.acting("noor"):
        row = SafeContact.objects.get(referral_id=referral_id)
    assert (row.version, row.hours, row.never_tell) == (2, "Mornings", ["Martin Hartwright"])
    assert (row.said_by, row.grade) == ("His aunt, by telephone", "2D")


def test_keep_safe_contact_finds_nothing_for_whoever_has_no_business_with_the_referral() -> None:
    referral_id = given.taken()
    for who in STRANGERS:
        with pytest.raises(REFUSED):
            keep(referral_id, who=who)
        assert told.refusals()[-1][0] == "keep_safe_contact"

    with roles.owner():
        assert not SafeContact.objects.exists()


def test_keep_safe_contact_of_what_changed_meanwhile_is_stale() -> None:
    referral_id = given.taken()
    keep(referral_id)
    with pytest.raises(Stale):
        keep(referral_id)


def test_keep_safe_contact_tells_the_ledger_which_referral_and_never_what() -> None:
    referral_id = given.taken()
    keep(referral_id)

    assert told.facts("referral.contact-safety-kept") == [{"referral_id": str(referral_id)}]


# --- held before anybody knows who it is ------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "how", "because"),
    [
        (SafeWays(never_tell=("Dana Okafor",)), "in person", "never be told"),
        (SafeWays(never_tell=("Okafor",)), "telephone", "never be told"),
        (SafeWays(unsafe=("+44 7700 900888",)), "telephone", "not safe for this person"),
        (SafeWays(unsafe=("dana@school.example",)), "e-mail", "not safe for this person"),
    ],
    ids=["by name", "by surname", "a number", "an e-mail address"],
)
def test_the_referrer_is_not_told_of_the_arrival_in_an_unsafe_way(
    said: SafeWays, how: str, because: str
) -> None:
    referral_id = given.taken(REACHED)
    keep(referral_id, said=said)
    with pytest.raises(Invalid, match=because):
        acknowledge(referral_id, how=how)

    assert referral(referral_id).nominal_id is None
    assert referral(referral_id).acknowledged_at is None
    assert told.facts("referral.acknowledged") == []
    assert told.refusals()[-1][0] == "mark_acknowledged"
    assert alerted() == ["noor"]


def test_the_referrer_is_told_in_a_safe_way_and_nobody_alerted() -> None:
    referral_id = given.taken(REACHED)
    keep(referral_id)
    acknowledge(referral_id, how="e-mail")

    assert referral(referral_id).acknowledged_at is not None
    assert alerted() == []


def test_a_referrer_who_must_never_be_told_is_not_asked_before_anybody_is_identified() -> None:
    referral_id = given.taken(REACHED)
    keep(referral_id, said=SafeWays(never_tell=("Dana Okafor",)))
    with pytest.raises(Invalid, match="never be told"):
        does(
            "priya", commands.ask_referrer,
            referral_id=referral_id, version=version(referral_id), question="Which school?",
        )  # fmt: skip

    assert alerted() == ["noor"]


# --- handed on --------------------------------------------------------------------------------------


def test_whoever_is_identified_gets_it_with_source_and_grade() -> None:
    referral_id = given.checked()
    keep(referral_id)
    settle(referral_id)

    [found] = on_person(referral_id)
    assert (found.source_id, found.said_by, found.grade) == (referral_id, "His aunt, by telephone", "2D")
    assert (found.channels, found.unsafe, found.never_tell) == (("PHONE",), WAYS.unsafe, WAYS.never_tell)
    assert found.by == cast.person("noor").name


def test_what_was_said_of_a_known_person_stays_beside_what_the_referral_says() -> None:
    first = given.identified()
    nominal_id = referral(first).nominal_id
    other = SafeWays(channels=("LETTER",), never_tell=("Her sister",))
    does("priya", people.keep_safety, nominal_id=nominal_id, version=0, said=other)

    again = given.checked()
    keep(again)
    settle(again)

    assert referral(again).nominal_id == nominal_id
    assert [one.never_tell for one in on_person(again)] == [("Her sister",), ("Martin Hartwright",)]


def test_what_is_said_after_somebody_was_identified_holds_for_the_person_at_once() -> None:
    referral_id = given.identified()
    keep(referral_id)
    keep(referral_id, at=1, said=replace(WAYS, never_tell=("Ivan",)))

    assert [one.never_tell for one in on_person(referral_id)] == [("Ivan",)]


def test_a_referral_that_turns_out_to_be_of_another_takes_along_what_it_said() -> None:
    referral_id = given.checked()
    keep(referral_id)
    settle(referral_id)
    wrong = referral(referral_id).nominal_id
    for field, words in {"individual.surname": "Quillfeather", "individual.forenames": "Orla"}.items():
        correct(referral_id, field, words)
    settle(referral_id, Same.NOT_SAME)

    assert [one.never_tell for one in on_person(referral_id)] == [WAYS.never_tell]
    with cast.acting("priya"):
        assert ContactSafety.objects.get().nominal_id == referral(referral_id).nominal_id
    assert referral(referral_id).nominal_id != wrong


# --- held afterwards --------------------------------------------------------------------------------


def test_nobody_is_tasked_who_must_never_be_told() -> None:
    case_id = given.owned()
    with cast.acting("priya"):
        referral_id = given.person_of(case_id).referrals.get().pk
    keep(referral_id, said=SafeWays(never_tell=("Reva Anand",)))
    with pytest.raises(Invalid, match="never be told"):
        task_provider(case_id, provider="Anand, Reva")

    assert told.refusals()[-1][0] == "task_provider"
    assert alerted("contact.stopped") == ["priya"]


# --- shown ------------------------------------------------------------------------------------------


def test_the_banner_stands_where_the_referrer_is_told_or_asked() -> None:
    referral_id = given.taken()
    keep(referral_id)
    noor = cast.browser("noor")

    for where in ("check", "clarify"):
        page = text(noor.get(f"/referrals/{referral_id}/{where}/"))
        assert "Never tell Martin Hartwright" in page
        assert "His aunt, by telephone" in page


def test_the_form_is_reached_and_says_it_line_by_line() -> None:
    referral_id = given.taken()
    noor, where = cast.browser("noor"), f"/referrals/{referral_id}/safe-contact/"
    assert where in noor.get(f"/referrals/{referral_id}/check/").content.decode()
    form = {
        "unsafe": "07700 900999\r\n\r\n 17 Fennel Row ", "never_tell": "Martin", "version": "0",
        "said_by": "His aunt", "source_grade": "2", "assessment": "D",
    }  # fmt: skip
    answer = noor.post(where, form)

    assert answer.status_code == 302, text(answer)
    with cast.acting("noor"):
        row = SafeContact.objects.get(referral_id=referral_id)
    assert (row.unsafe, row.grade) == (["07700 900999", "17 Fennel Row"], "2D")


def test_half_a_grade_is_sent_back() -> None:
    referral_id = given.taken()
    form = {"never_tell": "Martin", "version": "0", "source_grade": "2"}
    answer = cast.browser("noor").post(f"/referrals/{referral_id}/safe-contact/", form)

    assert "A grade has two parts" in text(answer)


def test_whoever_may_only_read_is_refused_and_told_so() -> None:
    referral_id = given.taken()
    with cast.acting("noor") as ctx, pytest.raises(NotPermitted):
        without = (
            replace(one, capabilities=one.capabilities - {"referral.write"}) for one in ctx.actor.memberships
        )
        ctx.actor = replace(ctx.actor, memberships=tuple(without))
        commands.keep_safe_contact(ctx, referral_id=referral_id, version=0, said=WAYS)


def test_the_page_is_absent_for_whoever_may_not_know_of_the_referral() -> None:
    referral_id = given.taken()
    for who in STRANGERS:
        assert cast.browser(who).get(f"/referrals/{referral_id}/safe-contact/").status_code == 404
