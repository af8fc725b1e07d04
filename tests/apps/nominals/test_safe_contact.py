"""Nothing goes to whoever must never be told, or by a way that is not safe; the owner learns of the attempt (F41)."""

from dataclasses import replace
from typing import Any

import pytest

from caseward.cases import commands as cases
from caseward.cases.vocabulary import CaseId
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import (
    Channel,
    Contact,
    ContactOutcome,
    Entered,
    Initiated,
    Kind,
    Risk,
    Source,
)
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.foundation.jobs import outbox
from caseward.foundation.jobs.models import OutboxMessage
from caseward.kernel.dates import PartialDate
from caseward.nominals import commands, queries
from caseward.nominals.models import Nominal
from caseward.nominals.vocabulary import NominalId, SafeWays
from caseward.referrals import commands as referrals
from tests import cast, given, roles, told
from tests.apps.cases.pages import text
from tests.apps.nominals import facts


pytestmark = pytest.mark.django_db

OUTSIDE = ["rhys", "ewan", "stan", "sam", "dana", "kit"]
WAYS = SafeWays(
    channels=("PHONE",),
    hours="School days before 15:00",
    introduce="Say that it is the library.",
    unsafe=("07700 900 999", "17 Fennel Row"),
    never_tell=("Martin Hartwright",),
)
SAID = Contact(
    agency="Family",
    channel=Channel.PHONE,
    outcome=ContactOutcome.MESSAGE_LEFT,
    risk=Risk.LOW,
    initiated_by=Initiated.US,
)


def keep(nominal_id: NominalId, *, who: str = "priya", version: int = 0, said: SafeWays = WAYS) -> NominalId:
    with cast.acting(who) as ctx:
        return commands.keep_safety(ctx, nominal_id=nominal_id, version=version, said=said)


def view(nominal_id: NominalId, *, who: str = "priya") -> queries.Safety:
    with cast.acting(who) as ctx:
        return commands.view_safety(ctx, nominal_id=nominal_id)[1]


def contact(case_id: CaseId, to: str, source: Source = Source.FAMILY, **change: Any) -> None:
    entered = Entered(
        kind=Kind.CONTACT,
        text="Asked to ring back.",
        occurred=PartialDate(2026, 11, 23),
        source=source,
        source_name=to,
        contact=replace(SAID, **change),
    )
    with cast.acting("omar", now=given.later(hours=2)) as ctx:
        cases.add_entry(ctx, case_id=case_id, entered=entered)


def alerted() -> list[str]:
    with roles.owner():
        found = OutboxMessage.objects.filter(kind="contact.stopped")
        return list(found.values_list("user__username", flat=True))


# --- kept -------------------------------------------------------------------------------------------


def test_keep_safety_keeps_what_was_said_and_counts_its_version() -> None:
    nominal_id = facts.somebody()
    keep(nominal_id)
    keep(nominal_id, version=1, said=replace(WAYS, hours="Mornings"))

    found = view(nominal_id)
    assert (found.version, found.hours, found.never_tell) == (2, "Mornings", WAYS.never_tell)


def test_keep_safety_finds_nobody_for_whoever_may_not_know_him() -> None:
    nominal_id = facts.somebody()
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            keep(nominal_id, who=who)

        assert told.refusals()[-1] == ("keep_safety", "not-visible")


def test_keep_safety_of_what_changed_meanwhile_is_stale() -> None:
    nominal_id = facts.somebody()
    keep(nominal_id)
    with pytest.raises(Stale):
        keep(nominal_id)


def test_keep_safety_tells_the_ledger_whose_and_never_what() -> None:
    nominal_id = facts.somebody()
    keep(nominal_id)

    assert told.facts("nominal.contact-safety-kept") == [{"nominal_id": str(nominal_id)}]


def test_view_safety_of_whom_nobody_spoke_is_nothing_and_is_a_look() -> None:
    nominal_id = facts.somebody()

    assert not view(nominal_id)
    assert told.facts("nominal.viewed")[-1] == {"nominal_id": str(nominal_id)}


def test_view_safety_shows_everything_that_was_said() -> None:
    nominal_id = facts.somebody()
    keep(nominal_id)
    found = view(nominal_id)

    assert (found.channels, found.unsafe, found.introduce) == ((Channel.PHONE,), WAYS.unsafe, WAYS.introduce)


def test_view_safety_finds_nobody_for_whoever_may_not_know_him() -> None:
    nominal_id = facts.somebody()
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            view(nominal_id, who=who)


def test_view_safety_is_refused_to_whoever_may_only_read() -> None:
    nominal_id = facts.somebody()
    with cast.acting("priya") as ctx, pytest.raises(NotPermitted):
        without = (
            replace(one, capabilities=one.capabilities - {"nominal.write"}) for one in ctx.actor.memberships
        )
        ctx.actor = replace(ctx.actor, memberships=tuple(without))
        commands.view_safety(ctx, nominal_id=nominal_id)


# --- enforced ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "change", "because"),
    [
        ("Martin Hartwright, father", {}, "never be told"),
        ("HARTWRIGHT, Martin", {"outcome": ContactOutcome.SENT}, "never be told"),
        ("Ms Quill, form tutor", {"number": "+44 7700 900999"}, "not safe for this person"),
        ("Ms Quill, form tutor", {"number": "17 FENNEL ROW", "channel": Channel.LETTER}, "not safe for this"),
        ("Callum", {"channel": Channel.LETTER, "source": Source.SUBJECT}, "not safely reached this way"),
    ],
    ids=["by name", "written otherwise", "a number", "an address", "a channel"],
)
def test_what_would_go_an_unsafe_way_is_refused_and_the_owner_alerted(
    to: str, change: dict[str, Any], because: str
) -> None:
    nominal_id = facts.somebody()
    keep(nominal_id)
    case_id = CaseId(facts.case_of(nominal_id).pk)
    with pytest.raises(Invalid, match=because):
        contact(case_id, to, change.pop("source", Source.FAMILY), **change)

    with cast.acting("priya"):
        assert not Entry.objects.filter(kind=Kind.CONTACT).exists()
    assert alerted() == ["priya"]
    assert told.refusals()[-1][0] == "add_entry"


@pytest.mark.parametrize(
    ("to", "change"),
    [
        ("Ms Quill, form tutor", {"number": "07700 900111", "channel": Channel.EMAIL}),
        ("Callum", {"source": Source.SUBJECT}),
        ("Martin Hartwright", {"initiated_by": Initiated.THEM, "outcome": ContactOutcome.RECEIVED}),
    ],
    ids=["somebody else", "a safe channel", "who came to us"],
)
def test_what_goes_a_safe_way_is_recorded_and_nobody_alerted(to: str, change: dict[str, Any]) -> None:
    nominal_id = facts.somebody()
    keep(nominal_id)
    contact(CaseId(facts.case_of(nominal_id).pk), to, change.pop("source", Source.FAMILY), **change)

    assert alerted() == []


def test_a_referrer_who_must_never_be_told_is_neither_told_nor_asked() -> None:
    referral_id = given.identified()
    with cast.acting("noor") as ctx:
        [nominal_id] = queries_of(referral_id)
        commands.keep_safety(
            ctx, nominal_id=nominal_id, version=0, said=SafeWays(never_tell=("Dana Okafor",))
        )
    with cast.acting("noor") as ctx, pytest.raises(Invalid, match="never be told"):
        referrals.mark_acknowledged(
            ctx, referral_id=referral_id, version=given.version(referral_id), how="telephone"
        )
    with cast.acting("priya") as ctx, pytest.raises(Invalid, match="never be told"):
        referrals.ask_referrer(
            ctx, referral_id=referral_id, version=given.version(referral_id), question="Which school?"
        )

    assert alerted() == ["noor", "noor"]


def queries_of(referral_id: Any) -> list[NominalId]:
    return [
        NominalId(one) for one in Nominal.objects.filter(referrals=referral_id).values_list("pk", flat=True)
    ]


# --- shown ------------------------------------------------------------------------------------------


def test_the_banner_stands_wherever_contact_is_prepared() -> None:
    nominal_id = facts.somebody()
    keep(nominal_id)
    case_id, priya = facts.case_of(nominal_id).pk, cast.browser("priya")

    for where in (f"/people/{nominal_id}/", f"/cases/{case_id}/contact/"):
        page = text(priya.get(where))
        assert "Never tell Martin Hartwright" in page
        assert "Say that it is the library." in page


def test_the_form_says_it_line_by_line() -> None:
    nominal_id = facts.somebody()
    form = {"unsafe": "07700 900999\r\n\r\n 17 Fennel Row ", "never_tell": "", "version": "0"}
    answer = cast.browser("priya").post(f"/people/{nominal_id}/safe-contact/", form)

    assert answer.status_code == 302, text(answer)
    assert view(nominal_id).unsafe == ("07700 900999", "17 Fennel Row")


# --- F42: nobody is told because somebody else asked ------------------------------------------------


def test_nothing_in_the_outbox_can_be_addressed_to_a_person_on_record() -> None:
    """A message goes to staff or to a contact of a partner organisation; there is no third way to address one."""
    columns = {field.name for field in OutboxMessage._meta.concrete_fields}

    assert columns & {"user", "contact_id", "nominal", "subject", "to"} == {"user", "contact_id"}
    assert all(to.user_id or to.contact_id for to in made())
    assert set(outbox.To.__dataclass_fields__) == {"channel", "user_id", "contact_id"}


def made() -> list[outbox.To]:
    """A recipient of each sort."""
    somebody = cast.person("priya").pk
    return [outbox.staff(somebody), outbox.staff_by_email(somebody), outbox.contact(somebody)]
