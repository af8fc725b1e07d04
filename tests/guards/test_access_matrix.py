"""Every address, tried by everybody: what each sees of what is another's is what he sees of nothing.

The matrix stands in tests/golden/access-matrix.tsv. To change it on purpose, run with CASEWARD_GOLDEN=write and read
the difference as a reviewer would.
"""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from caseward.cases.models import Case
from caseward.chronology.models import Entry as ChronologyEntry
from caseward.decisions.models import DecisionRecord
from caseward.foundation.ledger.models import Entry
from caseward.kernel.clocks.moments import london_day
from caseward.nominals.models import Address
from tests import cast, given, moments, roles
from tests.apps.panels.given import arrange_sitting, put_forward
from tests.guards import walking


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GOLDEN = walking.ROOT / "tests" / "golden" / "access-matrix.tsv"
LIBRARY = ("account_", "mfa_")  # allauth's own pages of one's own account, tried in tests/apps/accounts
WORDS = {
    "fact": "partners_asked", "gate": "partners-asked", "kind": "gap", "name": "not-found", "day": "2026-11-23",
    "field": "individual.surname", "done": "added",
}  # fmt: skip
VISITORS = (*cast.PEOPLE, "nobody")


def addresses(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of every address with the names of its parts."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{prefix}{pattern.name}", tuple(pattern.pattern.converters)


ADDRESSES = sorted(
    {(name, parts) for name, parts in addresses(get_resolver().url_patterns) if not name.startswith(LIBRARY)}
)


@pytest.fixture
def existing(db: None) -> dict[str, str]:
    """What the parts of an address stand for when the record exists: Northshire's, of Priya's case."""
    yesterday = moments.lately() - timedelta(days=1)
    case_id = given.owned(now=yesterday - timedelta(hours=1))
    sitting_id = arrange_sitting(now=yesterday, held_at=yesterday)
    item_id = put_forward(case_id, sitting_id, now=moments.lately())
    with cast.acting("beth"):
        case = Case.objects.get(pk=case_id)
        return {
            "case_id": str(case_id),
            "referral_id": str(case.referral_id),
            "nominal_id": str(case.nominal_id),
            "decision_id": str(DecisionRecord.objects.values_list("pk", flat=True)[0]),
            "entry_id": str(ChronologyEntry.objects.values_list("pk", flat=True)[0]),
            "record_id": str(case_id),
            "officer_id": str(case.owner_id),
            "detail_id": str(Address.objects.values_list("pk", flat=True)[0]),
            "sitting_id": str(sitting_id),
            "item_id": str(item_id),
        }


def filled(parts: tuple[str, ...], known: dict[str, str]) -> dict[str, str]:
    return {part: known.get(part) or WORDS.get(part) or str(uuid4()) for part in parts}


def visitor(name: str) -> Client:
    return Client() if name == "nobody" else cast.browser(name)


def status_of(client: Client, name: str, parts: dict[str, str]) -> int:
    return client.get(reverse(name, kwargs=parts or None)).status_code


def test_every_address_by_everybody(existing: dict[str, str]) -> None:
    rows = []
    clients = {name: visitor(name) for name in VISITORS}
    known = existing | {"day": london_day(moments.real_now() - timedelta(days=1)).isoformat()}
    for address, parts in ADDRESSES:
        statuses = [status_of(clients[name], address, filled(parts, known)) for name in VISITORS]
        rows.append("\t".join([address, *map(str, statuses)]))
    matrix = "\n".join(["\t".join(["address", *VISITORS]), *rows]) + "\n"
    if os.environ.get("CASEWARD_GOLDEN") == "write":
        GOLDEN.write_text(matrix, "utf-8")

    assert matrix == GOLDEN.read_text("utf-8")
    assert not re.search(r"\t5\d\d\b", matrix)


@pytest.mark.parametrize("name", ["stan", "sam", "rhys", "ewan", "dana", "ines", "kit", "jo", "rafe"])
def test_the_invisible_and_the_absent_answer_alike(name: str, existing: dict[str, str]) -> None:
    client = cast.browser(name)
    for address, parts in ADDRESSES:
        if not set(parts) & set(existing):
            continue
        hidden, absent = filled(parts, existing), filled(parts, {})
        absent |= {part: hidden[part] for part in parts if part not in existing}
        one, other = (client.get(reverse(address, kwargs=kwargs)) for kwargs in (hidden, absent))

        assert one.status_code == other.status_code, address
        assert _without_what_varies(one.content, hidden) == _without_what_varies(other.content, absent), (
            address
        )


def _without_what_varies(content: bytes, parts: dict[str, str]) -> str:
    """The page without the address that was asked for and without its own tokens."""
    text = content.decode()
    for part in parts.values():
        text = text.replace(part, "…")
    return re.sub(r'(value|content)="[^"]{30,}"', "", text)


def test_a_page_that_is_only_looked_at_records_nothing_but_the_look(existing: dict[str, str]) -> None:
    client = cast.browser("beth")
    with roles.owner():
        before = Entry.objects.count()
    for address, parts in ADDRESSES:
        client.get(reverse(address, kwargs=filled(parts, existing) or None))
    with roles.owner():
        new = Entry.objects.order_by("sequence")[before:].values_list("operation", flat=True)

    assert set(new) <= {"CONSULTATION", "REFUSAL", "AUTHENTICATION"}


def test_the_matrix_knows_somebody_who_sees_and_somebody_who_does_not() -> None:
    """The golden file itself is looked at: a matrix of nothing but refusals would agree with itself for ever."""
    rows = [line.split("\t") for line in GOLDEN.read_text("utf-8").splitlines()]
    column = rows[0].index
    case_page = next(row for row in rows if row[0] == "cases:file")

    assert case_page[column("priya")] == case_page[column("beth")] == "200"
    assert {case_page[column(name)] for name in ("noor", "stan", "sam", "rhys", "ewan", "dana", "ines")} == {
        "404"
    }
