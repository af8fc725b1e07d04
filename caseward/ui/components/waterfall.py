"""How a weight adds up: from the odds before anything is compared, field by field, to the chance in the end."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caseward.kernel import identity


WIDTH, LABEL, FIGURE, ROW, BAR = 520.0, 190.0, 46.0, 22.0, 12.0
# Weights in bits, chances in words; beyond this nobody can be sure, whatever the sum says.
SUREST = 0.9999


@dataclass(frozen=True, slots=True)
class Step:
    """One field and what it added, in bits."""

    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The steps from `before`, in bits of odds, to the sum; `chance` is what the sum comes to, from 0 to 1."""

    before: float
    steps: tuple[Step, ...]
    chance: float
    id: str = "waterfall"

    @classmethod
    def of(cls, match: identity.Match, *, base_id: str) -> Self:
        """The picture of a match: a step for each field that adds or takes something."""
        steps = (Step(_(identity.FIELD_WORDS[one.field]), one.weight) for one in match.evidence if one.weight)
        return cls(match.before, tuple(steps), match.probability, base_id)

    @property
    def after(self) -> float:
        """Where the last step ends."""
        return self.before + sum(step.weight for step in self.steps)

    @property
    def height(self) -> float:
        """The height of the picture."""
        return ROW * (len(self.steps) + 2) + 4

    @property
    def says(self) -> str:
        """The end in a sentence, which never promises certainty."""
        if self.chance >= SUREST:
            return _("chance above 0.9999, if the fields were independent, which they are not")
        return _("chance %(chance)s, if the fields were independent, which they are not") % {
            "chance": f"{self.chance:.4f}" if self.chance >= 0.0001 else _("below 0.0001")
        }

    @property
    def bars(self) -> SafeString:
        """Every step as a bar from where the one before it ended, with its name and its figure."""
        return format_html_join(
            "",
            '<text x="{}" y="{}" text-anchor="end">{}</text><rect class="cw-weight__{}" x="{}" y="{}" width="{}" '
            'height="12"/><text x="{}" y="{}">{}</text>',
            self._drawn(),
        )

    @property
    def rows(self) -> SafeString:
        """The same as rows of a table: name, what it added, the sum so far."""
        return format_html_join(
            "",
            '<tr><th scope="row" class="govuk-table__header">{}</th><td class="govuk-table__cell '
            'govuk-table__cell--numeric">{}</td><td class="govuk-table__cell govuk-table__cell--numeric">{}</td></tr>',
            ((label, signed(end - start), signed(end)) for label, start, end in self._spans()),
        )

    @property
    def nought(self) -> float:
        """Where the odds are even."""
        return self._place(0.0)

    def _spans(self) -> Iterator[tuple[str, float, float]]:
        """Each step with where it starts and ends; the first and the last are whole sums."""
        at = self.before
        yield _("Before anything is compared"), 0.0, at
        for step in self.steps:
            yield step.label, at, at + step.weight
            at += step.weight
        yield _("All together"), 0.0, at

    def _drawn(self) -> Iterator[tuple[object, ...]]:
        for number, (label, start, end) in enumerate(self._spans()):
            left, right = sorted((self._place(start), self._place(end)))
            top = ROW * number + (ROW - BAR) / 2
            base = f"{top + BAR - 1:g}"
            leaning = "for" if end > start else "against"
            name = (f"{LABEL - 10:g}", base, label)
            bar = (leaning, f"{left:.1f}", f"{top:g}", f"{max(right - left, 1.0):.1f}")
            yield *name, *bar, f"{right + 6:.1f}", base, signed(end - start)

    def _place(self, bits: float) -> float:
        lowest, highest = self._reach
        share = (bits - lowest) / ((highest - lowest) or 1.0)
        return round(LABEL + share * (WIDTH - LABEL - FIGURE), 1)

    @property
    def _reach(self) -> tuple[float, float]:
        """The lowest and the highest sum on the way, and nought."""
        sums = list(itertools.accumulate((step.weight for step in self.steps), initial=self.before))
        return min(0.0, *sums), max(0.0, *sums)


def signed(bits: float) -> str:
    """A weight with its sign and a true minus."""
    return f"{bits:+.1f}".replace("-", "−")
