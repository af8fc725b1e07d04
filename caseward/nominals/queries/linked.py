"""What was said of two records together, as far as the viewer may know both."""

from collections.abc import Collection
from uuid import UUID

from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.kernel.identity import Match, explain
from caseward.nominals.queries.records import known_people
from caseward.nominals.queries.searching import known_nicknames, match_model


@query
def compared(*, viewer: Actor, nominal_ids: Collection[UUID]) -> Match:
    """Two records field by field; NotVisible unless the viewer may know both."""
    found = known_people(viewer=viewer, nominal_ids=nominal_ids)
    if len(found) != len(set(nominal_ids)):
        raise NotVisible
    (_, ours), (_, theirs) = (found[key] for key in nominal_ids)
    return explain(ours, found=theirs, model=match_model(), nicknames=known_nicknames())
