"""Every page of a case in a real browser, wide and narrow: nothing for axe to find, nothing to scroll sideways."""

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.urls import reverse
from playwright.sync_api import Page

from caseward.cases import commands
from caseward.cases.models import Case
from caseward.cases.vocabulary import Axis, CaseId, Level, Settled
from caseward.chronology.vocabulary import (
    Channel,
    Contact,
    ContactOutcome,
    Entered,
    Kind,
    Nature,
    Risk,
    Source,
)
from tests import cast, given, moments
from tests.apps.cases import addresses
from tests.browser import DESKTOP, PHONE, OpenPage, sideways, violations


pytestmark = [
    pytest.mark.journey,
    pytest.mark.commits,
    pytest.mark.usefixtures("real_commits", "read_in_transactions"),
]

# Where to leave pictures of what was opened, for whoever wants to look.
PICTURES = os.environ.get("CASEWARD_PICTURES", "")
# Pages of something that this case does not have, or of somebody else's office.
LEFT_OUT = {
    "accept", "refuse", "withdraw", "answer-closing", "stored-file", "settle", "set-aside", "category", "end-person",
    "offer-transfer", "reopen", "answer-factor", "decide", "second-decision",
    "acknowledge-tasking", "amend-tasking", "end-tasking", "log-session", "report-session",
}  # fmt: skip

CONTACT = Entered(
    kind=Kind.CONTACT,
    text="Spoke for half an hour, mostly about football; showed the books on the desk without being asked.",
    source=Source.SUBJECT,
    source_name="Callum, at home",
    contact=Contact(
        agency="police",
        channel=Channel.IN_PERSON,
        outcome=ContactOutcome.SPOKEN_TO,
        risk=Risk.UNKNOWN,
        doing="Asked the school and the youth service for what they know, by Friday.",
    ),
)
NOTE = Entered(kind=Kind.NOTE, text="Lonelier than angry, by the look of it.", nature=Nature.OPINION)


@pytest.fixture
def read_in_transactions(real_commits: None) -> Iterator[None]:
    """What the tests read between two commands has an identity, too: that of the transaction it is read in."""

    def within(execute: Callable[..., Any], *statement: Any) -> Any:
        with nullcontext() if connection.in_atomic_block else transaction.atomic():
            return execute(*statement)

    with connection.execute_wrapper(within):
        yield


def worked() -> CaseId:
    """A case of Priya's with something in every room, opened three weeks ago and late by now."""
    began = moments.real_now() - timedelta(days=25)
    case_id = given.owned(now=began)
    with cast.acting("priya", now=began + timedelta(hours=2)) as ctx:
        commands.add_entry(ctx, case_id=case_id, entered=CONTACT)
        commands.add_entry(ctx, case_id=case_id, entered=NOTE)
        commands.raise_gap(
            ctx, case_id=case_id, text="Who else is in the chat?", due_on=began.date() + timedelta(days=9)
        )
        done = commands.raise_gap(ctx, case_id=case_id, text="Which school?", due_on=date(2027, 1, 4))
        commands.settle_gap(
            ctx, loose_end_id=done, version=1, how=Settled.RESOLVED, words="Northport Academy, since 2023."
        )
        commands.add_action(
            ctx, case_id=case_id, text="Ask the school", accountable="Northport Academy", due_on=None
        )
        commands.record_risk(
            ctx,
            case_id=case_id,
            text="Harm to the teacher who is named.",
            axis=Axis.VIOLENCE,
            level=Level.NOT_KNOWN,
            is_volatile=True,
        )
    return case_id


def sign_in(page: Page, served: str, who: str) -> None:
    page.goto(f"{served}/sign-in/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{served}/")


def faults(page: Page, url: str, *, picture: str) -> list[str]:
    """What is wrong with the page at the address."""
    answer = page.goto(url)
    assert answer is not None
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{picture}.png"), full_page=True)
    wrong = [f"status {answer.status}"] * (answer.status != 200) + violations(page)
    return [f"{picture}: {each}" for each in wrong + [f"{sideways(page)}px too wide"] * (sideways(page) > 0)]


def lists(who: str) -> dict[str, str]:
    names = ["work", "list", "find"] + ["team"] * (who == "beth")
    return {name: reverse(f"cases:{name}") for name in names} | {"closed": "/cases/?which=closed"}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_the_pages_of_a_case_hold_up_in_a_browser(
    open_page: OpenPage, served: str, size: tuple[int, int]
) -> None:
    case_id = worked()
    closing_id, offered, referral_id = proposed(), given.adopted(given.MAEVE), given.at_the_gateway(JUDE)
    with cast.acting("beth"):
        nominal_id = Case.objects.get(pk=case_id).nominal_id
    pages = {name: url for name, url in addresses.of_case(case_id).items() if name not in LEFT_OUT}
    pages |= {"person": reverse("cases:person", args=[nominal_id])}
    offer = {
        f"offer-{name}": url
        for name, url in addresses.of_case(offered).items()
        if name in {"accept", "refuse"}
    }
    as_beth = {
        "gateway": reverse("cases:gateway", args=[referral_id]),
        "answer-closing": reverse("cases:answer-closing", args=[closing_id]),
        "close-clear": reverse("cases:close", args=[clear()]),
        "set-aside": addresses.of_case(case_id)["set-aside"],
        "withdraw": addresses.of_case(offered)["withdraw"],
        "offer-transfer": addresses.of_case(case_id)["offer-transfer"],
    }
    found: list[str] = []
    for who, urls in (("priya", pages | offer | lists("priya")), ("beth", as_beth | lists("beth"))):
        with open_page(size=size) as watched:
            sign_in(watched.page, served, who)
            for name, url in urls.items():
                found += faults(watched.page, f"{served}{url}", picture=f"{who}-{name}-{size[0]}")
            found += watched.complaints

    assert found == []


JUDE = {
    **given.CALLUM,
    "individual.forenames": "Jude",
    "individual.surname": "Marlowe",
    "individual.date_of_birth": "02/05/1988",
    "individual.addresses": "9 Tide Lane, Northport, NP1 3CD (current)",
    "individual.phones": "07700 900789",
}
NELL = {
    **given.CALLUM,
    "individual.forenames": "Nell",
    "individual.surname": "Quennell",
    "individual.date_of_birth": "19/12/1995",
    "individual.addresses": "2 Lamp Street, Northport, NP3 9ZZ (current)",
    "individual.phones": "07700 900321",
}
ANA = {
    **given.CALLUM,
    "individual.forenames": "Ana",
    "individual.surname": "Brzezińska",
    "individual.date_of_birth": "30/01/2001",
    "individual.addresses": "71 Weir Road, Northport, NP5 2EE (current)",
    "individual.phones": "07700 900654",
}


def proposed() -> UUID:
    """A case whose closing waits for Beth."""
    case_id = given.at_section_36(NELL, now=moments.lately() - timedelta(days=2))
    given.proposed(case_id, now=moments.real_now() - timedelta(days=2))
    return case_id


def clear() -> UUID:
    """A case that could be closed now."""
    return given.at_section_36(ANA, now=moments.lately() - timedelta(days=2))
