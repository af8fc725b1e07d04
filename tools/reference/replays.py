"""The grammar of timelines: every verb with its keys, as they are read."""

import json
from collections.abc import Iterable, Mapping

from caseward.kernel.replays import VERBS
from caseward.kernel.replays.cast import ROLES
from caseward.kernel.replays.expecting import PHRASES
from caseward.kernel.replays.grammar import COMMON, Key, Verb
from caseward.kernel.replays.sayings import SAYINGS
from tools.reference import replay_pathways
from tools.reference.markdown import code, page, table


HEADS = ["key", "what it is for", "what it may say", "where it is left out"]


EXAMPLE = """\
pathway = "nominal"

[[event]]
at = 2019-10-07T14:30
what = "open"
words = "A councillor shows three letters."
"""
HEAD = {
    "title": "what it is called",
    "about": "what it shows, in a paragraph",
    "pathway": "what the unit does in which everything happens that names no other: `prevent` (by default), `nominal`, "
    "`protected` or `cyber`",
    "rules": "whose rules apply: `now` (by default), a day, or `then` for those of each event's own day",
    "until": "how long to go on looking after the last event",
    "people": "whom it is about",
    "units": "units of forces",
    "staff": "who acts",
    "event": "what happened, one `[[event]]` each",
    "expects": "what will be so at the end",
}
TABLES = {
    "people": "`id`, `name`, `born` (a day, a month or a year), `aliases`, `address`, `phone`, `organisation`",
    "units": "`name`, `force`, `team` (`prevent`, `nominal`, `protected` or `cyber`; else by its name)",
    "staff": "`id`, `name`, `role`, `rank`, `unit`, `force`, `team`",
}
READ = """\
- Keys may begin with capitals. A time may stand in `at` or beside it in `time`; without one it is nine in the
  morning.
- Events may stand in any order: they are replayed in the order of their dates, and the report remarks on it.
  Two at the same instant stay in the order of the file.
- An event that lies ahead is replayed as if it had come, and the report remarks on it, as far as the
  published bank holidays reach. What is granted for a year (a sealed case, a transfer) cannot begin in the
  future.
- A day that no calendar has, an hour that London's clocks leave out, and what happens to somebody before
  birth are refused. An hour that they pass twice is taken as the first, in summer time.
- What the rules refuse is a finding, and the replay goes on: exit status 0. A file that cannot be understood
  is refused whole, with every fault by its place: exit status 2.
- A word means what it means on the pathway of the case: `assess` with a `tier` scores a nominal and grades a
  threat, `plan`, `review`, `consent` and `session` record what that pathway calls so, `screen`, `find`,
  `deconflict` and `decide` are of the referral while one is undecided and of the case after that.
- A stage or an outcome may be named by its title, where no other has the same. Words that the event says to be
  none, `words = ""`, are none: a decision without its reasons is refused.
- Another unit searches for somebody with a referral of its own: `refer` with that `unit`, then `screen` and `find`.
  What a search there points to is said in the report; records of one force are not linked from another.
- `refer` in a unit that takes no referrals opens its case, or tells the open one. A sealed case is known to
  its owner and to those named alone: whoever else acts on it finds nothing, as they would.
- Postings, vetting and cover are as of the day of the replay. Intelligence without a grade, a contact with a
  risk that nobody answers, and a second pair of eyes left out are refused or ring, as they would.
"""


def replays() -> str:
    """What `caseward replay` reads."""
    return page(
        "Replays",
        "A timeline is a TOML file for `caseward replay`: [how to write one](../how-to/replay-a-review.md). Words may "
        "be written with hyphens, spaces or underscores; what is strange is refused with the nearest that is known. A "
        "happening of the definitions ([clocks](clocks.md), [pathways](pathways.md)) may stand as a verb under its own "
        "name.",
        "Four lines are a timeline: nobody has to be described, and a pathway says which unit there is.",
        f"```toml\n{EXAMPLE}```",
        "## The head of the file",
        table(["key", "what it is for"], ([code(key), said] for key, said in HEAD.items())),
        "## People, units and staff",
        "`[[people]]` or `[people.ID]`, and so for the others. Whoever is not described turns up with the event that "
        "names them, and the report remarks on it (a provider who is tasked is no member of staff); once one person, "
        "or one member of staff, is described, every other has to be. Whoever has no `unit` works in the first one "
        "that does what the timeline is about, or what the role says.",
        table(["table", "keys"], ([code(key), said] for key, said in TABLES.items())),
        "Roles: "
        + ", ".join(map(code, ROLES))
        + ". A `rank` is one of the published ones; without it an officer is a "
        "constable, the supervisor a sergeant and the second an inspector; in a unit for protected persons both "
        "are superintendents, so that somebody can decide what asks for one.",
        "## How it is read",
        READ.strip(),
        "## Every event",
        table(HEADS, map(_key, COMMON)),
        *(part for verb in VERBS for part in _verb(verb)),
        "## In other words",
        "What reviews say in a word, and the verb that it is read as; what the event says itself comes first.",
        table(["said", "read as"], ([code(word), _meant(*said)] for word, said in SAYINGS.items())),
        *replay_pathways.parts(),
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


def _meant(name: str, values: Mapping[str, object]) -> str:
    said = ", ".join(f"{key} = {json.dumps(value)}" for key, value in values.items())
    return f"{code(name)} with {code(said)}" if said else code(name)


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
