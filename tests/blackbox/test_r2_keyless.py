"""R1 and R2: any form of the house that comes without its key, or without the version it changes, is refused."""

from collections.abc import Iterator

import pytest

from tests.blackbox import addresses, work
from tests.blackbox.houses import House
from tests.blackbox.pages import Form
from tests.blackbox.snapshots import Snapshot, snapshot
from tests.blackbox.visitors import Answer, Visitor, at


pytestmark = pytest.mark.blackbox

KEY, VERSION = "idempotency_key", "version"
# They keep nothing, or come to the same once or twice: doors, drafts, the language, looking for somebody, samples.
NEED_NONE = (
    "/sign-in/", "/sign-out/", "/language/", "/drafts/", "/find/", "/account/confirm/", "/account/second-factor",
    "/ui/",
)  # fmt: skip
PEOPLE = "/administration/"  # where they are looked for
REFUSED = {400, 409, 422}


@pytest.fixture(scope="module")
def known(house: House) -> dict[str, str]:
    """With something in the letterbox, a gap on a case and a form for it."""
    work.posted_by_anybody(house)
    work.referral_by(house.visitor("noor"))
    return addresses.northshires(house)


def forms_of(house: House, who: Visitor, known: dict[str, str]) -> Iterator[tuple[str, Form]]:
    """Every form that this person meets at any address, each once for each place it is sent to."""
    met = set()
    for route in addresses.routes(house):
        path = route.at(known)
        answer = who.get(path)
        for form in answer.forms if answer.status == 200 else []:
            if form.method == "post" and (at(path, form), frozenset(form.names)) not in met:
                met.add((at(path, form), frozenset(form.names)))
                yield path, form


def sent_without(who: Visitor, path: str, form: Form, name: str) -> Answer:
    """A form that was filled in, without one of its hidden fields."""
    return who.post(at(path, form), [(key, value) for key, value in form.answered() if key != name])


def tables(house: House) -> list[str]:
    return [
        name for (name,) in house.rows("select relname from pg_stat_user_tables where schemaname = 'public'")
    ]


def standing(house: House) -> Snapshot:
    """Everything but what a refused visit leaves."""
    return snapshot(house, tables(house))


@pytest.mark.parametrize("name", ["priya", "beth", "noor", "sam", ""])
def test_no_form_is_taken_without_its_key_or_its_version(
    house: House, known: dict[str, str], name: str
) -> None:
    who = house.visitor(name)
    before, tried, taken, open_doors = standing(house), 0, [], set()
    for path, form in forms_of(house, who, known):
        if KEY not in form.names or at(path, form).startswith(("/find/", "/ui/")):
            open_doors.add(at(path, form))
            continue
        for missing in {KEY, VERSION} & form.names:
            tried += 1
            answer = sent_without(who, path, form, missing)
            if answer.status not in REFUSED:
                taken.append((path, at(path, form), missing, answer.status))

    assert taken == []
    assert standing(house) == before
    assert [door for door in open_doors if not door.startswith(NEED_NONE) and door != PEOPLE] == []
    assert tried >= {"": 1, "sam": 3}.get(name, 5), tried


def test_what_was_typed_is_kept_and_the_next_sending_is_taken(house: House) -> None:
    note = work.note_on(house, "priya")
    said = [
        (key, value)
        for key, value in note.fields({"text": "Seen at the gate.", "nature": "FACT"})
        if key != KEY
    ]
    answer = note.who.post(note.path, said)

    assert answer.status == 422
    assert "without the number that keeps it from happening twice" in answer.text
    again = answer.form_with(KEY, "text")
    assert again.value("text") == "Seen at the gate."
    assert note.who.post(note.path, again.filled({})).status == 302
