"""A storm of creates: clients that add to a case without a pause, and remember what was acknowledged."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from tests.blackbox.houses import House, wait
from tests.blackbox.visitors import Answer
from tests.blackbox.work import Opened


CLIENTS = 4


@dataclass
class Storm:
    """What was acknowledged, and what else came back."""

    acknowledged: set[str] = field(default_factory=set)
    answers: list[Answer] = field(default_factory=list)
    by_client: list[list[Answer]] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def rage(self, form: Opened) -> None:
        """One client, until it is over."""
        mine: list[Answer] = []
        self.by_client.append(mine)
        while not self.is_over.is_set():
            words = f"storm {uuid4().hex}"
            answer = form.send({"text": words, "nature": "FACT"})
            self.answers.append(answer)
            mine.append(answer)
            if answer.succeeded:
                self.acknowledged.add(words)

    def goes_on(self, *, more: int = 4) -> float:
        """Wait until so many more were acknowledged: the house works again; returns after how many seconds."""
        known = len(self.acknowledged)
        return wait(lambda: len(self.acknowledged) >= known + more)

    def missing(self, house: House) -> set[str]:
        """Acknowledged, and not there."""
        stored = {
            text for (text,) in house.rows("select text from chronology_entry where text like 'storm %'")
        }
        return self.acknowledged - stored

    def longest_run_of_failures(self) -> int:
        """How often in a row one client failed."""
        runs = ["".join("." if each.succeeded else "x" for each in answers) for answers in self.by_client]
        return max(len(run) for line in runs for run in line.split("."))

    @property
    def strange(self) -> set[int]:
        """Answers that are neither success nor a plain failure of the house."""
        return {each.status for each in self.answers} - {0, 302, 500, 502, 503}


@contextlib.contextmanager
def raging(form: Opened, *, clients: int = CLIENTS) -> Iterator[Storm]:
    """Clients at work for as long as the block lasts."""
    storm = Storm()
    threads = [threading.Thread(target=storm.rage, args=[form], daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield storm
    finally:
        storm.is_over.set()
        for thread in threads:
            thread.join(timeout=90)
