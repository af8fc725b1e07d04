"""The verbs of who may know."""

from caseward.compartments.commands.conflicts import decide_conflict, declare_conflict
from caseward.compartments.commands.emergencies import break_glass, review_emergency, try_reference
from caseward.compartments.commands.excluding import exclude_person, lift_exclusion
from caseward.compartments.commands.granting import end_grant, grant_access, renew_grant
from caseward.compartments.commands.markers import look_up_marker
from caseward.compartments.commands.restricting import (
    ask_to_return,
    ask_to_seal,
    refuse_key,
    restrict_case,
    turn_key,
)
from caseward.compartments.commands.sharing import (
    end_part,
    mark_section,
    share_part,
    view_part,
    view_part_file,
)


__all__ = [
    "ask_to_return",
    "ask_to_seal",
    "break_glass",
    "decide_conflict",
    "declare_conflict",
    "end_grant",
    "end_part",
    "exclude_person",
    "grant_access",
    "lift_exclusion",
    "look_up_marker",
    "mark_section",
    "refuse_key",
    "renew_grant",
    "restrict_case",
    "review_emergency",
    "share_part",
    "try_reference",
    "turn_key",
    "view_part",
    "view_part_file",
]
