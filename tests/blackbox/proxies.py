"""A wire that swallows answers: the house has done what was asked, and whoever asked never hears of it."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass
class Wire:
    """Passes one request on, waits for the first bytes of its answer, and hangs up without passing them back."""

    upstream: int
    on_answer: Callable[[], None]
    door: socket.socket = field(default_factory=socket.socket)
    swallowed: int = 0

    @property
    def port(self) -> int:
        return int(self.door.getsockname()[1])

    def serve(self) -> None:
        """Until the door is closed."""
        self.door.bind(("127.0.0.1", 0))
        self.door.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self.door.accept()
                self._swallow(caller)

    def _swallow(self, caller: socket.socket) -> None:
        with caller, socket.create_connection(("127.0.0.1", self.upstream)) as house:
            caller.settimeout(0.3)
            house.settimeout(60)
            with contextlib.suppress(TimeoutError):
                while said := caller.recv(65536):
                    house.sendall(said)
            if house.recv(1):
                self.swallowed += 1
                self.on_answer()


@contextlib.contextmanager
def swallowing(port: int, *, on_answer: Callable[[], None] = lambda: None) -> Iterator[Wire]:
    """A wire to the house for as long as the block lasts."""
    wire = Wire(port, on_answer)
    wire.serve()
    try:
        yield wire
    finally:
        wire.door.close()
