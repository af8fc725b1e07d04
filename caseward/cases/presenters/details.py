"""What is known of a person, a line for each detail: what it says, and quietly where it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caseward.chronology.vocabulary import Nature
from caseward.kernel.identifiers import Kind
from caseward.nominals.queries import Detail
from caseward.nominals.vocabulary import NameKind, Provenance, Sort
from caseward.ui.templatetags.ui import day


Tag = tuple[str, str]

NUMBERS = {
    Kind.PNC: gettext_noop("PNC"),
    Kind.CRO: gettext_noop("CRO"),
    Kind.NHS: gettext_noop("NHS number"),
    Kind.NINO: gettext_noop("National Insurance number"),
    Kind.PHONE: gettext_noop("Telephone"),
    Kind.EMAIL: gettext_noop("E-mail"),
    Kind.IMEI: gettext_noop("IMEI"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One detail: its words, what is to be known of it at a glance, and where it comes from."""

    id: UUID
    words: str
    tags: tuple[Tag, ...]
    note: str
    because: str
    may_correct: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The details of one sort: what holds, and what was corrected or has ended."""

    title: str
    lines: tuple[Line, ...]
    past: tuple[Line, ...]


def grouped(details: Iterable[Detail], *, referred: Mapping[UUID, str]) -> list[Group]:
    """Every sort in its order; `referred` are the references of referrals that the viewer may know."""
    titles: dict[str, list[Detail]] = {
        _("Name"): [],
        _("Born"): [],
        _("Also known as"): [],
        _("Addresses"): [],
    }
    for one in details:
        titles.setdefault(_title(one), []).append(one)
    return [_group(title, found, referred) for title, found in titles.items()]


def _title(one: Detail) -> str:
    if one.sort is Sort.NAME:
        return _("Name") if one.kind == NameKind.MAIN else _("Also known as")
    if one.sort is Sort.NUMBER:
        return _(NUMBERS.get(Kind(one.kind), one.kind))
    return _("Born") if one.sort is Sort.BIRTH else _("Addresses")


def _group(title: str, found: Iterable[Detail], referred: Mapping[UUID, str]) -> Group:
    every = [(one, _line(one, referred)) for one in found]
    return Group(
        title=title,
        lines=tuple(line for one, line in every if one.holds),
        past=tuple(line for one, line in every if not one.holds),
    )


def _line(one: Detail, referred: Mapping[UUID, str]) -> Line:
    return Line(
        id=one.id,
        words=one.words,
        tags=tuple(_tags(one)),
        note=_note(one, referred),
        because=_because(one),
        may_correct=one.corrected is None,
        may_end=one.holds and one.sort is not Sort.BIRTH,
    )


def _tags(one: Detail) -> Iterable[Tag]:
    if one.corrected:
        yield _("corrected"), "late"
    elif one.provenance.until:
        yield _("until %(day)s") % {"day": one.provenance.until.words}, "still"
    elif one.is_current:
        yield _("current"), "well"
    if one.provenance.nature is Nature.OPINION:
        yield _("opinion"), "soon"
    if one.provenance.grade:
        yield one.provenance.grade, "info"


def _note(one: Detail, referred: Mapping[UUID, str]) -> str:
    since = one.provenance.since
    parts = (
        _("since %(day)s") % {"day": since.words} if since else "",
        _source(one.provenance, referred),
        _("%(who)s, %(day)s") % {"who": one.by, "day": day(one.at)},
    )
    return " · ".join(part for part in parts if part)


def _source(provenance: Provenance, referred: Mapping[UUID, str]) -> str:
    """A referral that the viewer may know is its reference, and needs no word before it."""
    reference = referred.get(provenance.source_id) if provenance.source_id else None
    return reference or f"{provenance.origin.label} {provenance.origin_name}".strip()


def _because(one: Detail) -> str:
    if one.corrected is None:
        return ""
    said = {"who": one.corrected.by, "day": day(one.corrected.at), "because": one.corrected.because}
    return _("Corrected by %(who)s, %(day)s: %(because)s") % said
