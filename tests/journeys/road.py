"""The steps of the road, each as a person takes it: by labels and the words on buttons, with scripts or without."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visits import Visit


Words = Mapping[str, str]
Day = tuple[str, str, str]

CALL = {
    "Forenames": "Jory",
    "Surname": "Pellwether",
    "Date of birth": "14 March 2009",
    "Known addresses": "12 Fennel Row, Northport, NP4 2AB (current)",
    "The concerns": "Told two classmates that a named teacher deserves what is coming.",
}


def takes_a_call(noor: Visit, said: Words) -> str:
    """Type a referral in; returns the address of its page."""
    noor.goes("/referrals/start/typed/")
    for label, words in said.items():
        noor.page.get_by_label(label, exact=True).first.fill(words)
    noor.presses("Take it in")
    found = re.search(r"/referrals/[0-9a-f-]{36}/", noor.page.url)
    assert found, noor.page.url
    return found[0]


def checks(noor: Visit, referral: str) -> None:
    """Say whether anyone is at risk, tell the referrer, and finish comparing."""
    noor.goes(f"{referral}check/")
    risk = noor.page.get_by_role("region", name="Immediate risk")
    risk.get_by_label("No", exact=True).check()
    risk.get_by_role("button", name="Record").click()
    noor.page.wait_for_load_state()
    told = noor.page.get_by_role("region", name="Acknowledgement")
    told.get_by_label("By telephone").check()
    told.get_by_role("button", name="Record").click()
    noor.page.wait_for_load_state()
    noor.goes(f"{referral}check/")
    noor.presses("Finish checking")


def settles_what_was_not_read(noor: Visit, referral: str) -> None:
    """Say of each field that could not be read that it was not given."""
    for _each in range(9):
        noor.goes(f"{referral}check/")
        link = noor.page.get_by_role("link", name=re.compile("^Settle"))
        if not link.count():
            return
        link.first.click()
        noor.page.locator("main form textarea, main form input[type=text]").first.fill("")
        noor.presses("Save")


def looks_for_the_person(noor: Visit, referral: str) -> None:
    """Search the records; it is a step that cannot be left out."""
    noor.goes(f"{referral}person/")
    button = noor.page.get_by_role("button", name=re.compile("^Search (the records|again)$"))
    if button.count():
        button.first.click()
        noor.page.wait_for_load_state()


def says_of_each(noor: Visit, answer: str, because: str) -> int:
    """Answer each record that could be the person; returns how many there were."""
    count = 0
    while (form := _unanswered(noor.page)) is not None:
        form.get_by_label(answer, exact=True).check()
        form.get_by_label("Why").fill(because)
        form.get_by_role("button", name="Record this answer").click()
        noor.page.wait_for_load_state()
        count += 1
        assert count < 20
    return count


def _unanswered(page: Page) -> Locator | None:
    """The form of the next record without an answer; those with one are folded away."""
    forms = page.locator("main form").filter(has=page.get_by_role("button", name="Record this answer"))
    open_ones = forms.filter(visible=True)
    return open_ones.first if open_ones.count() else None


def settles(noor: Visit, button: str) -> None:
    """Say which record it is, or that there is none yet."""
    noor.page.get_by_role("button", name=re.compile(button)).click()
    noor.page.wait_for_load_state()


def asks_and_hears(noor: Visit, referral: str, *, question: str, reply: str) -> None:
    """Ask the referrer, and write the reply down."""
    noor.goes(f"{referral}clarify/")
    noor.page.get_by_label("What do you need to know?").fill(question)
    noor.presses("Record the question")
    noor.goes(f"{referral}clarify/")
    noor.reads(question)
    noor.page.get_by_label("The reply").fill(reply)
    noor.presses("Keep the reply")


def deconflicts(priya: Visit, referral: str, *, day: Day) -> None:
    """Record what the intelligence unit answered."""
    priya.goes(f"{referral}deconflict/")
    page = priya.page
    page.get_by_role("group", name="What was the answer?").get_by_role("radio").first.check()
    fills_day(page, "On which day?", day)
    searched = page.get_by_role("group", name="What was searched?").get_by_role("checkbox")
    for place in range(2):
        searched.nth(place).check()
    priya.presses("Record the answer")


def fills_day(page: Page, group: str, day: Day) -> None:
    """Type a day into its three boxes."""
    boxes = page.get_by_role("group", name=group)
    for label, words in zip(("Day", "Month", "Year"), day, strict=True):
        boxes.get_by_label(label, exact=True).fill(words)


def decides(someone: Visit, outcome: str, *, title: str, rationale: str) -> None:
    """Fill in the six elements of a decision on whatever page asks for one."""
    page = someone.page
    for label, words in {
        "How does the Code of Ethics bear on this?": "Fairness to a young person of whom little is known.",
        "What is known, and what is not?": "What the caller saw and heard. Not known: who else was there.",
        "What are the threat and the risk, and what is the working strategy?": "Harm to somebody named is spoken of.",
        "Which powers and policies apply?": "The Prevent duty; no power is used.",
        "The decision in a line": title,
        "What happens now, and how is it looked at again?": "Looked at again when the partners have answered.",
    }.items():
        page.get_by_label(label, exact=True).fill(words)
    page.locator("[name=rationale]").fill(rationale)
    options = {
        1: ("Go on as decided", "It fits what is known."),
        2: ("Do nothing", "Nobody would hold the risk."),
    }
    for number, (what, because) in options.items():
        page.locator(f"[name=option_{number}_text]").fill(what)
        page.locator(f"[name=option_{number}_because]").fill(because)
    page.get_by_role("group", name="Which option is chosen?").get_by_label("1", exact=True).check()
    page.get_by_role("group", name="What is decided?").get_by_label(outcome, exact=True).check()


def reads_through_and_signs(someone: Visit, *, picture: str = "") -> None:
    """See the decision as it will stand for ever, and sign it."""
    someone.presses("Read it through")
    expect(someone.page.get_by_role("heading", name="Read it through and sign")).to_be_visible()
    if picture:
        someone.is_pictured(picture)
    someone.is_sound()
    someone.presses("Sign this decision")


def adopts(beth: Visit, referral: str, *, officer: str) -> None:
    """Decide at the gateway to adopt, and offer the case."""
    beth.goes(f"{referral}gateway/")
    decides(
        beth,
        "Adopt as a Prevent case",
        title="Adopt and find out more",
        rationale="The words name a person and a place, and the caller can say what changed and when.",
    )
    offered = beth.page.get_by_label(re.compile("to whom do you offer the case", re.IGNORECASE))
    offered.select_option(offered.get_by_role("option", name=officer).get_attribute("value"))


def accepts(priya: Visit, reference_or_name: str) -> str:
    """Take on the case that is offered; returns the address of its page."""
    priya.goes("/")
    offers = priya.page.locator("main li").filter(has_text="offered by")
    offers.filter(has_text=reference_or_name).first.get_by_role("link").first.click()
    priya.page.wait_for_load_state()
    found = re.search(r"/cases/[0-9a-f-]{36}/", priya.page.url)
    assert found, priya.page.url
    priya.goes(f"{found[0]}accept/")
    priya.page.get_by_label(re.compile("^I have no conflict of interest")).check()
    priya.presses("Accept the case")
    return found[0]


def notes(priya: Visit, case: str, words: str) -> None:
    """Add a note to the chronology."""
    priya.goes(f"{case}note/")
    priya.page.get_by_label("Note", exact=True).fill(words)
    priya.page.get_by_label("Opinion").check()
    priya.presses("Add the note")


def records_a_contact(priya: Visit, case: str, words: str, *, day: Day) -> None:
    """Record a contact, whose risk cannot be left out."""
    priya.goes(f"{case}contact/")
    page = priya.page
    fills_day(page, "When was it?", day)
    page.get_by_role("group", name="When was it?").get_by_label(re.compile("^Time")).fill("00:00")
    page.get_by_role("group", name="With whom?").get_by_role("radio").first.check()
    page.get_by_label("Who exactly?").fill("the person, at home")
    page.get_by_label("For which agency?").fill("family")
    page.get_by_role("group", name="Who made the contact?").get_by_role("radio").first.check()
    page.get_by_role("group", name="How?", exact=True).get_by_role("radio").first.check()
    page.get_by_role("group", name="Was it a visit to somebody’s home?").get_by_label(
        "No", exact=True
    ).check()
    page.get_by_role("group", name="What came of it?").get_by_role("radio").first.check()
    page.get_by_label("What was said?").fill(words)
    page.get_by_label("Fact").check()
    page.get_by_role("group", name="How much risk did it show?").get_by_label("Not known").check()
    page.get_by_label("What is being done to find out?").fill("The school is asked today.")
    priya.presses("Record the contact")


def asks_a_question(priya: Visit, case: str, words: str) -> None:
    """Write down what nobody can answer yet."""
    priya.goes(f"{case}gap/")
    priya.page.get_by_label("What do we not know?").fill(words)
    priya.presses("Write it down")


def settles_the_question(priya: Visit, case: str, words: str) -> None:
    """Answer it."""
    priya.goes(f"{case}plan/")
    priya.page.get_by_role("link", name=re.compile("^Settle it")).first.click()
    priya.page.get_by_label("Answered, done or removed").check()
    priya.page.get_by_label("In words").fill(words)
    priya.page.locator("main form").get_by_role("button").first.click()
    priya.page.wait_for_load_state()


def finds_that_it_is_so(priya: Visit, case: str, means: str) -> None:
    """Record a finding that a gate asks for."""
    priya.goes(f"{case}move/")
    priya.page.get_by_role("link", name=re.compile(f"^Record it ?: {means}")).first.click()
    priya.page.get_by_label("Yes", exact=True).check()
    priya.page.get_by_label("On what does it rest?").fill("Letters of this week, in the files.")
    priya.presses("Record it")


def moves(priya: Visit, case: str, stage: str) -> None:
    """Decide, sign and go on to another stage."""
    priya.goes(f"{case}move/")
    decides(
        priya, stage, title=f"On to: {stage}", rationale="What was missing is known now, as the entries say."
    )
    reads_through_and_signs(priya)


def proposes_to_close(priya: Visit, case: str, outcome: str) -> None:
    """Acknowledge the last 90 days, decide how it ends, sign."""
    priya.goes(f"{case}close/")
    entries = priya.page.locator("[name=looked_back_at]")
    for place in range(entries.count()):
        entries.nth(place).check()
    decides(
        priya,
        outcome,
        title="Close",
        rationale="Each entry was weighed; the concern has an everyday explanation.",
    )
    reads_through_and_signs(priya)


def approves_the_closing(grace: Visit, case: str) -> None:
    """Say yes as the second person."""
    grace.goes(f"{case}closing/")
    grace.page.get_by_label("Yes: I approve").check()
    grace.page.get_by_label("Why?", exact=True).fill("I read the chronology; I agree.")
    grace.presses("Record my answer")


def finds(someone: Visit, words: str) -> None:
    """Look for a person, case or reference from wherever one is."""
    someone.page.locator("header").get_by_role("searchbox").fill(words)
    someone.page.locator("header").get_by_role("button", name="Find").click()
    someone.page.wait_for_load_state()
    why = someone.page.get_by_label("Another reason", exact=True)
    if why.count():
        why.check()
        someone.page.get_by_label("Which reason?").select_option("duplicate-check")
        someone.page.get_by_label("Say it in a sentence").fill("Before a new record is made.")
        someone.page.locator("main").get_by_role("button", name="Find").click()
        someone.page.wait_for_load_state()
