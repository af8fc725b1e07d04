"""An enquiry names nobody, is answered in time by an edition of advice, and ends with how to reach whoever asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from caseward.cases.models import Case
from caseward.chronology.models import Entry
from caseward.demo.asked import ENQUIRIES
from caseward.enquiries import commands
from caseward.enquiries.models import AskerContact, Enquiry
from caseward.enquiries.queries import anonymity
from caseward.enquiries.vocabulary import Basis, Ended, EnquiryId, Reach
from caseward.foundation.access import actors, identity
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted, Stale
from caseward.foundation.ledger.models import Entry as Ledger
from caseward.foundation.records.models import FieldChange
from caseward.kernel.anonymity import found_in
from tests import cast, given, roles, told
from tests.apps.enquiries.doing import (
    ADVICE,
    ASKED,
    FELIX,
    REACH,
    REFUSED,
    STRANGERS,
    answered,
    begun,
    contact,
    does,
    on,
    owed,
    place,
    posted,
    row,
    taken,
)


pytestmark = pytest.mark.django_db

NEW: dict[str, Any] = {
    "reference": "E2345676", "channel": "PUBLIC", "received_at": given.NOW, "asker": ASKED.asker,
    "age_band": ASKED.age_band, "concern": ASKED.concern,
}  # fmt: skip


def test_take_enquiry_keeps_what_was_asked_apart_from_who_asked_and_starts_the_clock() -> None:
    enquiry_id = taken()

    kept = row(enquiry_id)
    assert (kept.channel, kept.concern, kept.taken_at) == ("TELEPHONE", ASKED.concern, None)
    assert (contact(enquiry_id).name, contact(enquiry_id).contact) == ("Dana Okafor", "01632 960111")
    [due] = owed(enquiry_id)
    assert (due.rule_key, due.started_at, due.owed_by, due.capability) == (
        "cyber-reply", given.NOW, None, "referral.write",
    )  # fmt: skip
    assert due.due_at is not None
    assert due.due_at - given.NOW > timedelta(days=6)  # five working days
    assert told.facts("enquiry.received") == [{"enquiry_id": str(enquiry_id), "channel": "TELEPHONE"}]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (replace(ASKED, concern="Callum opened the mailbox."), "concern"),
        (replace(ASKED, wants="Ring his mother on 07700 900123"), "wants"),
        (replace(ASKED, concern=" "), "concern"),
    ],
    ids=["a name", "a number", "nothing"],
)
def test_take_enquiry_and_post_enquiry_refuse_what_names_somebody_and_keep_nothing(
    asked: object, field: str
) -> None:
    for ask in (taken, posted):
        with pytest.raises(Invalid) as refused:
            ask(asked)  # type: ignore[arg-type]
        assert refused.value.field == field
    with roles.owner():
        assert not Enquiry.objects.exists()
        assert not AskerContact.objects.exists()


def test_the_demonstration_asks_without_a_name() -> None:
    for _days, words, _reach, _step in ENQUIRIES:
        for said in (words.concern, words.wants):
            assert found_in(said, rules=anonymity(), today=given.NOW.date()) == ()


def test_take_enquiry_keeps_nobodys_number_without_consent() -> None:
    with pytest.raises(Invalid, match="keep how to reach you"):
        taken(reach=replace(REACH, consents=False))
    with roles.owner():
        assert not AskerContact.objects.exists()

    without = taken(reach=Reach())
    with roles.owner():
        assert not AskerContact.objects.filter(enquiry_id=without).exists()


def test_strangers_take_read_answer_and_end_nothing_and_a_refusal_names_nobody() -> None:
    where, enquiry_id = place(), taken()
    version: dict[str, Any] = {"enquiry_id": enquiry_id, "version": row(enquiry_id).version}
    for who in STRANGERS:
        with pytest.raises(REFUSED):
            does(who, commands.take_enquiry, compartment_id=where, asked=ASKED, reach=REACH)
        with pytest.raises(REFUSED):
            does(who, commands.view_enquiry, enquiry_id=enquiry_id)
        with pytest.raises(REFUSED):
            does(who, commands.take_on_enquiry, **version)
        with pytest.raises(REFUSED):
            does(who, commands.answer_enquiry, **version, given=ADVICE)
        with pytest.raises(REFUSED):
            does(who, commands.close_enquiry, **version, how=Ended.WITHDRAWN, because="Not theirs.")
        with pytest.raises(REFUSED):
            does(
                who, commands.open_case_after, **version, basis=Basis.CONSENT, basis_said="Said so.",
                about=FELIX, because="Not theirs.",
            )  # fmt: skip
        with pytest.raises(NotPermitted):
            does(who, commands.begin_reply_clock, enquiry_id=enquiry_id)
    assert {"take_enquiry", "begin_reply_clock"} <= {name for name, _code in told.refusals()}
    assert (row(enquiry_id).taken_at, row(enquiry_id).closed_at) == (None, None)


def test_post_enquiry_puts_one_in_and_the_page_reads_none() -> None:
    enquiry_id = posted()

    assert (row(enquiry_id).channel, contact(enquiry_id).organisation) == ("PUBLIC", "Fennel School")
    assert told.facts("enquiry.received") == [{"enquiry_id": str(enquiry_id), "channel": "PUBLIC"}]
    with identity.assume(""):
        assert not Enquiry.objects.exists()
        assert not AskerContact.objects.exists()


def test_nobody_takes_or_reads_through_the_page() -> None:
    where = place()
    public = Context(actor=actors.PUBLIC, now=given.NOW)
    with identity.assume(""), pytest.raises(REFUSED):
        commands.take_enquiry(public, compartment_id=where, asked=ASKED, reach=REACH)
    enquiry_id = posted()
    with identity.assume(""), pytest.raises(REFUSED):
        commands.view_enquiry(public, enquiry_id=enquiry_id)


def test_the_database_itself_lets_the_page_put_in_nothing_but_what_is_new() -> None:
    """Without a session no row comes in as if the unit had taken, answered or ended it, or as somebody's."""
    where, jo, at = place(), cast.person("jo").pk, given.NOW
    before: tuple[dict[str, Any], ...] = (
        {"channel": "TELEPHONE"},
        {"created_by_id": jo},
        {"taken_at": at, "taken_by_id": jo},
        {"answered_at": at},
        {"case_id": uuid4(), "basis": Basis.CONSENT, "basis_said": "Said so."},
        {"closed_at": at, "closed_by_id": jo, "closed_how": Ended.WITHDRAWN, "closed_because": "Said so."},
    )

    with _nobody(), transaction.atomic():
        enquiry = _posts(Enquiry, where, **NEW)
        _posts(AskerContact, where, enquiry_id=enquiry, name="Dana Okafor")
        transaction.set_rollback(True)
    for more in before:
        with pytest.raises(ProgrammingError, match="row-level security"), _nobody(), transaction.atomic():
            _posts(Enquiry, where, **{**NEW, "reference": "E2345677", **more})
    for contact_more in ({"erased_at": at}, {"created_by_id": jo}):
        with pytest.raises(ProgrammingError, match="row-level security"), _nobody(), transaction.atomic():
            _posts(AskerContact, where, enquiry_id=enquiry, **contact_more)


def test_begin_reply_clock_starts_it_once_from_when_the_page_was_sent() -> None:
    enquiry_id = posted(reach=Reach(), now=given.later(days=-1))

    assert owed(enquiry_id) == []
    assert not _is_locked(enquiry_id)
    first = begun(enquiry_id)
    assert _is_locked(enquiry_id)  # so that it waits for an answer that is being written
    [due] = owed(enquiry_id)
    assert (due.pk, due.started_at) == (first, given.later(days=-1))
    assert due.about_reference.startswith("E·")
    assert begun(enquiry_id) is None
    assert len(owed(enquiry_id)) == 1
    assert [one["is_new"] for one in told.facts("enquiry.clock-begun")] == [True, False]


def test_begin_reply_clock_finds_nothing_owed_for_what_was_answered_meanwhile() -> None:
    enquiry_id = answered(posted())

    assert begun(enquiry_id) is None
    assert owed(enquiry_id) == []
    with cast.acting("jo"), pytest.raises(ProgrammingError, match="platform"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select sec.enquiry_received_at(%s)", [enquiry_id])


def test_view_enquiry_shows_it_with_its_answers_and_is_recorded() -> None:
    enquiry_id = answered(taken())

    file = does("jo", commands.view_enquiry, enquiry_id=enquiry_id)

    assert (file.contact.name, [one.product.version for one in file.answers]) == (
        "Dana Okafor",
        ["2026-11-23"],
    )
    assert told.facts("enquiry.viewed") == [{"enquiry_id": str(enquiry_id)}]
    with pytest.raises(REFUSED):
        does("jo", commands.view_enquiry, enquiry_id=EnquiryId(uuid4()))


def test_take_on_enquiry_makes_it_one_officers_to_answer() -> None:
    enquiry_id = taken()
    on(enquiry_id, commands.take_on_enquiry)

    assert [one.owed_by.username for one in owed(enquiry_id) if one.owed_by] == ["jo"]
    assert told.facts("enquiry.taken-on") == [{"enquiry_id": str(enquiry_id)}]
    with pytest.raises(Invalid, match="taken this enquiry on already"):
        on(enquiry_id, commands.take_on_enquiry)
    with pytest.raises(Stale):
        does("jo", commands.take_on_enquiry, enquiry_id=enquiry_id, version=1)


def test_answer_enquiry_keeps_which_edition_was_given_and_ends_the_clock() -> None:
    enquiry_id = answered(taken(), now=given.later(hours=2))

    assert owed(enquiry_id) == []
    assert row(enquiry_id).answered_at == given.later(hours=2)
    [said] = told.facts("enquiry.answered")
    assert (said["product"], said["edition"]) == ("school-first-steps", "2026-11-23")
    with pytest.raises(Invalid, match="not the one to give today"):
        on(enquiry_id, commands.answer_enquiry, given=replace(ADVICE, edition="2026-05"))
    with pytest.raises(Invalid, match="looks like a name"):
        on(enquiry_id, commands.answer_enquiry, given=replace(ADVICE, words="Speak to Callum."))


def test_open_case_after_names_the_basis_and_copies_none_of_the_words() -> None:
    enquiry_id = taken()
    case_id = on(
        enquiry_id, commands.open_case_after, basis=Basis.PARENT, basis_said="The mother, by telephone.",
        about=FELIX, because="The mother asks for help.",
    )  # fmt: skip

    kept = row(enquiry_id)
    assert (kept.case_id, kept.basis, kept.basis_said) == (case_id, "PARENT", "The mother, by telephone.")
    assert told.facts("enquiry.became-case") == [
        {"enquiry_id": str(enquiry_id), "case_id": str(case_id), "basis": "PARENT"}
    ]
    with cast.acting("jo"):
        assert Case.objects.get(pk=case_id).pathway_key == "cyber"
        assert not [one for one in Entry.objects.filter(about_id=case_id) if ASKED.concern in one.text]
    assert len(owed(enquiry_id)) == 1  # whoever asked is still answered
    with pytest.raises(Invalid, match="opened after this enquiry already"):
        on(
            enquiry_id, commands.open_case_after, basis=Basis.CONSENT, basis_said="Said so.", about=FELIX,
            because="Twice.",
        )  # fmt: skip


@pytest.mark.parametrize("said", ["", "Callum agreed on the telephone."])
def test_open_case_after_refuses_without_a_basis_and_names_nobody_in_the_enquiry(said: str) -> None:
    enquiry_id = taken()

    with pytest.raises(Invalid) as refused:
        on(
            enquiry_id, commands.open_case_after, basis=Basis.CONSENT, basis_said=said, about=FELIX,
            because="He asks for help.",
        )  # fmt: skip
    assert refused.value.field == "basis_said"
    assert row(enquiry_id).case_id is None


def test_close_enquiry_ends_what_is_answered_and_erases_how_whoever_asked_is_reached() -> None:
    enquiry_id = taken()
    with pytest.raises(Invalid, match="no answer yet"):
        on(enquiry_id, commands.close_enquiry, how=Ended.ANSWERED, because="All is said.")
    answered(enquiry_id)
    with pytest.raises(Invalid, match="No case was opened"):
        on(enquiry_id, commands.close_enquiry, how=Ended.TAKEN_ON, because="All is said.")

    on(enquiry_id, commands.close_enquiry, how=Ended.ANSWERED, because="All is said.")

    erased = contact(enquiry_id)
    assert (erased.name, erased.organisation, erased.contact) == ("", "", "")
    assert erased.erased_at == given.NOW
    with roles.owner():
        assert not FieldChange.objects.filter(record_id=erased.pk).exists()
    assert told.facts("enquiry.closed") == [{"enquiry_id": str(enquiry_id), "how": "ANSWERED"}]
    with pytest.raises(Invalid, match="has ended"):
        on(enquiry_id, commands.take_on_enquiry)


def test_close_enquiry_withdraws_what_is_owed_and_asks_why() -> None:
    enquiry_id = taken()
    for because in ("", "Callum’s mother changed her mind."):
        with pytest.raises(Invalid) as refused:
            on(enquiry_id, commands.close_enquiry, how=Ended.WITHDRAWN, because=because)
        assert refused.value.field == "because"

    on(enquiry_id, commands.close_enquiry, how=Ended.WITHDRAWN, because="The parent changed her mind.")

    assert owed(enquiry_id) == []
    assert row(enquiry_id).closed_how == "WITHDRAWN"


def test_what_was_asked_stays_as_it_was_asked() -> None:
    enquiry_id = taken()
    with cast.acting("jo"), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry_id).update(concern="Something else.")


def test_the_whole_road_of_an_enquiry_is_in_the_ledger_and_none_of_its_words() -> None:
    enquiry_id = taken()
    on(enquiry_id, commands.take_on_enquiry)
    on(
        enquiry_id, commands.open_case_after, basis=Basis.SAFETY, basis_said="Threats were made.", about=FELIX,
        because="The school asks for help.",
    )  # fmt: skip
    answered(enquiry_id)
    on(enquiry_id, commands.close_enquiry, how=Ended.TAKEN_ON, because="A case is open.")
    file = does("jo", commands.view_enquiry, enquiry_id=enquiry_id)

    assert (file.contact, file.case_reference[:2], file.taken_by) == (None, "C·", "Jo Tennant")
    with roles.owner():
        bodies = b" ".join(bytes(one.body) for one in Ledger.objects.all()).decode()
    for code in ("received", "taken-on", "became-case", "answered", "closed", "viewed"):
        assert f"enquiry.{code}" in bodies
    for words in (ASKED.concern, REACH.name, REACH.contact, "Threats were made", ADVICE.words):
        assert words not in bodies


def _is_locked(enquiry_id: EnquiryId) -> bool:
    """Whether a row was locked since it was last written: nothing but a lock or an end sets its xmax."""
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("select xmax::text <> '0' from enquiries_enquiry where id = %s", [enquiry_id])
        return bool(cursor.fetchone()[0])


@contextmanager
def _nobody() -> Iterator[None]:
    with identity.assume(""), connection.cursor() as cursor:
        cursor.execute("select set_config('app.command', %s, true)", [str(uuid4())])
        yield


def _posts(kind: type[Enquiry | AskerContact], where: UUID, **fields: Any) -> UUID:
    made = kind(
        compartment_id=where, **{"created_at": given.NOW, "created_by_id": actors.PUBLIC.id, **fields}
    )
    made.save(force_insert=True)
    return UUID(str(made.pk))
