"""Reading cases, always as the viewer may know them."""

from caseward.cases.queries.asking import decision_asked, fact_title, gate_title
from caseward.cases.queries.boards import (
    Led,
    Load,
    Overdue,
    OwnerRow,
    TeamBoard,
    ToHandOver,
    able_in,
    exception,
    led,
    owed_in_unit,
    owners_in_doubt,
    past_their_day,
    team_board,
    to_hand_over,
    without_a_risk,
)
from caseward.cases.queries.called import Line
from caseward.cases.queries.closing import Reopening, look_back, reopening
from caseward.cases.queries.deciding import (
    ClosingSheet,
    Ending,
    GatewaySheet,
    closing_sheet,
    decision_as_it_will_stand,
    gateway_as_it_will_stand,
    gateway_sheet,
)
from caseward.cases.queries.doubts import DoubtRow, categories_gone_old, categories_in_doubt
from caseward.cases.queries.files import CaseFile, NextStage, file_of
from caseward.cases.queries.headings import CaseHeading, headings
from caseward.cases.queries.history import (
    ByTwo,
    History,
    State,
    by_two,
    decisions_by_two,
    history_of,
    reading_of,
    rules_on,
)
from caseward.cases.queries.joining import open_cases_here
from caseward.cases.queries.lists import CaseRow, cases, unit_names
from caseward.cases.queries.loose_ends import LooseEndRow
from caseward.cases.queries.opening import Opening, Way, opening, ways_to_open
from caseward.cases.queries.people import Found, PersonFile, found_by, person_file
from caseward.cases.queries.plans import PlanSheet, plan_sheet, titles
from caseward.cases.queries.provision import needs, provision
from caseward.cases.queries.ranks import ranked_by_two, ranked_for
from caseward.cases.queries.safety import safety_in
from caseward.cases.queries.searching import Purposes, own_case, own_task, purpose_words, purposes, reasons
from caseward.cases.queries.silences import (
    NotKnown,
    Unplanned,
    named_silences,
    not_known,
    silences,
    told_to_all,
    without_a_plan,
)
from caseward.cases.queries.standing import Standing, Stood, stood_before
from caseward.cases.queries.stood import AsItStood, as_it_stood
from caseward.cases.queries.transfers import (
    TransferRow,
    home_of,
    receivers,
    ties_of,
    transfer,
    transfer_of,
    transfers_to,
)
from caseward.cases.queries.work import OfferRow, WorkRow, my_offers, my_work


__all__ = [
    "AsItStood",
    "ByTwo",
    "CaseFile",
    "CaseHeading",
    "CaseRow",
    "ClosingSheet",
    "DoubtRow",
    "Ending",
    "Found",
    "GatewaySheet",
    "History",
    "Led",
    "Line",
    "Load",
    "LooseEndRow",
    "NextStage",
    "NotKnown",
    "OfferRow",
    "Opening",
    "Overdue",
    "OwnerRow",
    "PersonFile",
    "PlanSheet",
    "Purposes",
    "Reopening",
    "Standing",
    "State",
    "Stood",
    "TeamBoard",
    "ToHandOver",
    "TransferRow",
    "Unplanned",
    "Way",
    "WorkRow",
    "able_in",
    "as_it_stood",
    "by_two",
    "cases",
    "categories_gone_old",
    "categories_in_doubt",
    "closing_sheet",
    "decision_as_it_will_stand",
    "decision_asked",
    "decisions_by_two",
    "exception",
    "fact_title",
    "file_of",
    "found_by",
    "gate_title",
    "gateway_as_it_will_stand",
    "gateway_sheet",
    "headings",
    "history_of",
    "home_of",
    "led",
    "look_back",
    "my_offers",
    "my_work",
    "named_silences",
    "needs",
    "not_known",
    "open_cases_here",
    "opening",
    "owed_in_unit",
    "own_case",
    "own_task",
    "owners_in_doubt",
    "past_their_day",
    "person_file",
    "plan_sheet",
    "provision",
    "purpose_words",
    "purposes",
    "ranked_by_two",
    "ranked_for",
    "reading_of",
    "reasons",
    "receivers",
    "reopening",
    "rules_on",
    "safety_in",
    "silences",
    "stood_before",
    "team_board",
    "ties_of",
    "titles",
    "to_hand_over",
    "told_to_all",
    "transfer",
    "transfer_of",
    "transfers_to",
    "unit_names",
    "ways_to_open",
    "without_a_plan",
    "without_a_risk",
]
