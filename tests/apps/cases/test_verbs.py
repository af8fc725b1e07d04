"""The verb on a line is what its reader may do there: in my work, on the boards, for everybody of the cast."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from caseward.cases import queries
from caseward.cases.presenters.work import row_of
from caseward.cases.queries.called import lines
from caseward.obligations.queries import of_record
from caseward.obligations.vocabulary import Sought
from tests import cast, given, moments
from tests.apps.cases import test_ranks as ranked
from tests.apps.cases.test_opening import opened


pytestmark = pytest.mark.django_db

BUTTON = re.compile(
    r'<a class="govuk-button govuk-button--secondary cw-button-small"[^>]*href="([^"]+)"[^>]*>([^<]+)<'
)
YESTERDAY = timedelta(days=1)


def verbs(who: str, case_id: UUID) -> dict[str, str]:
    """The verb of each thing owed about a case, as one reads it in a list of what one may know."""
    with cast.acting(who, now=given.later(days=2)) as ctx:
        sought = Sought(within=ctx.actor.compartments, group=None)
        rows = queries.owed_in_unit(viewer=ctx.actor, sought=sought, now=ctx.now).rows
        return {
            one.owed.rule_key: row_of(one, about="", is_mine=False).action
            for one in rows
            if one.owed.about_id == case_id
        }


def test_decide_is_said_to_whoever_decides_and_look_to_whoever_only_looks() -> None:
    case_id = given.at_section_36()
    knows = {"priya", "omar", "beth", "grace"}

    said = {who: verbs(who, case_id).get("section-36-decision", "") for who in cast.PEOPLE}

    assert said == {
        **dict.fromkeys(cast.PEOPLE, ""), **dict.fromkeys(knows, "Look"), "beth": "Decide", "grace": "Decide",
    }  # fmt: skip


def at_admission(who: str, case_id: UUID) -> str:
    """The verb of what is owed while a case waits at the admission test, which ends by going on."""
    with cast.acting(who, now=given.later(days=2)) as ctx:
        owed = of_record(viewer=ctx.actor, about_id=case_id, now=ctx.now)
        waits = [replace(one, rule_key="admission-decision") for one in owed[:1]]
        [line] = lines(viewer=ctx.actor, rows=waits, on=ctx.today)
        return row_of(line, about="", is_mine=False).action


def test_the_rank_that_the_stage_demands_is_asked_for_too() -> None:
    case_id = ranked.standing_at("admission")
    assert [at_admission(who, case_id) for who in ("kit", "grace")] == ["Look", "Look"]

    ranked.promoted()

    assert [at_admission(who, case_id) for who in ("kit", "grace")] == ["Look", "Decide"]


def buttons(client: Client, page: str) -> list[tuple[str, str]]:
    answer = client.get(page)
    return BUTTON.findall(answer.content.decode()) if answer.status_code == 200 else []


def test_every_button_in_my_work_and_on_the_boards_opens_for_its_reader() -> None:
    yesterday = moments.real_now() - YESTERDAY
    given.at_section_36(now=yesterday)
    given.at_the_gateway(given.MAEVE, now=yesterday)
    opened("rhys", "nominal")
    pages = [reverse(f"cases:{name}") for name in ("work", "team", "exceptions")]

    found = set()
    for who in cast.PEOPLE:
        client = cast.browser(who)
        for url, word in {one for page in pages for one in buttons(client, page)}:
            assert client.get(url.replace("&amp;", "&"), follow=True).status_code == 200, (who, word, url)
            found.add((who, word.strip()))

    assert ("beth", "Decide") in found
    assert ("priya", "Decide") not in found
