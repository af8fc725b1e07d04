"""R2: a form sent twice under one key happens once, and both sendings get the same answer."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.blackbox import proxies, rounds, work
from tests.blackbox.houses import House
from tests.blackbox.work import Opened


pytestmark = pytest.mark.blackbox


@pytest.fixture(scope="module")
def call(house: House) -> Opened:
    """The form on which a call is taken; each sending makes a referral with its clocks."""
    return work.opened(house.visitor("noor"), "/referrals/start/typed/", "individual.surname")


def said(narrative: str) -> dict[str, str]:
    return {
        "individual.forenames": "Jory",
        "individual.surname": "Pellwether",
        "concerns.concern_narrative": narrative,
    }


def times_stored(house: House, narrative: str) -> int:
    """How many referrals say this."""
    return int(
        house.value("select count(*) from referrals_answer where value::text like %s", f"%{narrative}%")
    )


def test_sent_twice_at_once_and_once_more_it_happens_once(house: House, call: Opened) -> None:
    with ThreadPoolExecutor(2) as pool:
        for _each in rounds.counted("R2, twice at once", 25, soak=1_000):
            words, key = f"heard {uuid4().hex}", str(uuid4())
            sent = [pool.submit(call.send, said(words), key=key) for _copy in range(2)]
            answers = [each.result() for each in sent]
            answers.append(call.send(said(words), key=key))

            assert {answer.status for answer in answers} == {302}
            assert len({answer.location for answer in answers}) == 1
            assert times_stored(house, words) == 1


def test_a_key_with_other_words_is_refused_and_keeps_them(house: House, call: Opened) -> None:
    words, key = f"heard {uuid4().hex}", str(uuid4())
    call.send(said(words), key=key)

    other = call.send(said(f"{words} otherwise"), key=key)

    assert other.status == 422
    assert f"{words} otherwise" in other.text
    assert times_stored(house, f"{words} otherwise") == 0


def test_a_key_serves_nobody_but_its_owner(house: House, call: Opened) -> None:
    words, key = f"heard {uuid4().hex}", str(uuid4())
    call.send(said(words), key=key)
    other = work.opened(house.visitor("beth"), call.path, "individual.surname")

    answer = other.send(said(words), key=key)

    assert answer.status == 422
    assert times_stored(house, words) == 1


def test_an_answer_that_was_lost_with_the_server_is_given_again(house: House, call: Opened) -> None:
    for _each in rounds.counted("R2, server killed before its answer", 2, soak=100):
        words, key = f"heard {uuid4().hex}", str(uuid4())
        with proxies.swallowing(house.port, on_answer=house.kill_server) as wire:
            lost = Opened(call.who.also_from(wire.port), call.path, call.form).send(said(words), key=key)
            assert wire.swallowed == 1
        house.start_server()

        again = call.send(said(words), key=key)

        assert lost.status == 0
        assert again.status == 302
        assert times_stored(house, words) == 1
