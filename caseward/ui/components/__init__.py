"""What screens are made of, as frozen dataclasses: presenters fill them, tags draw them."""

from caseward.ui.components.cases import CaseHead, HistoryMark, SideItem, Stage
from caseward.ui.components.charts import Bar, BarChart, Point, TrendChart
from caseward.ui.components.due import Due, Urgency
from caseward.ui.components.given import Given, Piece, ReadRow
from caseward.ui.components.lists import Chosen, Crumb, Row, RowAction, Task, Tile
from caseward.ui.components.match import Evidence, Match
from caseward.ui.components.refusal import Refusal
from caseward.ui.components.timeline import Dating, Entry, Nature
from caseward.ui.components.waterfall import Step, Waterfall
from caseward.ui.components.work import WorkGroup, WorkRow


__all__ = [
    "Bar",
    "BarChart",
    "CaseHead",
    "Chosen",
    "Crumb",
    "Dating",
    "Due",
    "Entry",
    "Evidence",
    "Given",
    "HistoryMark",
    "Match",
    "Nature",
    "Piece",
    "Point",
    "ReadRow",
    "Refusal",
    "Row",
    "RowAction",
    "SideItem",
    "Stage",
    "Step",
    "Task",
    "Tile",
    "TrendChart",
    "Urgency",
    "Waterfall",
    "WorkGroup",
    "WorkRow",
]
