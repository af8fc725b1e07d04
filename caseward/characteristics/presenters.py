"""What people said of themselves, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseward.characteristics.commands import Count
from caseward.characteristics.vocabulary import NINE, NOT_ASKED, NOT_SAID
from caseward.foundation.catalogue import catalogue


EVENTS = {
    "characteristics.viewed": gettext_lazy("read what a person said for equality monitoring"),
    "characteristics.kept": gettext_lazy("kept what a person said for equality monitoring"),
    "characteristics.counted": gettext_lazy("read how many people said what for equality monitoring"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One characteristic with how many gave each answer; an empty figure is not shown."""

    title: str
    rows: tuple[tuple[str, int | None], ...]


def questions() -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Title and answers of each of the nine, those that are none last."""
    published = catalogue().table("equality", "characteristics")["characteristic"]
    return {
        name: (
            _(published[name]["title"]),
            [*((key, _(words)) for key, words in published[name]["answers"].items()), *_none()],
        )
        for name in NINE
    }


def tables(counts: Iterable[Count]) -> list[Table]:
    """Every answer that is offered, whether anybody gave it or not: what nobody gave reads like what few did."""
    figures: Mapping[tuple[str, str], int | None] = {(c.characteristic, c.answer): c.people for c in counts}
    return [
        Table(title, tuple((words, figures.get((name, key))) for key, words in answers))
        for name, (title, answers) in questions().items()
    ]


def _none() -> list[tuple[str, str]]:
    return [(NOT_SAID, _("Prefers not to say")), (NOT_ASKED, _("Not asked"))]
