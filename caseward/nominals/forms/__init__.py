"""What officers say of people and of their records."""

from caseward.nominals.forms.contacts import ReviewContacts
from caseward.nominals.forms.details import AddDetail, CorrectDetail, EndDetail
from caseward.nominals.forms.pairs import (
    ANSWERS,
    Because,
    Compare,
    Confirm,
    ConfirmEnd,
    End,
    Judge,
    Look,
    Withdraw,
)
from caseward.nominals.forms.relations import AddRelation, CorrectRelation, EndRelation
from caseward.nominals.forms.safety import Safety, ways_said


__all__ = [
    "ANSWERS",
    "AddDetail",
    "AddRelation",
    "Because",
    "Compare",
    "Confirm",
    "ConfirmEnd",
    "CorrectDetail",
    "CorrectRelation",
    "End",
    "EndDetail",
    "EndRelation",
    "Judge",
    "Look",
    "ReviewContacts",
    "Safety",
    "Withdraw",
    "ways_said",
]
