"""Small charts: figures first, geometry worked out here, drawn by a template without any inline style."""

from dataclasses import dataclass
from itertools import pairwise


WIDTH = 520.0
FIGURE, ROW, BAR = 40.0, 26.0, 16.0
LABEL, GAP, LETTER = (150.0, 280.0), 10.0, 7.0  # names get the room that the longest asks for, within bounds
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 170.0, 34.0, 12.0, 14.0, 28.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure with its name; a link opens the list it counts."""

    label: str
    figure: int
    url: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Lying bars: names read from left to right, figures at their ends."""

    title: str
    bars: tuple[Bar, ...]
    says: str = ""
    unit: str = ""
    id: str = "bars"

    @property
    def height(self) -> float:
        """The height of the picture."""
        return ROW * len(self.bars) + 4

    @property
    def start(self) -> float:
        """Where the bars begin: to the right of the longest name."""
        least, most = LABEL
        longest = max((len(bar.label) for bar in self.bars), default=0)
        return min(max(longest * LETTER + GAP, least), most)

    @property
    def label_end(self) -> float:
        """Where the names end."""
        return self.start - GAP

    @property
    def drawn(self) -> list[dict[str, object]]:
        """Each bar with its place."""
        most = max((bar.figure for bar in self.bars), default=0) or 1
        room = WIDTH - self.start - FIGURE
        return [
            {
                "bar": bar,
                "y": ROW * index + (ROW - BAR) / 2 + 2,
                "text_y": ROW * index + ROW / 2 + 6,
                "width": round(max(bar.figure / most * room, 1.5 if bar.figure else 0), 1),
                "figure_x": round(self.start + bar.figure / most * room + 7, 1),
            }
            for index, bar in enumerate(self.bars)
        ]


@dataclass(frozen=True, slots=True)
class Point:
    """One figure at one time; None is a gap, never a nought."""

    label: str
    figure: float | None


@dataclass(frozen=True, slots=True)
class TrendChart:
    """A line over time that breaks where nothing is known."""

    title: str
    points: tuple[Point, ...]
    says: str = ""
    unit: str = ""
    id: str = "trend"

    @property
    def height(self) -> float:
        """The height of the picture."""
        return HEIGHT

    @property
    def grid(self) -> list[dict[str, object]]:
        """The lines across, with their figures."""
        return [
            {"y": round(self._y(value), 1), "text": f"{value:g}"} for value in (0, self._top / 2, self._top)
        ]

    @property
    def dots(self) -> list[dict[str, object]]:
        """The known figures with their places."""
        return [
            {"x": self._x(index), "y": round(self._y(point.figure), 1), "point": point}
            for index, point in enumerate(self.points)
            if point.figure is not None
        ]

    @property
    def labels(self) -> list[dict[str, object]]:
        """The names under the line: first, last, and those between as far as they fit."""
        every = max(1, -(-len(self.points) // 6))
        shown = {*range(0, len(self.points), every), len(self.points) - 1}
        return [
            {"x": self._x(index), "text": self.points[index].label} for index in sorted(shown) if index >= 0
        ]

    @property
    def lines(self) -> list[dict[str, float]]:
        """A stroke between every two neighbours that are both known."""
        places = [
            (self._x(i), None if p.figure is None else self._y(p.figure)) for i, p in enumerate(self.points)
        ]
        return [
            {"x1": x1, "y1": round(y1, 1), "x2": x2, "y2": round(y2, 1)}
            for (x1, y1), (x2, y2) in pairwise(places)
            if y1 is not None and y2 is not None
        ]

    @property
    def _top(self) -> float:
        most = max((point.figure for point in self.points if point.figure is not None), default=0) or 1
        step = next(
            step for step in (2, 4, 10, 20, 40, 100, 200, 400, 1000, 10**9) if most <= step or step == 10**9
        )
        return float(step)

    def _x(self, index: int) -> float:
        room = WIDTH - LEFT - RIGHT
        return round(LEFT + room * index / max(len(self.points) - 1, 1), 1)

    def _y(self, figure: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * figure / self._top
