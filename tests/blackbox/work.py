"""What people do in the house: take a referral in, add to a case, put an answer right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from tests.blackbox.houses import House
from tests.blackbox.pages import Fields, Form, links_in
from tests.blackbox.visitors import Answer, Visitor, at


UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that somebody has open, to be sent as often as wanted, each time under a key of its own."""

    who: Visitor
    path: str
    form: Form

    def fields(self, answers: Mapping[str, str], *, key: str = "", version: int | None = None) -> Fields:
        """What one sending says."""
        said = {"idempotency_key": key or str(uuid4()), **answers}
        if version is not None:
            said["version"] = str(version)
        return self.form.filled(said)

    def send(self, answers: Mapping[str, str], *, key: str = "", version: int | None = None) -> Answer:
        """Send it, whatever becomes of it."""
        return self.who.tries("POST", self.path, self.fields(answers, key=key, version=version))


def opened(who: Visitor, path: str, *names: str) -> Opened:
    """Open a form that has these fields."""
    return Opened(who, path, who.form(path, "idempotency_key", *names))


def case_of(house: House, name: str, *, field: str = "text") -> str:
    """The address of a case to which this person may add."""
    who = house.visitor(name)
    for path in _cases(who):
        answer = who.get(f"{path}note/")
        if answer.status == 200 and any({"idempotency_key", field} <= form.names for form in answer.forms):
            return path
    raise AssertionError(f"{name} has no case to add to")


def note_on(house: House, name: str) -> Opened:
    """The form of a note, open on a case."""
    return opened(house.visitor(name), f"{case_of(house, name)}note/", "text", "nature")


def referral_by(who: Visitor, *, surname: str = "Quillfeather", narrative: str = "What was seen.") -> str:
    """Take a call; returns the address of the referral."""
    form = who.form("/referrals/start/typed/", "individual.surname")
    fields = form.filled(
        {
            "individual.forenames": "Jory",
            "individual.surname": surname,
            "concerns.concern_narrative": narrative,
        }
    )
    answer = who.post("/referrals/start/typed/", fields)
    assert answer.status == 302, answer.text[:2000]
    found = re.match(rf"/referrals/{UUID}/", answer.location)
    assert found, answer.location
    return found[0]


def searched(who: Visitor, referral: str) -> None:
    """Check a referral taken by telephone and search the records for whom it speaks of."""
    presses(who, f"{referral}check/", "immediate-risk/", risk="NO", note="")
    presses(who, f"{referral}check/", "acknowledge/", how="telephone")
    presses(who, f"{referral}check/", "check/")
    presses(who, f"{referral}person/", "person/")


def settled(who: Visitor, referral: str) -> None:
    """Give whom the referral speaks of a record of his own; nobody like him is known to the unit."""
    searched(who, referral)
    presses(who, f"{referral}person/", "settle/")


def presses(who: Visitor, path: str, button: str, **answers: str) -> None:
    """Send the form of a page that goes to this address, which must be taken."""
    forms = [form for form in who.get(path).forms if form.method == "post"]
    form = next(form for form in forms if form.action.endswith(button))
    answer = who.post(at(path, form), form.filled(answers))
    assert answer.status == 302, f"{path} {button}: {answer.status}\n{answer.text[:2000]}"


def posted_by_anybody(house: House) -> None:
    """A form in the letterbox of the first force on the public page."""
    stranger = house.visitor()
    answer = stranger.post("/refer/", stranger.form("/refer/", "individual.surname").answered())
    assert answer.status == 302, answer.text[:3000]


def _cases(who: Visitor) -> list[str]:
    return [link for link in links_in(who.get("/cases/").text) if re.fullmatch(rf"/cases/{UUID}/", link)]


def finds(who: Visitor, words: str) -> Answer:
    """Search, and say what for where that is asked."""
    # The box in the bar comes first on the page, and asks nothing.
    *_, form = (one for one in who.get("/find/").forms if "words" in one.names)
    why = {"why": "reason", "reason": "duplicate-check", "because": "Before a new record is made."}
    return who.post("/find/", form.filled({"words": words} | (why if "because" in form.names else {})))
