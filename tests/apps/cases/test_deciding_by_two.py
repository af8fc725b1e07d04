"""A decision that a definition ties to the whole history is taken by two who have read it (failings F63)."""

from datetime import timedelta
from uuid import UUID

import pytest

from caseward.cases import commands, queries
from caseward.cases.models import Case
from caseward.cases.queries import State
from caseward.cases.vocabulary import CaseId
from caseward.chronology import commands as chronology
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Entered, Kind
from caseward.compartments import commands as compartments
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.kernel.access import CAPABILITIES
from caseward.nominals import commands as nominals
from caseward.nominals.vocabulary import NominalId
from tests import cast, given, moments, told
from tests.apps.cases.pages import text
from tests.apps.cases.test_evidence import happens
from tests.apps.nominals import pairs
from tests.apps.threats import given as threats


pytestmark = pytest.mark.django_db

RETURN = "return-of-certificate"
STRANGERS = ("rhys", "ewan", "elin", "ines", "kit", "jo", "sam", "noor")


def read(case_id: CaseId, who: str, *, day: float) -> UUID:
    """Read all of it, as a page opened at that moment would have it said."""
    with cast.acting(who, now=given.later(days=day)) as ctx:
        case = Case.objects.visible_to(ctx.actor).get(pk=case_id)
        grew = queries.reading_of(viewer=ctx.actor, case=case).grew_at
        return commands.read_history(ctx, case_id=case_id, until=grew.isoformat() if grew else "")


def decide(case_id: CaseId, who: str = "beth", *, day: float, outcome: str = "return") -> UUID:
    with cast.acting(who, now=given.later(days=day)) as ctx:
        return commands.decide_on_history(
            ctx,
            case_id=case_id,
            version=Case.objects.get(pk=case_id).version,
            decision=RETURN,
            decided=given.decided(outcome, question=RETURN),
        )


def second(
    case_id: CaseId, decision_id: UUID, who: str = "grace", *, day: float, approves: bool = True
) -> None:
    with cast.acting(who, now=given.later(days=day)) as ctx:
        commands.second_decision(
            ctx, case_id=case_id, decision_id=decision_id, approves=approves, because="Read all of it."
        )


def adds(case_id: CaseId, *, day: float) -> None:
    with cast.acting("priya", now=given.later(days=day)) as ctx:
        commands.add_entry(ctx, case_id=case_id, entered=Entered(kind=Kind.NOTE, text="A neighbour rang."))


def state(case_id: CaseId) -> list[State]:
    with cast.acting("priya", now=given.later(days=90)) as ctx:
        case = Case.objects.get(pk=case_id)
        return [one.state for one in queries.decisions_by_two(viewer=ctx.actor, case=case)]


def test_a_return_of_certificate_decision_without_history_pull_is_refused() -> None:
    """Failings F63: by the first and by the second, each for himself and since anything was last added."""
    case_id = given.owned()
    with pytest.raises(Invalid, match="have not read the whole history"):
        decide(case_id, day=1)
    assert told.refusals()[-1][0] == "decide_on_history"
    read(case_id, "grace", day=1)
    with pytest.raises(Invalid, match="have not read"):
        decide(case_id, day=1)
    read(case_id, "beth", day=1)
    adds(case_id, day=2)
    with pytest.raises(Invalid, match="have not read"):
        decide(case_id, day=3)
    read(case_id, "beth", day=3)
    decision_id = decide(case_id, day=3)
    with pytest.raises(Invalid, match="have not read"):
        second(case_id, decision_id, day=4)
    read(case_id, "grace", day=4)
    second(case_id, decision_id, day=4)

    assert state(case_id) == [State.AGREED]
    facts = told.facts("case.history-read")
    assert [set(one) for one in facts] == [{"case_id", "history_read_id"}] * 4
    assert told.facts("decision.countersigned")[-1]["approves"] is True
    with cast.acting("priya"):
        assert Entry.objects.filter(about_id=case_id, kind=Kind.DECISION, source_id=decision_id).exists()


def test_read_history_says_so_of_what_was_shown_and_of_nothing_that_came_meanwhile() -> None:
    case_id = given.owned()
    with cast.acting("beth", now=given.later(days=1)) as ctx:
        shown = queries.reading_of(viewer=ctx.actor, case=Case.objects.get(pk=case_id)).grew_at
    assert shown is not None
    adds(case_id, day=2)
    with cast.acting("beth", now=given.later(days=2)) as ctx, pytest.raises(Invalid, match="while you read"):
        commands.read_history(ctx, case_id=case_id, until=shown.isoformat())


def test_decide_on_history_names_who_decides_and_is_absent_for_those_who_may_not_know() -> None:
    case_id = given.owned()
    for who in ("priya", "omar"):
        read(case_id, who, day=1)
        with pytest.raises(NotPermitted, match="Ask Beth Lindqvist or Grace Adeyemi"):
            decide(case_id, who, day=1)
    read(case_id, "beth", day=1)
    for who in STRANGERS:
        with cast.acting(who, now=given.later(days=1)) as ctx:
            with pytest.raises(NotVisible):
                commands.read_history(ctx, case_id=case_id, until="")
            with pytest.raises(NotVisible):
                commands.decide_on_history(
                    ctx, case_id=case_id, version=3, decision=RETURN, decided=given.decided("return")
                )
    with pytest.raises(Invalid, match="no answer to this question"):
        decide(case_id, day=1, outcome="whatever")


def test_second_decision_is_neither_the_owners_nor_the_firsts_nor_theirs_who_declared_a_conflict() -> None:
    case_id = given.adopted()  # Beth owns it until Priya accepts
    read(case_id, "grace", day=1)
    read(case_id, "beth", day=1)
    decision_id = decide(case_id, "grace", day=1)
    for who in ("grace", "beth"):
        with pytest.raises(NotPermitted, match="you own the case or decided first"):
            second(case_id, decision_id, who, day=1)
    read(case_id, "omar", day=1)
    with pytest.raises(NotPermitted, match="decided by a sergeant or above"):
        second(case_id, decision_id, "omar", day=1)
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            second(case_id, decision_id, who, day=1)
    assert state(case_id) == [State.WAITING]


def test_second_decision_is_absent_for_whoever_declared_a_conflict() -> None:
    case_id = given.owned()
    read(case_id, "beth", day=1)
    read(case_id, "grace", day=1)
    decision_id = decide(case_id, day=1)
    with cast.acting("grace", now=given.later(days=2)) as ctx:
        compartments.declare_conflict(ctx, case_id=case_id, because="His aunt.")
    with pytest.raises(NotVisible):
        second(case_id, decision_id, day=3)


def test_second_decision_dies_with_whatever_is_added_and_what_it_allowed_is_refused_again() -> None:
    case_id = given.owned()
    with pytest.raises(Invalid, match="agreed by a second person"):
        happens(case_id, "case.certificate-returned", day=1, who="priya")
    for who in ("beth", "grace"):
        read(case_id, who, day=2)
    decision_id = decide(case_id, day=2)
    with pytest.raises(Invalid, match="No decision that allows this stands"):
        happens(case_id, "case.certificate-returned", day=2, who="priya")
    second(case_id, decision_id, day=3)
    with pytest.raises(Invalid, match="answered this already"):
        second(case_id, decision_id, day=3.5)
    adds(case_id, day=4)
    assert state(case_id) == [State.LAPSED]
    with pytest.raises(Invalid, match="nothing added to the history since"):
        happens(case_id, "case.certificate-returned", day=4, who="priya")
    with pytest.raises(Invalid, match="have it decided anew"):
        second(case_id, decision_id, day=5)

    for who in ("beth", "grace"):
        read(case_id, who, day=5)
    again = decide(case_id, day=5)
    second(case_id, again, day=5.1)
    happens(case_id, "case.certificate-returned", day=6, who="priya")

    for who in ("beth", "grace"):
        read(case_id, who, day=7)
    withheld = decide(case_id, day=7, outcome="withhold")
    second(case_id, withheld, day=7, approves=False)
    assert state(case_id)[0] is State.DECLINED


def test_what_an_agreement_allowed_leaves_it_standing_and_what_is_added_to_that_does_not() -> None:
    case_id = given.owned()
    for who in ("beth", "grace"):
        read(case_id, who, day=2)
    decision_id = decide(case_id, day=2)
    second(case_id, decision_id, day=3)
    happens(case_id, "case.certificate-returned", day=4, who="priya")
    assert state(case_id) == [State.AGREED]

    with cast.acting("priya", now=given.later(days=5)) as ctx:
        entry = Entry.objects.get(about_id=case_id, kind=Kind.EVENT, source_id=decision_id)
        chronology.add_to_entry(ctx, entry_id=entry.pk, text="He has said that he wants it for his uncle.")
    assert state(case_id) == [State.LAPSED]


def test_second_decision_dies_with_a_link_that_brings_older_records_of_the_person() -> None:
    """Failings F63: records that were written long before, but under another of his records, are read as well."""
    case_id = given.owned()
    with cast.acting("beth"):
        person = NominalId(given.person_of(case_id).pk)
    other = pairs.made()
    for who in ("beth", "grace"):
        read(case_id, who, day=2)
    second(case_id, decide(case_id, day=2), day=3)
    with cast.acting("beth", now=given.later(days=4)) as ctx:
        link_id = nominals.propose_link(
            ctx, nominal_id=person, other_id=other, because="The same birth mark."
        )
    if pairs.state(link_id) == "PROPOSED":
        assert state(case_id) == [State.AGREED]
        with cast.acting("grace", now=given.later(days=5)) as ctx:
            nominals.confirm_link(ctx, link_id=link_id, because="So it is.")
    assert state(case_id) == [State.LAPSED]
    with pytest.raises(Invalid, match="have not read"):
        decide(case_id, day=6)


def test_second_decision_dies_with_a_threat_of_which_the_record_alone_speaks() -> None:
    case_id = given.owned()
    for who in ("beth", "grace"):
        read(case_id, who, day=2)
    second(case_id, decide(case_id, day=2), day=3)
    assert state(case_id) == [State.AGREED]
    threats.recorded(case_id, now=given.later(days=4))
    assert state(case_id) == [State.LAPSED]


def test_the_pages_lead_from_the_decisions_through_the_history_to_both_signatures() -> None:
    case_id = given.owned(now=moments.lately() - timedelta(days=1))
    beth, where = cast.browser("beth"), f"/cases/{case_id}/"
    assert "Advise on the return of a firearms certificate" in text(beth.get(f"{where}decisions/"))
    assert "You have not read the whole history" in text(beth.get(f"{where}decide/{RETURN}/"))
    page = beth.get(f"{where}history/")
    assert "There is no referral" not in text(page)
    assert b"cw-timeline__card" in page.content
    until = page.context["form"]["until"].value()
    assert beth.post(f"{where}history/", {"until": until}).status_code == 302
    assert "nothing was added since" in text(beth.get(f"{where}decide/{RETURN}/"))
    assert beth.get(f"{where}decide/no-such-thing/").status_code == 404
    assert cast.browser("priya").get(f"{where}decide/{RETURN}/").status_code == 403

    read(case_id, "beth", day=1)
    decision_id = decide(case_id, day=1)
    grace, second_page = cast.browser("grace"), f"{where}decide/{decision_id}/second/"
    assert "Do you agree?" not in text(grace.get(second_page))
    read(case_id, "grace", day=1)
    assert "waits for a second person" in text(grace.get(f"{where}decisions/"))
    assert "decided by a supervisor" in text(cast.browser("priya").get(f"{where}decisions/"))
    assert "Do you agree?" in text(grace.get(second_page))
    assert beth.get(second_page).status_code == 403
    assert grace.post(second_page, {"approves": "no", "because": "Not yet."}).status_code == 302
    assert "the second does not agree" in text(grace.get(f"{where}decisions/"))


def test_what_is_published_names_pathways_capabilities_outcomes_and_happenings_that_are_known() -> None:
    happenings = catalogue().happenings_on(given.NOW.date() + timedelta(days=1))
    for rule in catalogue().table("decisions", "full-history")["decision"].values():
        assert set(rule["pathways"]) <= set(catalogue().pathways.keys)
        assert {rule["decided_by"], rule["seconded_by"]} <= CAPABILITIES.keys()
        assert rule["allows"].keys() == rule["outcome"].keys() - {"withhold"}
        assert set(rule["allows"].values()) <= happenings.keys()
