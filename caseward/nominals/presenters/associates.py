"""Who is around a person: a table that is the whole truth, and that the picture is drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caseward.chronology.vocabulary import Nature
from caseward.nominals.queries import Associates, Tie, relation_groups
from caseward.nominals.vocabulary import Provenance
from caseward.ui.templatetags.ui import day


Tag = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One relation in the table; `one` and `other` are the ends of its line in the picture."""

    tie: Tie
    kind: str
    group: str
    one: UUID
    other: UUID
    cares: tuple[Tag, ...]
    other_cares: tuple[Tag, ...]
    tags: tuple[Tag, ...]
    span: str
    source: str
    note: str
    because: str


def associates_shown(found: Associates) -> dict[str, Any]:
    """The page: what stands, what these people are to each other, and what is over."""
    own = [(one, _line(one, found)) for one in found.own]
    return {
        "heading": found.heading,
        "page": found.page,
        "more_among": found.more_among,
        "lines": [line for tie, line in own if tie.stands],
        "among": [_line(one, found) for one in found.among],
        "past": [line for tie, line in own if not tie.stands],
        "groups": [{"key": key, "title": _(title)} for key, title in relation_groups().items()],
    }


def tie_said(tie: Tie) -> str:
    """One relation in a sentence."""
    return " · ".join((tie.one.name, _(tie.kind.title), tie.other.name))


def _line(tie: Tie, found: Associates) -> Line:
    return Line(
        tie=tie,
        kind=_(tie.kind.title),
        group=tie.kind.group,
        one=_end(tie.one.id, found),
        other=_end(tie.other.id, found),
        cares=tuple(_cares(tie.one.id, found)),
        other_cares=tuple(_cares(tie.other.id, found)),
        tags=tuple(_tags(tie)),
        span=_span(tie.provenance),
        source=f"{tie.provenance.origin.label} {tie.provenance.origin_name}".strip(),
        note=_("%(who)s, %(day)s") % {"who": tie.by, "day": day(tie.at)},
        because=_because(tie),
    )


def _end(key: UUID, found: Associates) -> UUID:
    """Every record of the person is the one in the middle."""
    return found.heading.id if key in found.records else key


def _cares(key: UUID, found: Associates) -> Iterable[Tag]:
    if key in found.never_told:
        yield _("never tell"), "late"
    if key in found.unsafe:
        yield _("contact not safe"), "late"


def _tags(tie: Tie) -> Iterable[Tag]:
    if tie.corrected:
        yield _("corrected"), "late"
    elif tie.ended:
        yield _("ended"), "still"
    if tie.provenance.nature is Nature.OPINION:
        yield _("opinion"), "soon"
    else:
        yield _("fact"), "still"
    if tie.provenance.grade:
        yield tie.provenance.grade, "info"


def _span(provenance: Provenance) -> str:
    parts = (
        _("since %(day)s") % {"day": provenance.since.words} if provenance.since else "",
        _("until %(day)s") % {"day": provenance.until.words} if provenance.until else "",
    )
    return ", ".join(part for part in parts if part)


def _because(tie: Tie) -> str:
    over = tie.corrected or tie.ended
    if over is None:
        return ""
    said = {"who": over.by, "day": day(over.at), "because": over.because}
    if tie.corrected:
        return _("Corrected by %(who)s, %(day)s: %(because)s") % said
    return _("Ended by %(who)s, %(day)s: %(because)s") % said
