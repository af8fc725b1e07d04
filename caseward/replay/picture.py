"""The picture of a replay: one row for each thing that happened or rang, one lane for each thing owed beside it."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime

from caseward.kernel.clocks.moments import in_london
from caseward.replay.report import Alarm, Happened, Owed, Report


ROW, TOP, DAYS, WORDS, LANE, BAR = 26, 34, 126, 560, 30, 18
LONGEST, BOLD = 76, 62  # characters of a row, and of one that is refused or overdue
LETTER = 6.4  # pixels of a letter along a bar

TONES = {
    "met in time": "well", "met late": "late", "withdrawn": "still", "open": "info", "open and late": "late",
    "paused": "still",
}  # fmt: skip
FLAGS = {"warning": "soon", "late": "late", "escalated": "late", "told": "info", "tripwire": "late"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its day, its words, and what sort of flag stands before it."""

    y: int
    day: str
    mark: str
    words: str
    whole: str
    tone: str
    is_event: bool

    @property
    def middle(self) -> int:
        """Where a line of text or a mark stands."""
        return self.y + ROW // 2

    @property
    def baseline(self) -> int:
        """Where its letters stand."""
        return self.y + ROW // 2 + 4


@dataclass(frozen=True, slots=True)
class Bar:
    """Something owed: from the row of its birth to the row of its end, with the row at which it was due."""

    x: int
    y: int
    height: int
    name: str
    title: str
    tone: str
    due_y: int | None
    late_y: int
    late_height: int
    title_y: int
    whole: str

    @property
    def is_white(self) -> bool:
        """Whether its letters stand on the dark of being overdue."""
        return self.late_height > 0 and self.late_y - self.y < 14

    @property
    def middle(self) -> int:
        """The middle of the lane."""
        return self.x + BAR // 2

    @property
    def right(self) -> int:
        """Its other edge."""
        return self.x + BAR

    @property
    def name_y(self) -> int:
        """Where its name stands."""
        return self.y + 12

    @property
    def is_title_white(self) -> bool:
        """Whether its title stands where it is overdue."""
        return self.title_y > self.late_y


@dataclass(slots=True)
class Picture:
    """The rows and the bars, with the size of the whole."""

    rows: list[Row] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    width: int = 0
    height: int = 0
    left: int = DAYS
    lanes: int = DAYS + WORDS


def drawn(report: Report) -> Picture:
    """The picture of a report; what stands open at the end runs to its last row."""
    told: list[tuple[datetime, int, Happened | Alarm]] = sorted(
        [*((one.at, 0, one) for one in report.events), *((one.at, 1, one) for one in report.alarms)],
        key=lambda one: (one[0], one[1]),
    )
    picture = Picture(rows=[_row(number, one) for number, (_, _, one) in enumerate(told)])
    instants = [at for at, _, _ in told]
    rows_of_events = {
        one.number: place for place, (_, _, one) in enumerate(told) if isinstance(one, Happened)
    }
    _hang(picture, report, instants, rows_of_events)
    picture.height = TOP + ROW * len(told) + 10
    picture.width = max([DAYS + WORDS, *(bar.right for bar in picture.bars)]) + 12
    return picture


def _row(place: int, one: Happened | Alarm) -> Row:
    y = TOP + place * ROW
    day = in_london(one.at).strftime("%d %b %Y %H:%M").lstrip("0")
    if isinstance(one, Happened):
        said = f"{one.what}: {' '.join(one.did) or one.why_not}"
        tone = {"done": "ink", "refused": "late", "impossible": "soon"}[one.outcome]
        return Row(y, day, str(one.number), _short(said, tone), said, tone, is_event=True)
    tone = FLAGS[one.kind]
    return Row(y, day, "!", _short(one.sentence, tone), one.sentence, tone, is_event=False)


def _hang(picture: Picture, report: Report, instants: list[datetime], rows: dict[int, int]) -> None:
    """Each bar in the first lane that is free again."""
    lanes: list[int] = []
    for owed in report.owed:
        first, last = rows[owed.born_of], _last(owed, instants, rows)
        lane = next((number for number, free in enumerate(lanes) if free < first), len(lanes))
        lanes[lane : lane + 1] = [last]
        picture.bars.append(_bar(owed, lane, first, last, instants))


def _last(owed: Owed, instants: list[datetime], rows: dict[int, int]) -> int:
    return rows[owed.ended_of] if owed.ended_of is not None else len(instants) - 1


def _bar(owed: Owed, lane: int, first: int, last: int, instants: list[datetime]) -> Bar:
    y, end = TOP + first * ROW + 3, TOP + (last + 1) * ROW - 3
    due = None
    if owed.due is not None and (place := bisect_left(instants, owed.due)) <= last:
        due = max(y, TOP + place * ROW)
    is_late = due is not None and TONES[owed.standing] == "late"
    late_y = due if due is not None and is_late else end
    title_y = _title_y(owed.rule.title, y, late_y, end)
    return Bar(
        x=DAYS + WORDS + lane * LANE,
        y=y,
        height=end - y,
        name=owed.id,
        title=owed.rule.title if title_y else "",
        tone="info" if is_late else TONES[owed.standing],
        due_y=due,
        late_y=late_y,
        late_height=end - late_y,
        title_y=title_y,
        whole=f"{owed.id}: {owed.rule.title} ({owed.standing})",
    )


def _title_y(title: str, y: int, late_y: int, end: int) -> int:
    """Where the title begins, read downwards: before it is overdue, else after; 0 where it fits into neither."""
    long = LETTER * len(title)
    if late_y - y - 26 > long:
        return y + 22
    return max(late_y, y + 14) + 8 if end - max(late_y, y + 14) - 10 > long else 0


def _short(words: str, tone: str) -> str:
    """As many letters as stand before the first bar; those of what is late are bold, and wider."""
    most = BOLD if tone == "late" else LONGEST
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
