"""Somewhere to keep files, and somebody to keep them."""

import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import File
from pytest_django.fixtures import Settings

from caseward.foundation.ledger.models import Entry
from caseward.foundation.storage.checking import signs
from tests import roles
from tests.foundation.storage import corpus


Answer = Callable[[bytes], bytes]
VERSION = b"ClamAV 1.4.6/27800/Fri Nov 20 08:00:00 2026"


class Daemon(socketserver.ThreadingUnixStreamServer):
    """Speaks as clamd does (checked against Debian's clamd 1.4), and answers what the test says."""

    daemon_threads = True
    has_signatures = True
    answer: Answer


class Talk(socketserver.StreamRequestHandler):
    server: Daemon

    def handle(self) -> None:
        order = b""
        while not order.endswith(b"\0"):
            order += self.rfile.read(1)
        self.wfile.write((VERSION if order == b"zVERSION\0" else self.answered()) + b"\0")

    def answered(self) -> bytes:
        content = self.received()
        working = self.server.has_signatures and signs.has_test_virus(content)
        return b"stream: Eicar-Test-Signature FOUND" if working else self.server.answer(content)

    def received(self) -> bytes:
        content = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        return content


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    with Daemon(str(tmp_path / "clamd"), Talk) as server:
        server.answer = lambda _content: b"stream: OK"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """An empty shelf."""
    settings.FILES_FOLDER = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def scanned(daemon: Daemon, settings: Settings) -> Daemon:
    """A scanner at work, which answers what the test says and still finds the test virus."""
    settings.FILES_SCANNER = str(daemon.server_address)
    return daemon


def upload(name: str = "statement.pdf", content: bytes = b"") -> "File[bytes]":
    return File(BytesIO(content or corpus.pdf()), name=name)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def entries(event: str) -> list[Entry]:
    with roles.owner():
        return list(Entry.objects.filter(event=event))
