"""The evidence that two records are of one person, field by field.

What repeats for every field of every candidate is drawn here and not in the template, where it took half of the
time of the page on which people are found.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from caseward.ui.components.waterfall import Waterfall


# Where the bar ends; weights beyond are drawn to the end and said in figures all the same.
LOWEST, HIGHEST = -20.0, 40.0
WIDTH, TOP, HEIGHT = 240.0, 4.0, 10.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison: what each record says, how they agree, and what that weighs (log2 odds)."""

    field: str
    ours: str
    theirs: str
    relation: str
    weight: float

    @property
    def signed(self) -> str:
        """The weight with its sign and a true minus."""
        return f"{self.weight:+.1f}".replace("-", "−")

    @property
    def leaning(self) -> str:
        """For or against one person, as a class."""
        return "for" if self.weight > 0 else "against" if self.weight < 0 else "neither"


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate with all its evidence; `words` says how likely, and no percentage ever stands alone."""

    title: str
    words: str
    weight: float
    evidence: tuple[Evidence, ...]
    facts: tuple[str, ...] = ()
    url: str = ""
    id: str = "match"
    waterfall: Waterfall | None = None

    @property
    def signed(self) -> str:
        """The whole weight with its sign."""
        return f"{self.weight:+.1f}".replace("-", "−")

    @property
    def table(self) -> SafeString:
        """The evidence, a row for each field."""
        heads, first_line = _heads(get_language() or "")
        caption = _("Evidence about %(title)s, field by field") % {"title": self.title}
        return format_html(
            TABLE,
            caption,
            first_line,
            format_html_join("", ROW, (_cells(one, heads) for one in self.evidence)),
        )

    @property
    def drawn(self) -> SafeString:
        """The weight as a bar."""
        said = _("Weight of the evidence %(weight)s on a scale from −20 to +40: %(words)s")
        title = said % {"weight": self.signed, "words": self.words}
        figures = {end: f"{figure:g}" for end, figure in self.bar.items()}
        return format_html(WEIGHT, id=self.id, title=title, leaning=self.leaning, scale=SCALE, **figures)

    @property
    def evidence_said(self) -> str:
        """The weight in words, beside the bar."""
        return _("evidence %(weight)s") % {"weight": self.signed}

    @property
    def bar(self) -> dict[str, float]:
        """Left end and length of the bar."""
        start, end = sorted((_place(0.0), _place(self.weight)))
        return {"x": round(start, 1), "width": round(max(end - start, 1.0), 1)}

    @property
    def leaning(self) -> str:
        """For or against one person."""
        return "for" if self.weight > 0 else "against"


@functools.cache
def _heads(_language: str) -> tuple[tuple[SafeString, ...], SafeString]:
    """The heads of the table and its first line; words of ours, the same for everybody who reads the language."""
    heads = (_("Field"), _("Here"), _("On the record"), _("Agreement"), _("Weight"))
    return tuple(map(escape, heads)), format_html_join("", HEAD, ((head,) for head in heads))


def _cells(one: Evidence, heads: tuple[SafeString, ...]) -> Iterator[str]:
    """What a row holds, each figure after the head that a narrow screen shows beside it."""
    _field, here, theirs, agreement, weight = heads
    yield from (one.field, here, one.ours or "–", theirs, one.theirs or "–")
    yield from (agreement, one.relation, one.leaning, weight, one.signed)


def _place(weight: float) -> float:
    within = min(max(weight, LOWEST), HIGHEST)
    return (within - LOWEST) / (HIGHEST - LOWEST) * WIDTH


def _mark(at: float) -> tuple[float, float, float, str]:
    x = round(_place(at), 1)
    return x, x, x, f"{at:+.0f}".replace("-", "−").replace("+0", "0")


HEAD = '<th scope="col">{}</th>'
ROW = (
    '<tr><th scope="row">{}</th><td data-label="{}">{}</td><td data-label="{}">{}</td><td data-label="{}">{}</td>'
    '<td class="cw-number is-{}" data-label="{}">{}</td></tr>'
)
TABLE = (
    '<table class="cw-match__table"><caption class="govuk-visually-hidden">{}</caption>'
    "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
)
SCALE = format_html_join(
    "",
    '<line class="cw-weight__mark" x1="{}" x2="{}" y1="5" y2="15"/><text x="{}" y="27" text-anchor="middle">{}</text>',
    [_mark(at) for at in (-20.0, -10.0, 0.0, 10.0, 20.0, 30.0, 40.0)],
)
WEIGHT = (
    '<svg class="cw-weight" viewBox="-8 0 256 30" role="img" aria-labelledby="{id}-bar">'
    '<title id="{id}-bar">{title}</title>'
    '<rect class="cw-weight__ground" x="0" y="5" width="240" height="10"/>'
    '<rect class="cw-weight__{leaning}" x="{x}" y="5" width="{width}" height="10"/>{scale}'
    f'<line class="cw-weight__nought" x1="{_place(0.0):g}" x2="{_place(0.0):g}" y1="2" y2="18"/></svg>'
)
