"""The columns of an entry, which pages show, against its bytes, which are hashed: the two must say the same.

Whoever owns the database can change a column and leave the bytes alone. An export therefore tells an entry as its
columns do; where they say what the bytes say, the two are equal to the last byte; else the hash no longer fits.
"""

import json
import re
from typing import NamedTuple

from caseward.kernel.ledger import entry_bytes, leaf_hash


UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
IDS_OF_FACTS = re.compile(rb':"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"')

# What JSON would write in another way than it stands in the column.
ESCAPED = re.compile(r'["\\\x00-\x1f]')


class Shown(NamedTuple):
    """The columns of an entry as text, spelt as its bytes spell them."""

    actor: str
    at: str
    command: str
    command_id: str
    event: str
    id: str
    operation: str
    purpose: str
    subjects: str  # PostgreSQL's own spelling of an array: {one,other}


COLUMNS = """
    e.actor_id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00', e.command,
    e.command_id::text, e.event, e.id::text, e.operation, e.purpose, e.subject_ids::text
"""


def as_told(body: bytes, shown: Shown, *, leaf: bytes) -> bytes:
    """The bytes as they are stored where their hash does not fit the leaf, else as the columns tell them."""
    if leaf_hash(body) != leaf or _says_the_same(body, shown):
        return body
    return _as_shown(shown, body)


def _says_the_same(body: bytes, shown: Shown) -> bool:
    """Whether canonical bytes hold what the columns say, found without reading them as JSON; False when in doubt."""
    if ESCAPED.search(f"{shown.command}{shown.event}{shown.operation}{shown.purpose}"):
        return False
    before = (
        f'{{"actor":"{shown.actor}","at":"{shown.at}","command":"{shown.command}",'
        f'"command_id":"{shown.command_id}","event":"{shown.event}","facts":'
    ).encode()
    after = f',"id":"{shown.id}","operation":"{shown.operation}","purpose":"{shown.purpose}"}}'.encode()
    if not (body.startswith(before) and body.endswith(after)):
        return False
    return set(IDS_OF_FACTS.findall(body, len(before), len(body) - len(after))) == {
        subject.encode() for subject in _subjects(shown)
    }


def _as_shown(shown: Shown, body: bytes) -> bytes:
    """The bytes with what the columns say in their place; what is no entry at all stays as it is."""
    try:
        told = json.loads(body)
        ids = {fact for fact in told["facts"].values() if isinstance(fact, str) and UUID.fullmatch(fact)}
    except (ValueError, KeyError, TypeError, AttributeError):
        return body
    told |= {name: value for name, value in shown._asdict().items() if name != "subjects"}
    subjects = set(_subjects(shown))
    return entry_bytes(told if subjects == ids else told | {"subjects": sorted(subjects)})


def _subjects(shown: Shown) -> list[str]:
    return [subject for subject in shown.subjects.strip("{}").split(",") if subject]
