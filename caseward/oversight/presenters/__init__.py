"""What oversight's pages show: frozen values, no queries."""

from django.utils.translation import gettext_lazy

from caseward.oversight.presenters.diaries import DiaryLine, diary_lines, narrowing, purpose_choices
from caseward.oversight.presenters.ledgers import REASONS, Line, lines, sentences, why


__all__ = [
    "EVENTS",
    "REASONS",
    "DiaryLine",
    "Line",
    "diary_lines",
    "lines",
    "narrowing",
    "purpose_choices",
    "sentences",
    "why",
]

EVENTS = {
    "ledger.read": gettext_lazy("read the ledger"),
    "diary.opened": gettext_lazy("said for what a diary is read"),
    "diary.read": gettext_lazy("read a diary"),
}
