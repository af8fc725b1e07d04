"""What is done to people's records, and what is said of two of them together."""

from caseward.nominals.commands.contacts import review_contacts, review_if_often, view_contacts
from caseward.nominals.commands.details import PutRight, add_detail, end_detail, put_right
from caseward.nominals.commands.linking import (
    cannot_tell,
    confirm_link,
    mark_not_same,
    propose_link,
    refuse_link,
    tell_apart,
    unlink,
    view_one,
    view_two,
    withdraw_apart,
)
from caseward.nominals.commands.look_ups import note_look_up, note_question
from caseward.nominals.commands.records import add_facts, birth_columns, make_nominal, make_nominals
from caseward.nominals.commands.relations import (
    add_relation,
    correct_relation,
    end_relation,
    view_associates,
    view_relation,
)
from caseward.nominals.commands.safety import (
    as_seen,
    hand_on_safety,
    keep_safety,
    require_safe,
    require_safe_by,
    view_safety,
)
from caseward.nominals.commands.similar import look_for_similar, view_similar


__all__ = [
    "PutRight",
    "add_detail",
    "add_facts",
    "add_relation",
    "as_seen",
    "birth_columns",
    "cannot_tell",
    "confirm_link",
    "correct_relation",
    "end_detail",
    "end_relation",
    "hand_on_safety",
    "keep_safety",
    "look_for_similar",
    "make_nominal",
    "make_nominals",
    "mark_not_same",
    "note_look_up",
    "note_question",
    "propose_link",
    "put_right",
    "refuse_link",
    "require_safe",
    "require_safe_by",
    "review_contacts",
    "review_if_often",
    "tell_apart",
    "unlink",
    "view_associates",
    "view_contacts",
    "view_one",
    "view_relation",
    "view_safety",
    "view_similar",
    "view_two",
    "withdraw_apart",
]
