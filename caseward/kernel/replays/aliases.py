"""Other names of keys: those of the head of a timeline, and those under which a key of an event goes."""

from caseward.kernel.replays.grammar import COMMON
from caseward.kernel.replays.verbs import VERBS


TOP_ALIASES = {
    "events": "event", "persons": "people", "unit": "units", "expect": "expects", "person": "people",
    "officers": "staff", "name": "title", "end": "until", "ends": "until", "expected": "expects", "team": "pathway",
}  # fmt: skip


def names_of(key: str) -> set[str]:
    """Every name under which a key may stand in a file that a fault calls by its proper name."""
    every = [key for verb in VERBS for key in verb.keys]
    return {name for one in (*COMMON, *every) if one.name == key for name in (one.name, *one.aliases)} | {
        name for name, proper in TOP_ALIASES.items() if proper == key
    }
