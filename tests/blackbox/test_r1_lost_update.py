"""R1: of those who save from the same version one succeeds, and the others learn what changed and keep their words."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.blackbox import rounds, work
from tests.blackbox.houses import House
from tests.blackbox.visitors import Answer
from tests.blackbox.work import Opened


pytestmark = pytest.mark.blackbox

FIELD = "concerns.concern_narrative"
WRITERS = ("noor", "priya", "omar", "beth", "grace")


@pytest.fixture(scope="module")
def answer_forms(house: House) -> list[Opened]:
    """One answer of one referral, open before sixteen people at once."""
    path = f"{work.referral_by(house.visitor('noor'))}check/{FIELD}/"
    return [work.opened(house.visitor(WRITERS[place % 5]), path, FIELD, "version") for place in range(16)]


def version_of(house: House, form: Opened) -> tuple[int, str]:
    """The version that stands, and the words."""
    referral_id = form.path.split("/")[2]
    return house.rows(
        "select version, value::text from referrals_answer where referral_id = %s and field = %s",
        referral_id, FIELD,
    )[0]  # fmt: skip


def race(house: House, forms: list[Opened], pool: ThreadPoolExecutor, *, name: str) -> None:
    """All send from one version: one is stored, the rest are told, nobody's words are gone."""
    version, _ = version_of(house, forms[0])
    words = [f"{name} as writer {place} heard it" for place in range(len(forms))]
    answers = list(
        pool.map(lambda pair: pair[0].send({FIELD: pair[1]}, version=version), zip(forms, words, strict=True))
    )

    won = [said for said, answer in zip(words, answers, strict=True) if answer.status == 302]
    assert len(won) == 1, [answer.status for answer in answers]
    assert all_told(zip(words, answers, strict=True), winner=won[0])
    stands = version_of(house, forms[0])
    assert stands[0] == version + 1
    assert won[0] in stands[1]


def all_told(pairs: Iterable[tuple[str, Answer]], *, winner: str) -> bool:
    """Whether everybody else has 409 with both texts."""
    losers = [(said, answer) for said, answer in pairs if said != winner]
    return all(
        answer.status == 409 and said in answer.text and winner in answer.text for said, answer in losers
    )


def test_of_two_one_saves_and_the_other_is_told(house: House, answer_forms: list[Opened]) -> None:
    with ThreadPoolExecutor(2) as pool:
        for number in rounds.counted("R1, two writers", 40, soak=1_000):
            race(house, answer_forms[:2], pool, name=f"round {number}")


def test_of_sixteen_one_saves_and_the_others_are_told(house: House, answer_forms: list[Opened]) -> None:
    with ThreadPoolExecutor(16) as pool:
        for number in rounds.counted("R1, sixteen writers", 3, soak=100):
            race(house, answer_forms, pool, name=f"crowd {number}")


def test_a_form_without_a_version_is_refused(house: House, answer_forms: list[Opened]) -> None:
    before = version_of(house, answer_forms[0])
    one = answer_forms[0]
    fields = [(name, value) for name, value in one.fields({FIELD: "no version"}) if name != "version"]

    answer = one.who.post(one.path, fields)

    assert answer.status == 422
    assert "without the version" in answer.text
    assert "no version" in answer.text
    assert version_of(house, one) == before
