"""The verbs of cases."""

from caseward.cases.commands.closing import approve_closing, decline_closing, propose_closing
from caseward.cases.commands.deciding import decide_on_history, read_history, second_decision
from caseward.cases.commands.gateway import decide_gateway
from caseward.cases.commands.happening import happen, record_happening
from caseward.cases.commands.loose_ends import (
    add_action,
    chase_actions,
    raise_gap,
    record_risk,
    settle_action,
    settle_gap,
    settle_risk,
    write_down_action,
)
from caseward.cases.commands.moving import move_case, record_finding, set_gate_aside
from caseward.cases.commands.opening import begin_case, open_case
from caseward.cases.commands.owning import (
    accept_case,
    hand_over_cases,
    offer_case,
    refuse_case,
    withdraw_offer,
)
from caseward.cases.commands.planning import answer_factor, record_factor, write_plan
from caseward.cases.commands.provision import (
    acknowledge_tasking,
    amend_tasking,
    end_tasking,
    log_session,
    report_session,
    task_provider,
)
from caseward.cases.commands.reopening import reopen_case
from caseward.cases.commands.searching import begin_search, find_people, view_person
from caseward.cases.commands.standing import add_person, categorise_subject, end_person, set_category
from caseward.cases.commands.taking_over import take_over_cases, take_over_people
from caseward.cases.commands.transferring import (
    accept_transfer,
    offer_transfer,
    refuse_transfer,
    withdraw_transfer,
)
from caseward.cases.commands.working import (
    add_entry,
    attach_file,
    view_case,
    view_case_as_it_stood,
    view_file,
)


__all__ = [
    "accept_case",
    "accept_transfer",
    "acknowledge_tasking",
    "add_action",
    "add_entry",
    "add_person",
    "amend_tasking",
    "answer_factor",
    "approve_closing",
    "attach_file",
    "begin_case",
    "begin_search",
    "categorise_subject",
    "chase_actions",
    "decide_gateway",
    "decide_on_history",
    "decline_closing",
    "end_person",
    "end_tasking",
    "find_people",
    "hand_over_cases",
    "happen",
    "log_session",
    "move_case",
    "offer_case",
    "offer_transfer",
    "open_case",
    "propose_closing",
    "raise_gap",
    "read_history",
    "record_factor",
    "record_finding",
    "record_happening",
    "record_risk",
    "refuse_case",
    "refuse_transfer",
    "reopen_case",
    "report_session",
    "second_decision",
    "set_category",
    "set_gate_aside",
    "settle_action",
    "settle_gap",
    "settle_risk",
    "take_over_cases",
    "take_over_people",
    "task_provider",
    "view_case",
    "view_case_as_it_stood",
    "view_file",
    "view_person",
    "withdraw_offer",
    "withdraw_transfer",
    "write_down_action",
    "write_plan",
]
