"""What oversight's pages show: frozen values, no queries."""

from django.utils.translation import gettext_lazy

from caseward.oversight.presenters.anomalies import AnomalyLine, anomaly_lines
from caseward.oversight.presenters.diaries import (
    DiaryLine,
    diary_lines,
    narrowing,
    purpose_choices,
    purpose_lasts,
)
from caseward.oversight.presenters.ledgers import REASONS, Line, lines, sentences, why
from caseward.oversight.presenters.samples import SampleLine, Week, sample_line, weeks
from caseward.ui.told import Told


__all__ = [
    "EVENTS",
    "NOTICES",
    "REASONS",
    "AnomalyLine",
    "DiaryLine",
    "Line",
    "SampleLine",
    "Week",
    "anomaly_lines",
    "diary_lines",
    "lines",
    "narrowing",
    "purpose_choices",
    "purpose_lasts",
    "sample_line",
    "sentences",
    "weeks",
    "why",
]

EVENTS = {
    "ledger.read": gettext_lazy("read the ledger"),
    "diary.opened": gettext_lazy("said for what a diary is read"),
    "diary.read": gettext_lazy("read a diary"),
    "sample.drawn": gettext_lazy("drew looks by lot"),
    "sample.explained": gettext_lazy("said why he had looked"),
    "sample.attested": gettext_lazy("attested a look"),
    "sample.week-signed": gettext_lazy("signed for the looks of a week"),
    "watch.lines-drawn": gettext_lazy("went through the looks by rule"),
    "watch.line-settled": gettext_lazy("said what came of a look that met a rule"),
    "watch.famous-name-kept": gettext_lazy("put a name on the list of famous names"),
    "watch.famous-name-dropped": gettext_lazy("took a name off the list of famous names"),
    "watch.decoy-marked": gettext_lazy("marked a decoy"),
    "watch.decoy-unmarked": gettext_lazy("took the mark off a decoy"),
    "watch.address-declared": gettext_lazy("declared an address, or took it back"),
}

NOTICES = {
    "oversight.decoy-seen": Told(gettext_lazy("Somebody looked at a decoy."), "oversight:line"),
    "oversight.look-drawn": Told(
        gettext_lazy("A look of yours was drawn by lot: say why you looked."), "oversight:sample"
    ),
    "oversight.many-looks": Told(
        gettext_lazy("Somebody opened very many people within an hour."), "oversight:line"
    ),
}
