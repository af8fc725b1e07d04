"""S6: each file of a corpus that means harm meets its outcome at the door, and nothing kept is served inline."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.blackbox import rounds, work
from tests.blackbox.houses import House
from tests.blackbox.pages import links_in
from tests.blackbox.visitors import Answer
from tests.blackbox.work import Opened
from tests.foundation.storage import corpus


pytestmark = pytest.mark.blackbox

NAMES = {
    "up": "../../etc/passwd.txt",
    "nul": "a\0b.txt",
    "right to left": "fdp.\u202etxt",
    "long": "n" * 300 + ".txt",
    "line": "a\r\nX-Injected: yes.txt",
}
MEGABYTES = 1024 * 1024
# With every change every sixth; each of them is judged, without a house, in tests/foundation/storage.
HOSTILE = list(corpus.HOSTILE)[:: rounds.of(6, soak=1)]


@pytest.fixture(scope="module")
def desk(house: House) -> Opened:
    """The form on which a file is kept with a case."""
    return work.opened(house.visitor("priya"), f"{work.case_of(house, 'priya')}attach/", "idempotency_key")


def keep(desk: Opened, name: str, content: bytes) -> Answer:
    said = name.replace("\\", "\\\\").replace('"', '\\"').encode("utf-8", "surrogateescape")
    return desk.who.upload(desk.path, desk.fields({}), name="upload", filename=said, content=content)


def resident(house: House) -> int:
    """Bytes of memory that the server's processes hold."""
    pages = (int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in house.server_pids())
    return sum(pages) * 4096


@pytest.mark.parametrize("case", HOSTILE)
def test_what_could_harm_is_refused_in_words(house: House, desk: Opened, case: str) -> None:
    name, content, _code = corpus.HOSTILE[case]
    kept, memory, began = kept_files(house), resident(house), time.monotonic()

    answer = keep(desk, name, content)

    rounds.measured(f"S6, {case}, seconds", [time.monotonic() - began], most=5)
    rounds.measured(f"S6, {case}, MB", [(resident(house) - memory) / MEGABYTES], most=64)
    assert answer.status == 422, (answer.status, answer.location)
    assert "There is a problem" in answer.text
    assert kept_files(house) == kept
    assert house.visitor("priya").get("/").status == 200


@pytest.mark.skipif(not rounds.SOAK, reason="a machine that runs other tests keeps no time")
def test_one_worker_stays_free_while_files_are_looked_at(house: House, desk: Opened) -> None:
    """Somebody sends every hostile file, one after another; somebody else goes on reading."""
    reader, answers = house.visitor("omar"), []
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(lambda: [keep(desk, *corpus.HOSTILE[case][:2]) for case in corpus.HOSTILE])
        while not sending.done():
            began = time.monotonic()
            assert reader.get("/").status == 200
            answers.append(time.monotonic() - began)

    assert {answer.status for answer in sending.result()} == {422}
    assert len(answers) >= 10
    rounds.measured("S6, a page while files are looked at", answers, most=2)


@pytest.mark.parametrize("case", NAMES)
def test_a_name_that_means_harm_harms_nobody(house: House, desk: Opened, case: str) -> None:
    answer = keep(desk, NAMES[case], b"Seen at the gate.")

    assert answer.status in {302, 400, 422}
    assert "X-Injected" not in dict(answer.headers)
    if answer.status == 302:
        assert all(is_saved_and_not_shown(each) for each in downloads(desk, answer.location))


@pytest.mark.parametrize("kind", corpus.HONEST)
def test_what_is_kept_is_saved_and_never_shown(house: House, desk: Opened, kind: str) -> None:
    name, content = corpus.HONEST[kind]
    answer = keep(desk, name, content)

    assert answer.status == 302, answer.text[:2000]
    found = downloads(desk, answer.location)
    assert content in [each.body for each in found]
    assert all(is_saved_and_not_shown(each) for each in found)


def test_no_file_lies_on_the_disk_as_it_came(house: House, desk: Opened) -> None:
    words = b"A sentence that nobody else has written, of 22 November."
    assert keep(desk, "note.txt", words).status == 302

    assert not [
        file for file in (house.data / "files").rglob("*") if file.is_file() and words in file.read_bytes()
    ]


def kept_files(house: House) -> int:
    return int(house.value("select count(*) from storage_storedfile"))


def downloads(desk: Opened, room: str) -> list[Answer]:
    """Every file of the case, saved."""
    links = [link for link in links_in(desk.who.get(room).text) if link.startswith(room) and link != room]
    assert links
    return [desk.who.get(link) for link in links]


def is_saved_and_not_shown(answer: Answer) -> bool:
    """Whether a browser can only save it, under a name without a path."""
    disposition = answer.header("Content-Disposition")
    return (
        answer.status == 200
        and disposition.startswith("attachment")
        and not {"/", "\\", "\0", "\u202e"} & set(disposition)
        and answer.header("X-Content-Type-Options") == "nosniff"
        and "sandbox" in answer.header("Content-Security-Policy")
    )
