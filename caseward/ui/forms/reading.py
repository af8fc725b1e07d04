"""How a field of an uploaded form was read, and from which passage."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class State(StrEnum):
    """What became of one field of a form that somebody else filled in."""

    READ = "read"
    NOT_GIVEN = "not-given"
    NOT_READ = "not-read"
    CORRECTED = "corrected"


SIGNS = {State.READ: "✓", State.NOT_GIVEN: "◌", State.NOT_READ: "⚠", State.CORRECTED: "✎"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One field as read: its state and the passage (an id in the text as given) that it came from."""

    state: State
    passage: str = ""

    @property
    def sign(self) -> str:
        """The sign before the words; it never stands alone."""
        return SIGNS[self.state]

    @property
    def words(self) -> str:
        """The state in words."""
        return {
            State.READ: _("read"),
            State.NOT_GIVEN: _("not given"),
            State.NOT_READ: _("not read: look at the form"),
            State.CORRECTED: _("corrected by hand"),
        }[self.state]

    @property
    def css(self) -> str:
        """The last part of its class."""
        return {State.NOT_READ: "unread"}.get(self.state, self.state.value)
