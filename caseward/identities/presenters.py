"""Links and openings in words."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseward.identities.queries import EndingRow, LinkRow, OpeningRow
from caseward.identities.vocabulary import EndingState, LinkState, OpeningState, rule
from caseward.ui.templatetags.ui import clock, moment
from caseward.ui.told import Told


EVENTS = {
    "identity-link.proposed": gettext_lazy("proposed an identity link"),
    "identity-link.confirmed": gettext_lazy("confirmed an identity link"),
    "identity-link.not-confirmed": gettext_lazy("typed other references than an identity link holds"),
    "identity-link.questioned": gettext_lazy("said that an identity link is wrong"),
    "identity-link.ended": gettext_lazy("ended an identity link as wrong"),
    "identity-link.upheld": gettext_lazy("had an identity link stand"),
    "identity-opening.asked": gettext_lazy("asked to open an identity link"),
    "identity-opening.approved": gettext_lazy("approved the opening of an identity link"),
    "identity-opening.refused": gettext_lazy("refused the opening of an identity link"),
    "identity-opening.read": gettext_lazy("read an identity link"),
    "identity-opening.closed": gettext_lazy("closed an identity link"),
    "identity-key.rotated": gettext_lazy("replaced the key of identity links"),
}

NOTICES = {
    "identity-link.proposed": Told(
        gettext_lazy("An identity link waits for you to type its references."), "identities:link"
    ),
    "identity-link.questioned": Told(
        gettext_lazy("Another custodian says that an identity link is wrong, and waits for your answer."),
        "identities:link",
    ),
    "identity-link.ended": Told(
        gettext_lazy("The identity link that you called wrong was ended."), "identities:link"
    ),
    "identity-link.upheld": Told(
        gettext_lazy("Another custodian disagrees: the identity link that you called wrong stands."),
        "identities:link",
    ),
    "identity-opening.asked": Told(
        gettext_lazy("Another custodian asks you to open an identity link."), "identities:link"
    ),
    "identity-opening.approved": Told(
        gettext_lazy("The identity link you asked for is open."), "identities:link"
    ),
    "identity-opening.refused": Told(
        gettext_lazy("The opening of an identity link that you asked for was refused."), "identities:link"
    ),
}

LINK_STATES = {
    LinkState.PROPOSED: (gettext_lazy("waits to be confirmed"), "soon"),
    LinkState.MADE: (gettext_lazy("made"), "well"),
    LinkState.LAPSED: (gettext_lazy("not confirmed in time"), "still"),
    LinkState.MISTAKEN: (gettext_lazy("confirmed wrongly"), "still"),
    LinkState.ENDED: (gettext_lazy("ended as wrong"), "still"),
}
ENDING_STATES = {
    EndingState.ASKED: (gettext_lazy("waits for an answer"), "soon"),
    EndingState.LAPSED: (gettext_lazy("not answered in time"), "still"),
    EndingState.REFUSED: (gettext_lazy("the link stands"), "still"),
    EndingState.AGREED: (gettext_lazy("ended"), "late"),
}
OPENING_STATES = {
    OpeningState.ASKED: (gettext_lazy("waits for an answer"), "soon"),
    OpeningState.LAPSED: (gettext_lazy("not answered in time"), "still"),
    OpeningState.REFUSED: (gettext_lazy("refused"), "still"),
    OpeningState.OPEN: (gettext_lazy("open"), "late"),
    OpeningState.OVER: (gettext_lazy("over"), "still"),
    OpeningState.CLOSED: (gettext_lazy("closed early"), "still"),
}


@dataclass(frozen=True, slots=True)
class Stands:
    """A state as a word in a colour."""

    word: str
    colour: str


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One asking as it is read."""

    row: OpeningRow
    stands: Stands
    purpose: str
    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class EndingLine:
    """A word that a link is wrong, as it is read."""

    row: EndingRow
    stands: Stands
    said: str
    answered: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One link as it is read."""

    row: LinkRow
    number: str
    stands: Stands
    proposed: str
    confirmed: str
    newest: OpeningLine | None


def number_of(link_id: UUID) -> str:
    """By what custodians tell links apart; it says nothing of either person."""
    digits = link_id.hex[:8].upper()
    return f"{digits[:4]}-{digits[4:]}"


def link(row: LinkRow) -> LinkLine:
    """A link with its newest asking."""
    word, colour = LINK_STATES[row.state]
    return LinkLine(
        row=row,
        number=number_of(row.id),
        stands=Stands(str(word), colour),
        proposed=_("%(who)s, %(when)s") % {"who": row.proposed_by, "when": moment(row.proposed_at)},
        confirmed=_confirmed(row),
        newest=None if row.newest is None else opening(row.newest),
    )


def opening(row: OpeningRow) -> OpeningLine:
    """An asking with what became of it."""
    word, colour = OPENING_STATES[row.state]
    return OpeningLine(
        row=row,
        stands=Stands(str(word), colour),
        purpose=_(rule().purposes.get(row.purpose, row.purpose)),
        asked=_("%(who)s, %(when)s") % {"who": row.asked_by, "when": moment(row.asked_at)},
        answered=_answered(row),
    )


def ending(row: EndingRow) -> EndingLine:
    """A word that a link is wrong, with what became of it."""
    word, colour = ENDING_STATES[row.state]
    return EndingLine(
        row=row,
        stands=Stands(str(word), colour),
        said=_("%(who)s, %(when)s") % {"who": row.said_by, "when": moment(row.said_at)},
        answered=_said_to(row),
    )


def _said_to(row: EndingRow) -> str:
    if row.answered_at is not None:
        return _("%(who)s, %(when)s") % {"who": row.answered_by, "when": moment(row.answered_at)}
    if row.state is EndingState.LAPSED:
        return _("nobody")
    return _("another custodian, before %(time)s") % {"time": moment(row.answer_by)}


def _confirmed(row: LinkRow) -> str:
    if row.confirmed_at is not None:
        return _("%(who)s, %(when)s") % {"who": row.confirmed_by, "when": moment(row.confirmed_at)}
    if row.state is LinkState.PROPOSED:
        return _("another custodian, before %(time)s") % {"time": clock(row.confirm_by)}
    return _("nobody")


def _answered(row: OpeningRow) -> str:
    if row.answered_at is None:
        if row.state is OpeningState.LAPSED:
            return _("nobody")
        return _("another custodian, before %(time)s") % {"time": clock(row.answer_by)}
    said = _("%(who)s, %(when)s") % {"who": row.answered_by, "when": moment(row.answered_at)}
    if row.state is OpeningState.OPEN and row.opens_until:
        return _("%(said)s; open until %(time)s") % {"said": said, "time": clock(row.opens_until)}
    if row.closed_at:
        return _("%(said)s; closed %(time)s") % {"said": said, "time": clock(row.closed_at)}
    return said
