"""What is owed leads to the form that ends it, wherever it is shown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from caseward.cases.models import Case
from caseward.cases.presenters.ends import OwedLine, Way, owed_lines, ways_of
from caseward.cases.vocabulary import CaseId
from caseward.foundation.catalogue import catalogue
from caseward.obligations import queries
from caseward.obligations.vocabulary import MatterKind
from tests import cast, given, moments
from tests.apps.cases import pages
from tests.apps.cases import test_happening as happening


pytestmark = pytest.mark.django_db

# Ended by another app’s own act on a record that has no form for it here; an engagement can clash
# with several, and its page has a form for each.
ENDED_ELSEWHERE = {"engagement-clash", "engagement-clash-before"}


def first(owed: queries.Owed) -> Way | None:
    """The form that would end it, whoever asks."""
    return next(ways_of(owed, None), None)


def ways(case_id: CaseId) -> dict[str, str]:
    with cast.acting("priya") as ctx:
        owed = queries.of_record(viewer=ctx.actor, about_id=case_id, now=given.NOW)
        return {one.rule_key: way.url for one in owed if (way := first(one))}


def lines(case_id: CaseId, who: str) -> dict[str, OwedLine]:
    """What is owed about a case, as its page shows it to somebody."""
    with cast.acting(who) as ctx:
        case = Case.objects.get(pk=case_id)
        owed = queries.of_record(viewer=ctx.actor, about_id=case_id, now=ctx.now)
        shown = owed_lines(owed, case=case, viewer=ctx.actor)
        return {one.rule_key: line for one, line in zip(owed, shown, strict=True)}


def test_every_published_clock_of_a_case_leads_to_a_form() -> None:
    """A line that only opens its record leaves the officer to find out what would end it."""
    case_id = given.owned()
    with cast.acting("priya") as ctx:
        [one, *_] = queries.of_record(viewer=ctx.actor, about_id=case_id, now=given.NOW)
    record = {kind: reverse(kind.place, args=[case_id]) for kind in MatterKind}

    nowhere = set()
    for rule in catalogue().clocks:
        code = rule.ends_on[0].partition(".")[0]
        kind = MatterKind(code) if code in MatterKind else MatterKind.CASE
        owed = replace(one, rule_key=rule.key, about_kind=kind)
        way = first(owed)
        if way is None or way.url == record[kind]:
            nowhere.add(rule.key)

    assert nowhere == ENDED_ELSEWHERE


def test_a_line_leads_to_the_first_form_that_its_rule_allows() -> None:
    case_id = happening.at_panel()

    found = ways(case_id)

    assert found["first-panel"] == reverse("cases:happened", args=[case_id]) + "?what=case.panel-held"
    assert found["reassessment"] == reverse("cases:happened", args=[case_id]) + "?what=case.assessed"


def test_what_is_owed_on_the_page_of_a_case_opens_the_form_that_ends_it() -> None:
    case_id = given.owned(now=moments.lately() - timedelta(days=1))

    page = cast.browser("priya").get(reverse("cases:file", args=[case_id])).content.decode()

    assert reverse("cases:move", args=[case_id]) + '">Decide<span' in page


def test_a_form_that_its_reader_may_not_send_is_not_offered_and_says_who_may() -> None:
    """Section 36 is a supervisor's to decide; an offer is answered by the officer it was made to."""
    case_id = given.at_section_36(now=moments.lately() - timedelta(days=1))
    where, move = reverse("cases:file", args=[case_id]), reverse("cases:move", args=[case_id])
    owed = lines(case_id, "priya")
    who = "supervisor, for the chief officer of police"
    assert (owed["section-36-decision"].way, owed["section-36-decision"].who) == (None, who)
    mine = lines(case_id, "beth")["section-36-decision"]
    assert (mine.way.url if mine.way else "", mine.who) == (move, "")
    assert f"who does it: {who}" in pages.text(cast.browser("priya").get(where))

    offered = given.adopted(given.MAEVE)
    answers = {who: lines(offered, who)["case-offer"].way is not None for who in ("priya", "omar", "beth")}
    assert answers == {"priya": True, "omar": False, "beth": False}
