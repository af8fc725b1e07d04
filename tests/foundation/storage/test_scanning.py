"""A scanner's word counts only if it has proved that it can find something."""

import socket
from pathlib import Path

import pytest

from caseward.foundation.storage import scanning
from caseward.foundation.storage.checking import signs
from caseward.foundation.storage.scanning import Verdict
from tests.foundation.storage.conftest import VERSION, Daemon


@pytest.fixture
def scanner(daemon: Daemon) -> scanning.ClamdScanner:
    return scanning.ClamdScanner(Path(str(daemon.server_address)))


def test_a_harmless_file_is_clean_and_says_who_looked(scanner: scanning.ClamdScanner) -> None:
    assert scanner.scan([b"a harmless", b"", b" file"]) == scanning.Scan(Verdict.CLEAN, VERSION.decode())


def test_a_virus_cut_in_two_is_found(scanner: scanning.ClamdScanner) -> None:
    virus = signs.test_virus()

    assert scanner.scan([virus[:30], virus[30:]]).verdict == Verdict.INFECTED


def test_a_scanner_without_signatures_has_not_scanned(daemon: Daemon, scanner: scanning.ClamdScanner) -> None:
    daemon.has_signatures = False

    assert scanner.scan([b"anything"]) == scanning.NOT_SCANNED


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: Heuristics.Encrypted.PDF FOUND", Verdict.REFUSED),
        (b"stream: Heuristics.Limits.Exceeded.MaxFiles FOUND", Verdict.REFUSED),
        (b"stream: Win.Trojan.Example-1 FOUND", Verdict.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR", Verdict.NOT_SCANNED),
        (b"", Verdict.NOT_SCANNED),
        (b"\xff" * 9000, Verdict.NOT_SCANNED),
    ],
)
def test_what_the_daemon_says_is_understood(
    daemon: Daemon, scanner: scanning.ClamdScanner, answer: bytes, verdict: Verdict
) -> None:
    daemon.answer = lambda _content: answer

    assert scanner.scan([b"anything"]).verdict == verdict


def test_a_scanner_that_is_not_there_has_not_scanned(tmp_path: Path) -> None:
    assert scanning.ClamdScanner(tmp_path / "nobody").scan([b"x"]) == scanning.NOT_SCANNED


def test_a_scanner_that_hangs_has_not_scanned(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent"))
        silent.listen()

        assert scanning.ClamdScanner(tmp_path / "silent", patience=0.05).scan([b"x"]) == scanning.NOT_SCANNED


def test_no_scanner_says_so() -> None:
    assert scanning.NoScanner().scan([b"x"]) == scanning.NOT_SCANNED
