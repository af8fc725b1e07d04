"""What happened to entries, as the ledger pages tell it after the name of whoever did it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from caseward.chronology.queries import Account, SideBySide


EVENTS = {
    "entry.made": _("made an entry in a chronology"),
    "entry.added-to": _("added to an entry"),
    "entry.corrected": _("corrected an entry"),
    "entry.account-given": _("entered another account of the same event"),
    "entry.joined": _("said that two entries tell of one event"),
    "entry.relied-on": _("decided which of two entries of one event is relied on"),
    "entry.parted": _("said that two entries tell of two events after all"),
    "entry.viewed": _("read an entry"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What the two entries say of one thing."""

    title: str
    one: str
    other: str

    @property
    def is_one(self) -> bool:
        """Whether they say something else."""
        return self.one != self.other


def differences(both: SideBySide) -> list[Difference]:
    """Each thing that an entry says, with what differs first."""
    pairs = zip(_said(both.one), _said(both.other), strict=True)
    every = [Difference(str(title), one, other) for (title, one), (_title, other) in pairs]
    return sorted(every, key=lambda one: not one.is_one)


def _said(one: Account) -> Iterator[tuple[object, str]]:
    yield _("When"), one.occurred.words if one.occurred else str(_("date not known"))
    yield _("Time"), f"{one.occurred_time:%H:%M}" if one.occurred_time else "—"
    yield _("What it is"), str(one.kind.label)
    yield _("Source"), f"{one.source.label} {one.source_name}".strip()
    yield _("Fact or opinion"), str(one.nature.label)
    yield _("Grade"), one.graded or str(_("not graded"))
    yield _("Entered by"), one.by
