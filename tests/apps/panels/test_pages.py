"""The pages of sittings, as browsers walk them, and as they look to somebody from whom an item is kept."""

import re
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from caseward.compartments.vocabulary import Extent
from caseward.panels import queries
from caseward.panels.models import Approval, Item, Sitting
from caseward.panels.vocabulary import SittingId
from tests import cast, given, moments, roles
from tests.apps.cases.pages import text, yesterday
from tests.apps.compartments.given import excluded, granted
from tests.apps.panels.given import (
    DISCUSSED,
    answer_referrer,
    approve_minutes,
    arrange_sitting,
    close_item,
    put_forward,
    unit,
)


pytestmark = pytest.mark.django_db


def day(name: str, on: str) -> dict[str, str]:
    year, month, this = on.split("-")
    return {f"{name}-year": year, f"{name}-month": month, f"{name}-day": this}


def sent(browser: Client, where: str, **answers: object) -> str:
    """The page that comes of it."""
    return text(browser.post(where, answers, follow=True))


def the(model: type[Sitting] | type[Item]) -> UUID:
    with cast.acting("priya"):
        return UUID(str(model.objects.values_list("pk", flat=True).get()))


def test_a_sitting_from_the_agenda_to_its_minutes_in_a_browser() -> None:
    """F17 and F25: the forms refuse a referrer who was not thought of, and minutes with a blank item."""
    case_id, priya, beth = given.owned(now=yesterday()), cast.browser("priya"), cast.browser("beth")
    assert "No sitting is arranged" in text(priya.get("/sittings/"))
    assert "No sitting is open for this case" in text(priya.get(f"/cases/{case_id}/sittings/put-forward/"))
    with cast.acting("priya"):
        which = f"{unit()}:channel-panel"
    today = f"{moments.real_now():%Y-%m-%d}"
    arranged = {
        "which": which,
        "channel": "VIDEO",
        "place": "",
        "chair": "Marcus Bell",
        "agency": "The council",
    }
    arranged |= {**day("held_at", today), "held_at-time": "00:00"}
    assert "Nothing is on the agenda" in sent(priya, "/sittings/arrange/", **arranged)
    sitting = f"/sittings/{the(Sitting)}/"

    form = priya.get(f"/cases/{case_id}/sittings/put-forward/").content.decode()
    assert re.search(r'value="[0-9a-f-]{36}"[^>]* checked', form), "the only one is chosen"
    asked = {"sitting": str(the(Sitting)), "asks": "Adopt?", "is_referrer_invited": "", "invited_because": ""}
    page = sent(priya, f"/cases/{case_id}/sittings/put-forward/", **asked)
    assert "Say whether the referrer is invited." in page
    assert "Say how the referrer was invited, or why not." in page
    asked |= {"is_referrer_invited": "no", "invited_because": "She is on leave."}
    assert "blank" in sent(priya, f"/cases/{case_id}/sittings/put-forward/", **asked)
    assert "No: She is on leave." in text(beth.get(sitting))

    closes_and_approves(priya, beth, sitting, today)
    assert "Wait a month." in text(priya.get(f"/cases/{case_id}/sittings/"))
    assert priya.get(f"{sitting}approve/").status_code == 403
    assert f"/cases/{case_id}/sittings/" in priya.get(reverse("cases:file", args=[case_id])).content.decode()


def closes_and_approves(priya: Client, beth: Client, sitting: str, today: str) -> None:
    member = {"role": "health", "name": "Dr Osei", "agency": "NHS", "presence": "APOLOGIES"}
    next_one = sent(priya, f"{sitting}member/", **member)
    assert "Go on with the next" in next_one
    assert "Dr Osei, NHS" in next_one
    assert "Dr Osei, NHS" in text(priya.get(sitting))
    assert "An item of this agenda is blank." in sent(beth, f"{sitting}approve/", words="By email.")
    item = f"/sittings/items/{the(Item)}/"
    decided = {"became": "DISCUSSED", "decision": "Wait a month.", "answers_stage": "no"}
    assert "Write why." in sent(priya, f"{item}close/", **decided)
    page = sent(priya, f"{item}close/", **{**decided, "answers_stage": "yes", "rationale": "Too early."})
    assert "No decision about this case was signed since the sitting." in page
    page = sent(priya, f"{item}close/", **{**decided, "rationale": "Too early."})
    assert "not recorded yet" in page
    action = {"text": "Send figures", "accountable": "The school", **day("due_on", "2031-02-12")}
    assert "The school, by 12 February 2031" in sent(priya, f"{item}action/", **action)
    told = {"was_told": "yes", "words": "She agrees.", **day("on", today)}
    assert "She agrees." in sent(priya, f"{item}referrer/", **told)
    assert "minutes approved" in sent(beth, f"{sitting}approve/", words="By email.")
    assert "Probation came late." in sent(priya, f"{sitting}add/", text="Probation came late.")
    assert "He came, too." in sent(priya, f"{item}add/", text="He came, too.")
    page = text(beth.get(f"{sitting}minutes/"))
    for words in ("Wait a month.", "Too early.", "Dr Osei, NHS", "Probation came late.", "He came, too."):
        assert words in page


def test_the_sittings_of_a_case_lead_to_the_referrer_who_waits() -> None:
    """F25: whoever owes the answer opens its form from there; whoever only reads is shown none."""
    now = moments.real_now()
    case_id = given.owned(now=yesterday())
    item_id = put_forward(
        case_id, arrange_sitting(now=yesterday(), held_at=now - timedelta(hours=2)), now=now
    )
    granted(case_id, to="rhys", extent=Extent.READ)
    form, where = f"/sittings/items/{item_id}/referrer/", f"/cases/{case_id}/sittings/"

    def is_led(name: str) -> bool:
        return form in cast.browser(name).get(where).content.decode()

    assert not is_led("priya"), "nothing was said yet"
    close_item(item_id, now=now)
    assert [is_led(name) for name in ("priya", "beth", "rhys")] == [True, True, False]
    answer_referrer(item_id, now=now)
    assert not is_led("priya")


def as_it_looks(browser: Client, sitting_id: SittingId) -> list[tuple[int, str]]:
    """Everything that pages say of a sitting."""
    places = (
        "/sittings/",
        *(f"/sittings/{sitting_id}/{end}" for end in ("", "minutes/", "approve/", "add/")),
    )
    answers = [browser.get(place) for place in places]
    return [(answer.status_code, text(answer)) for answer in answers]


def test_an_item_that_is_kept_from_the_approver_is_no_item_and_hinders_nothing() -> None:
    """F25: blank as it is, it is neither numbered nor counted nor missed, and is approved by those who know it."""
    now = moments.real_now()
    first, hidden = given.owned(now=yesterday()), given.owned(given.MAEVE, now=yesterday())
    excluded(hidden, "grace")
    sitting_id = arrange_sitting(now=yesterday(), held_at=now - timedelta(hours=2))
    grace = cast.browser("grace")
    one = put_forward(first, sitting_id, now=now)
    close_item(one, now=now)
    before = as_it_looks(grace, sitting_id)
    kept = put_forward(hidden, sitting_id, now=now + timedelta(minutes=1))

    assert as_it_looks(grace, sitting_id) == before
    assert "1 item blank" in text(cast.browser("beth").get("/sittings/"))
    for end in ("", "close/", "referrer/", "action/", "add/"):
        assert grace.get(f"/sittings/items/{kept}/{end}").status_code == 404
    approve_minutes(sitting_id, who="grace", now=now)
    assert "Maeve" not in text(grace.get(f"/sittings/{sitting_id}/minutes/"))
    with roles.owner():
        assert not Approval.objects.filter(item_id=kept).exists()

    close_item(kept, who="beth", now=now)
    approve_minutes(sitting_id, now=now)
    with cast.acting("beth") as ctx:
        items = queries.agenda(viewer=ctx.actor, sitting_id=sitting_id)
    assert [(item.id, item.is_approved, item.closed) for item in items] == [
        (one, True, DISCUSSED),
        (kept, True, DISCUSSED),
    ]


def test_sittings_are_read_page_by_page_and_none_is_left_out() -> None:
    now, sitting_id = moments.real_now(), arrange_sitting()
    with roles.owner():
        one = Sitting.objects.get(pk=sitting_id)
        for hours in range(1, 31):
            for sign in (1, -1):
                one.pk, one.held_at = uuid4(), now + timedelta(hours=hours * sign, minutes=30)
                one.save(force_insert=True)
    browser = cast.browser("priya")
    first = browser.get("/sittings/").content.decode()
    assert ("?of=coming" in first, "?of=held" in first) == (True, True)

    for of, count in (("coming", 31), ("held", 30)):
        found: list[str] = []
        where = f"?of={of}"
        while where:
            page = browser.get(f"/sittings/{where}").content.decode()
            found += re.findall(r'href="/sittings/([0-9a-f-]{36})/"', page)
            more = re.search(r'href="([^"]+)" rel="next"', page)
            where = unescape(more[1]) if more else ""
        assert len(found) == len(set(found)) == count, of
