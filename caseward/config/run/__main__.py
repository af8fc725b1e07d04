"""`make run`: start everything, say who can sign in, stop everything on Ctrl-C."""

import os
import signal
import sys
from types import FrameType

from caseward.config.run import claims, plan, troubles
from caseward.config.run.house import House
from caseward.foundation.database import faults, places


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Run until stopped; 0 after Ctrl-C, 1 after trouble."""
    for number in SIGNALS:
        signal.signal(number, _interrupt)
    try:
        asked = plan.read(os.environ)
        places.make_data_folder(asked.data)
        with claims.claimed(asked):
            plan.make_secret_key(asked)
            _serve(asked)
    except KeyboardInterrupt:
        return 0
    except (troubles.Trouble, faults.Unusable) as trouble:
        _say(f"\n{trouble}")
        return 1
    return 0


def _serve(asked: plan.Plan) -> None:
    house = House(asked)
    try:
        house.start()
        _say(greeting(asked))
        house.watch()
    finally:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        _say("\nStopping …")
        house.stop()
        _say("Stopped.")


def greeting(asked: plan.Plan) -> str:
    """Where it is and who can sign in."""
    people = asked.data / "demo-people.txt"
    lines = [f"\nCaseward is ready: {asked.url}"]
    if asked.demo and people.exists():
        lines += [
            "\nThe demo world has synthetic people only. Sign in as one of:",
            people.read_text("utf-8").rstrip(),
            f"The password of all of them is in {asked.data / 'demo-password'}",
        ]
    return "\n".join([*lines, "\nCtrl-C stops everything."])


def _interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise KeyboardInterrupt


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
