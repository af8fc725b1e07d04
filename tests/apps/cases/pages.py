"""Opening, sending and signing the pages of cases, and reading what they say."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from caseward.cases import commands, queries
from caseward.cases.vocabulary import CaseId
from tests import cast, given, moments


# What a search is for, said with its first words.
FOR_A_REASON = {"why": ["reason"], "reason": ["duplicate-check"], "because": ["Dana rang about a pupil."]}
NDM = {
    "conduct": "Fair, and open to being wrong.",
    "information": "The school's words and two contacts.",
    "assessment": "Harm to a named teacher is threatened.",
    "powers": "The Prevent duty.",
    "option_1_text": "Go on",
    "option_1_because": "The threat names a person.",
    "option_2_text": "Stop here",
    "option_2_because": "Nobody else would hold the risk.",
    "chosen": "1",
    "title": "Decided on what was known",
    "rationale": "A named person is threatened.",
    "review": "When the partners have answered.",
}


def yesterday() -> datetime:
    return moments.real_now() - timedelta(days=1)


def url(name: str, *args: object) -> str:
    return reverse(f"cases:{name}", args=args)


def text(answer: Any) -> str:
    """What a page says, tags left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sent(answer: Any) -> dict[str, list[str]]:
    """The hidden answers that travel with a page that is to be signed."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode()):
        found.setdefault(name, []).append(value.replace("&#x27;", "'"))
    return found


def signed(browser: Client, where: str, answers: dict[str, Any]) -> Any:
    """Send a decision, read the page that shows it whole, and sign it."""
    whole = browser.post(where, answers)
    assert whole.status_code == 200, text(whole)
    assert "Sign this decision" in text(whole), text(whole)
    travelling = {name: value for name, value in sent(whole).items() if name != "csrfmiddlewaretoken"}
    return browser.post(where, travelling | {"sign": "yes"})


def version(case_id: UUID) -> int:
    with cast.acting("priya"):
        return given.case_version(case_id)


def entries(case_id: CaseId) -> list[str]:
    with cast.acting("priya") as ctx:
        case = commands.view_case(ctx, case_id=case_id).case
        return [str(one) for one in queries.look_back(viewer=ctx.actor, case=case, today=ctx.today)]


def questions(captured: Any) -> list[str]:
    """What the database was really asked, without the marks of transactions."""
    return [
        one["sql"] for one in captured.captured_queries if not re.match(r"(RELEASE )?SAVEPOINT", one["sql"])
    ]
