"""The grammar of timelines: every verb with its keys, as they are read."""

from collections.abc import Iterable

from caseward.kernel.replays import VERBS
from caseward.kernel.replays.expecting import PHRASES
from caseward.kernel.replays.grammar import COMMON, Key, Verb
from tools.reference.markdown import code, page, table


HEADS = ["key", "what it is for", "what it may say", "where it is left out"]


def replays() -> str:
    """What `caseward replay` reads."""
    return page(
        "Replays",
        "A timeline is a TOML file for `caseward replay`: [how to write one](../how-to/replay-a-review.md). Words may "
        "be written with hyphens, spaces or underscores; what is strange is refused with the nearest that is known. A "
        "happening of the definitions ([clocks](clocks.md), [pathways](pathways.md)) may stand as a verb under its own "
        "name.",
        "## Every event",
        table(HEADS, map(_key, COMMON)),
        *(part for verb in VERBS for part in _verb(verb)),
        "## What may be expected",
        "`expects` on an event, or at the head of the file for the end: `[not] PHRASE [NAME] [by DAY]`.",
        table(
            ["phrase", "holds when", "names"],
            (
                [code(one.word), one.means, "" if one.about.value == "nothing" else one.about.value]
                for one in PHRASES
            ),
        ),
    )


def _verb(verb: Verb) -> Iterable[str]:
    also = f" Also: {', '.join(map(code, verb.aliases))}." if verb.aliases else ""
    by = f" By the {verb.by.value.replace('-', ' ')} of the unit where nobody is named." if verb.by else ""
    yield f"## {verb.name}"
    yield f"{verb.means}{by}{also}"
    yield table(HEADS, map(_key, verb.keys))


def _key(key: Key) -> list[str]:
    names = "<br>".join(map(code, (key.name, *key.aliases)))
    choices = ", ".join(map(code, key.choices)) if key.choices else key.kind.value
    return [names, key.means, choices, "refused" if key.is_required else _default(key)]


def _default(key: Key) -> str:
    if key.default in (None, "", ()):
        return ""
    found = next((word for word, meant in key.choices.items() if meant == key.default), key.default)
    return (
        ", ".join(found)
        if isinstance(found, tuple)
        else code(str(found).lower() if key.choices else str(found))
    )
