"""Officers to choose from."""

from collections.abc import Iterable
from uuid import UUID

from caseward.workforce.queries import Colleague


def officers(able: Iterable[Colleague], *, but: UUID) -> list[tuple[str, str]]:
    """Officers to choose from, all but one."""
    return [(str(one.id), f"{one.name}, {one.role}") for one in able if one.id != but]
