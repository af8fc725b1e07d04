"""Virus scanners: one that works is asked, one that cannot know is never taken for a clean bill of health."""

import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from caseward.foundation.storage.checking import signs


class Verdict(StrEnum):
    """What a scanner says; only CLEAN is good news."""

    NOT_SCANNED = "NOT_SCANNED"
    CLEAN = "CLEAN"
    INFECTED = "INFECTED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Scan:
    """A verdict and the scanner (with its signatures' version) that gave it; nobody scanned what is NOT_SCANNED."""

    verdict: Verdict
    scanner: str = ""


NOT_SCANNED = Scan(Verdict.NOT_SCANNED)


class Scanner(Protocol):
    """Anything that can look through the plain bytes of a file."""

    def scan(self, pieces: Iterable[bytes]) -> Scan:
        """The verdict on the bytes; NOT_SCANNED when the scanner cannot know, never an exception."""
        ...


class NoScanner:
    """Where no scanner is configured: honest about it."""

    def scan(self, pieces: Iterable[bytes]) -> Scan:  # noqa: ARG002  nothing looks at them
        return NOT_SCANNED


class Unanswered(Exception):
    """The scanner broke off or spoke another language."""


@dataclass(frozen=True, slots=True)
class ClamdScanner:
    """ClamAV's daemon on a unix socket (clamd(8), INSTREAM); without signatures it would call everything clean."""

    path: Path
    patience: float = 10.0  # seconds

    def scan(self, pieces: Iterable[bytes]) -> Scan:
        """Try it on the test virus first: a daemon that misses it has no signatures, and its word is worth nothing."""
        try:
            if not self._ask([signs.test_virus()]).endswith("FOUND"):
                return NOT_SCANNED
            return self._understood(self._ask(pieces))
        except (OSError, Unanswered):
            return NOT_SCANNED

    def _understood(self, answer: str) -> Scan:
        if answer == "stream: OK":
            return Scan(Verdict.CLEAN, self._version())
        if not answer.endswith("FOUND"):
            return NOT_SCANNED
        # Heuristics say that the scanner could not look inside (a password, a limit), not that it found something.
        unsure = answer.startswith(("stream: Heuristics.Encrypted", "stream: Heuristics.Limits"))
        return Scan(Verdict.REFUSED if unsure else Verdict.INFECTED, self._version())

    def _version(self) -> str:
        return self._told(b"zVERSION\0")

    def _ask(self, pieces: Iterable[bytes]) -> str:
        return self._told(b"zINSTREAM\0", pieces)

    def _told(self, order: bytes, pieces: Iterable[bytes] = ()) -> str:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(self.patience)
            line.connect(str(self.path))
            line.sendall(order)
            if order == b"zINSTREAM\0":
                _send(line, pieces)
            return _answer(line)


def _send(line: socket.socket, pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        if piece:  # a length of nought would end the stream
            line.sendall(struct.pack(">I", len(piece)) + piece)
    line.sendall(struct.pack(">I", 0))


def _answer(line: socket.socket) -> str:
    answer = b""
    while b"\0" not in answer:
        more = line.recv(4096)
        if not more or len(answer) > 4096:
            raise Unanswered
        answer += more
    return answer.split(b"\0")[0].decode(errors="replace").strip()
