"""The pages of threats and incidents, from the case to the form that ends what is owed."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from caseward.cases.vocabulary import CaseId
from caseward.threats import commands
from caseward.threats.vocabulary import Done
from tests import cast, given, moments
from tests.apps.cases.pages import text
from tests.apps.cases.test_opening import BAKERY, opened
from tests.apps.corrections.doing import platform
from tests.apps.threats import given as made
from tests.apps.threats.given import WORDS, graded, incident, recorded, taken
from tests.guards.test_page_costs import asked


pytestmark = pytest.mark.django_db

AT_MOST, A_THREAT = 21, 42


def yesterday() -> CaseId:
    return given.owned(now=moments.lately() - timedelta(days=1))


def moment(name: str, hours: float) -> dict[str, str]:
    """A moment of a form, so many hours ago."""
    at = made.in_london(moments.real_now() - timedelta(hours=hours))
    return {
        f"{name}-day": str(at.day),
        f"{name}-month": str(at.month),
        f"{name}-year": str(at.year),
        f"{name}-time": f"{at:%H:%M}",
    }


def send(browser: Client, where: str, **fields: object) -> None:
    answer = browser.post(where, fields)
    assert answer.status_code == 302, text(answer)


def test_a_threat_is_recorded_graded_answered_and_closed_from_its_pages() -> None:
    case_id = yesterday()
    victim, priya = made.subject(case_id), cast.browser("priya")
    page = reverse("threats:list", args=[case_id])
    assert page in priya.get(reverse("cases:file", args=[case_id])).content.decode()
    assert "No threat is recorded" in text(priya.get(page))

    where = reverse("threats:record", args=[case_id])
    refused = priya.post(where, {"words": "", "victims": []})
    assert refused.status_code == 422
    assert "Write down the exact words, as they were received." in text(refused)
    send(
        priya, where, **moment("received_at", 2), words=made.WORDS, received_by="PC Hollis",
        received_how="MESSAGE", victims=[str(victim)], maker_description="Not known.", source="His sister",
    )  # fmt: skip
    shown = priya.get(page)
    assert made.WORDS in text(shown)
    assert "His sister" not in text(shown)
    assert "Act on the maker of the threat, or say why not" in text(shown)
    assert page in priya.get("/").content.decode(), "my work leads to it"
    [threat_id] = set(re.findall(r"/threats/([0-9a-f-]{36})/grade/", shown.content.decode()))

    grade = reverse("threats:grade", args=[threat_id])
    send(priya, grade, intent="YES", capability="NOT_KNOWN", immediacy="YES", grade="HIGH", because="Soon.")
    for done, fields in (
        ("owner-told", {"who": "Supt Imre", "rank": "superintendent", "words": "Rang."}),
        ("maker-contacted", {"who": "PC Lowe", "words": "Spoken to; denies it."}),
        ("warned", {"who": "PC Lowe", "edition": "2", "words": "Signed."}),
    ):
        send(priya, reverse("threats:step", args=[threat_id, done]), **moment("at", 1), **fields)
    assert "Still to be answered" not in text(priya.get(page))
    assert "His sister" in text(priya.get(reverse("threats:source", args=[threat_id])))

    close = reverse("threats:close", args=[threat_id])
    assert priya.get(close).status_code == 403
    send(cast.browser("beth"), close, version="1", because="Remanded.")
    assert "Remanded." in text(priya.get(page))


def test_a_closed_threat_is_added_to_and_only_rank_is_offered_not_credible() -> None:
    case_id, now = yesterday(), moments.real_now()
    threat_id = recorded(case_id, now=now, received_at=now - timedelta(hours=1))
    grade, added = (
        reverse("threats:grade", args=[threat_id]),
        reverse("threats:step", args=[threat_id, "added"]),
    )
    priya, beth = cast.browser("priya"), cast.browser("beth")
    assert "NOT_CREDIBLE" not in priya.get(grade).content.decode()
    assert WORDS in priya.get(grade).content.decode()  # graded by whoever has its words before them
    assert "NOT_CREDIBLE" in beth.get(grade).content.decode()

    graded(threat_id, now=now)
    for done in (Done.OWNER_TOLD, Done.MAKER_CONTACTED, Done.WARNED):
        taken(threat_id, done, now=now)
    send(beth, reverse("threats:close", args=[threat_id]), version="1", because="Remanded.")
    page = priya.get(reverse("threats:list", args=[case_id])).content.decode()
    assert added in page
    assert grade not in page


def test_incidents_are_recorded_and_decided_on_from_their_pages() -> None:
    case_id = yesterday()
    victim, priya = made.subject(case_id), cast.browser("priya")
    page, where = (reverse(f"threats:{name}", args=[case_id]) for name in ("list", "incident"))
    for _ in range(2):
        incident(case_id, now=moments.real_now())
    send(priya, where, **moment("happened_at", 1), nominal_id=str(victim), kind="FOLLOWED", words="The van.")
    with platform() as ctx:
        ctx.now = moments.real_now()
        commands.count_incidents(ctx, incident_id=made.newest_incident())
    assert "A superintendent decides on a threat to life." in text(priya.get(page))
    decide = reverse("threats:decide", args=[case_id])
    assert priya.get(decide).status_code == 403

    grace = cast.browser(made.superintendent())
    said = {"is_real": "yes", "chosen": "Warn.", "rejected": "Arrest.", "because": "Nearer each time."}
    send(grace, decide, **said)
    assert "A real and immediate risk to life." in text(priya.get(page))


def test_what_is_not_there_and_what_may_not_be_known_answer_alike() -> None:
    case_id = yesterday()
    threat_id = recorded(case_id, now=moments.real_now(), received_at=moments.real_now() - timedelta(hours=1))
    for who in ("rhys", "stan", "kit", "ines"):
        browser = cast.browser(who)
        for name in ("grade", "close", "source"):
            assert browser.get(reverse(f"threats:{name}", args=[threat_id])).status_code == 404
        for name in ("list", "record", "incident", "decide"):
            assert browser.get(reverse(f"threats:{name}", args=[case_id])).status_code == 404
    priya = cast.browser("priya")
    assert priya.get(reverse("threats:step", args=[threat_id, "shouted-at"])).status_code == 404
    for done in Done:
        expected = 403 if done is Done.NOT_WARNED else 200
        assert priya.get(reverse("threats:step", args=[threat_id, done.value])).status_code == expected


def test_a_cyber_case_keeps_no_threats_and_says_so() -> None:
    case_id = opened("jo", "cyber", BAKERY, beginning="organisation")
    jo = cast.browser("jo")
    page = reverse("threats:list", args=[case_id])
    assert page not in jo.get(reverse("cases:file", args=[case_id])).content.decode()
    assert "Cases of this pathway keep no threats." in text(jo.get(page))
    assert jo.get(reverse("threats:record", args=[case_id])).status_code == 403


def test_the_page_of_threats_asks_a_fixed_number_of_questions_however_many_there_are() -> None:
    case_id = yesterday()
    priya, page = cast.browser("priya"), reverse("threats:list", args=[case_id])
    now = moments.real_now()
    counts = []
    for _ in range(2):
        threat_id = recorded(case_id, now=now, received_at=now - timedelta(hours=1))
        graded(threat_id, now=now)
        taken(threat_id, Done.OWNER_TOLD, now=now)
        incident(case_id, now=now)
        priya.get(page)
        with asked() as found:
            priya.get(page)
        counts.append(len(found.statements))

    assert counts[0] == counts[1] <= AT_MOST, counts


def test_a_threat_is_saved_in_a_fixed_number_of_statements_whatever_is_said() -> None:
    case_id = yesterday()
    victim, priya = made.subject(case_id), cast.browser("priya")
    where = reverse("threats:record", args=[case_id])
    said = {
        **moment("received_at", 2), "words": made.WORDS, "received_by": "PC Hollis", "received_how": "CALL",
        "victims": [str(victim)], "maker_description": "Not known.", "source": "His sister",
    }  # fmt: skip
    send(priya, where, **said)
    counts = []
    for more in ({}, {"makers": [str(victim)], "method": "Knife", "place": "Home", "when": "Saturday"}):
        with asked() as found:
            send(priya, where, **said, **more)
        counts.append(len(found.statements))

    assert counts[0] == counts[1] <= A_THREAT, counts
