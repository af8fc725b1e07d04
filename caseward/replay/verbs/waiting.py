"""Nothing happens: what falls due meanwhile is told by whoever watches."""

from collections.abc import Mapping

from caseward.kernel.replays import Event
from caseward.replay.doing import Doing, Done
from caseward.replay.stage import Stage


def wait(stage: Stage, event: Event) -> Done:
    """Let time pass."""
    del stage, event
    return ["Nothing was done."]


DOINGS: Mapping[str, Doing] = {"wait": wait}
