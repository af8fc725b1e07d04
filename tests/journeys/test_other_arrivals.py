"""Referrals that are not told on the telephone: a filled-in form, and the public page."""

import pytest
from playwright.sync_api import FilePayload, expect

from caseward.foundation.documents import errors
from tests.browser import PHONE
from tests.journeys import road
from tests.journeys.road import Day
from tests.journeys.visits import Visit, Visiting
from tests.samples import hostile, word


pytestmark = pytest.mark.journey

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITTEN = {
    "individual.forenames": "Isolde",
    "individual.surname": "Varcoe",
    "individual.date_of_birth": "3 May 2008",
    "concerns.concern_narrative": "Has begun to wear a badge that younger pupils are afraid of.",
}


def uploads(noor: Visit, file: FilePayload, today: Day) -> None:
    noor.goes("/referrals/start/upload/")
    noor.page.locator("input[type=file]").set_input_files(file)
    road.fills_day(noor.page, "When did it reach the force?", today)
    noor.page.get_by_role("group", name="When did it reach the force?").get_by_label("Time").fill("00:00")
    noor.presses("Take it in")


def test_a_filled_in_form_is_read_beside_what_was_given(visit: Visiting, today: Day) -> None:
    with visit("noor") as noor:
        form: FilePayload = {"name": "referral.docx", "mimeType": WORD, "buffer": word.table_form(WRITTEN)}
        uploads(noor, form, today)
        noor.reads("As given", "As read", "Isolde", "Varcoe", "3 May 2008")
        noor.is_pictured("uploaded")


def test_a_wrong_file_under_a_right_name_is_said_to_be_one(visit: Visiting, today: Day) -> None:
    with visit("noor") as noor:
        uploads(noor, {"name": "referral.docx", "mimeType": WORD, "buffer": b"MZ" + bytes(600)}, today)
        noor.reads("There is a problem")
        noor.is_sound()


def test_every_kind_of_bad_file_is_refused_in_a_sentence_and_nothing_is_taken_in(
    visit: Visiting, today: Day
) -> None:
    bad = {expected: (name, data) for name, data, expected in hostile.corpus() if expected in errors.REASONS}
    bad["far-too-large"] = ("referral.pdf", b"%PDF-" + bytes(49 * 1024 * 1024))
    with visit("noor") as noor:
        for expected, (name, data) in bad.items():
            uploads(noor, {"name": name, "mimeType": "application/octet-stream", "buffer": data}, today)
            noor.reads("There is a problem")
            expect(noor.page.get_by_label("Time"), expected).to_have_value("00:00")
            assert noor.page.url.endswith("/referrals/start/upload/"), expected


@pytest.mark.parametrize("size", [(1280, 900), PHONE], ids=["wide", "narrow"])
def test_a_partner_refers_without_an_account_and_gets_a_receipt(
    visit: Visiting, size: tuple[int, int]
) -> None:
    with visit(size=size) as partner:
        partner.goes("/refer/")
        partner.is_pictured("refer" if size != PHONE else "refer-on-a-telephone")
        partner.page.get_by_label("Northshire").first.check()
        partner.page.get_by_label("Surname", exact=True).first.fill("Penhallow")
        partner.page.get_by_label("The concerns").fill("Asked a neighbour about fertiliser.")
        partner.presses("Send")
        partner.reads("Received")
        assert "Penhallow" not in partner.page.content()
        partner.is_pictured("receipt" if size != PHONE else "receipt-on-a-telephone")


def test_what_came_through_the_letterbox_is_opened_once(visit: Visiting) -> None:
    with visit("noor") as noor:
        noor.goes("/referrals/letterbox/")
        noor.is_pictured("letterbox")
        noor.page.locator("main").get_by_role("button", name="Open").first.click()
        noor.page.wait_for_url("**/check/")
        noor.is_sound()
