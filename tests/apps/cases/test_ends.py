"""What is owed leads to the form that ends it, wherever it is shown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from caseward.cases.presenters.ends import way_to_end
from caseward.cases.vocabulary import CaseId
from caseward.foundation.catalogue import catalogue
from caseward.obligations import queries
from caseward.obligations.vocabulary import MatterKind
from tests import cast, given, moments
from tests.apps.cases import test_happening as happening


pytestmark = pytest.mark.django_db

# Ended by another app’s own act on a record that has no form for it here.
ENDED_ELSEWHERE = {"vetting-renewal", "national-security-vetting-review"}


def ways(case_id: CaseId) -> dict[str, str]:
    with cast.acting("priya") as ctx:
        owed = queries.of_record(viewer=ctx.actor, about_id=case_id, now=given.NOW)
        return {one.rule_key: way_to_end(one).url for one in owed}


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
        if way_to_end(owed).url == record[kind]:
            nowhere.add(rule.key)

    assert nowhere == ENDED_ELSEWHERE


def test_a_line_leads_to_the_first_form_that_its_rule_allows() -> None:
    case_id = happening.at_panel()

    found = ways(case_id)

    assert found["first-panel"] == reverse("cases:happened", args=[case_id]) + "?what=case.panel-held"
    assert found["reassessment"] == reverse("cases:happened", args=[case_id]) + "?what=case.assessed"


def test_what_is_owed_on_the_page_of_a_case_opens_the_form_that_ends_it() -> None:
    case_id = given.owned(now=moments.real_now() - timedelta(days=1))

    page = cast.browser("priya").get(reverse("cases:file", args=[case_id])).content.decode()

    assert reverse("cases:move", args=[case_id]) + '">Decide<span' in page
