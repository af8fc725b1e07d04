"""The evidence that two records are of one person, field by field."""

from dataclasses import dataclass

from django.utils.html import format_html_join

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
    def nought(self) -> float:
        """Where the bar begins: the place of no evidence either way."""
        return _place(0.0)

    @property
    def bar(self) -> dict[str, float]:
        """Left end and length of the bar."""
        start, end = sorted((_place(0.0), _place(self.weight)))
        return {"x": round(start, 1), "width": round(max(end - start, 1.0), 1)}

    @property
    def leaning(self) -> str:
        """For or against one person."""
        return "for" if self.weight > 0 else "against"

    @property
    def scale(self) -> str:
        """The marks under the bar, the same for everybody."""
        return SCALE


def _place(weight: float) -> float:
    within = min(max(weight, LOWEST), HIGHEST)
    return (within - LOWEST) / (HIGHEST - LOWEST) * WIDTH


def _mark(at: float) -> tuple[float, float, float, str]:
    x = round(_place(at), 1)
    return x, x, x, f"{at:+.0f}".replace("-", "−").replace("+0", "0")


SCALE = format_html_join(
    "",
    '<line class="cw-weight__mark" x1="{}" x2="{}" y1="5" y2="15"/><text x="{}" y="27" text-anchor="middle">{}</text>',
    [_mark(at) for at in (-20.0, -10.0, 0.0, 10.0, 20.0, 30.0, 40.0)],
)
