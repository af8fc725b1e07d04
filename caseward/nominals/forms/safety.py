"""How a person is safely reached."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.chronology.vocabulary import Channel
from caseward.nominals import queries
from caseward.nominals.forms.details import HALF_A_GRADE, Grades, grade
from caseward.nominals.vocabulary import SafeWays
from caseward.ui import forms


class Safety(forms.Form):
    """Safe ways, unsafe numbers and addresses, and who must never be told."""

    versioned = True
    channels = forms.Many(
        _("Which ways are safe?"),
        Channel.choices,
        hint=_("Leave all empty where every way is safe."),
        required=False,
    )
    hours = forms.Text(
        _("When?"), hint=_("For example school days before 15:00"), width="full", required=False
    )
    introduce = forms.LongText(
        _("How do you introduce yourself?"),
        hint=_("What you say to whoever answers, and what you leave out"),
        rows=2,
        required=False,
    )
    unsafe = forms.LongText(
        _("Numbers and addresses that are not safe"), hint=_("One on a line"), rows=3, required=False
    )
    never_tell = forms.LongText(
        _("Who must never be told anything?"),
        hint=_(
            "One name on a line. Whatever would go to them is stopped, and the owner of the case alerted."
        ),
        rows=3,
        required=False,
    )

    said_by = forms.Text(
        _("Who says so?"), hint=_("For example her aunt, by telephone"), width="full", required=False
    )

    def __init__(self, *given: Any, grades: Grades, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields |= {
            "source_grade": grade(_("How reliable is the source, for this?"), grades["source_evaluation"]),
            "assessment": grade(_("How is it known?"), grades["intelligence_assessment"]),
        }

    def clean(self) -> dict[str, Any]:
        """A grade has both of its parts."""
        said = self.cleaned_data
        if bool(said.get("source_grade")) != bool(said.get("assessment")):
            self.add_error("assessment", HALF_A_GRADE)
        return said

    def arguments(self) -> dict[str, Any]:
        """Lines as lists."""
        said = self.cleaned_data
        ways = SafeWays(
            channels=tuple(said["channels"]),
            hours=said["hours"],
            introduce=said["introduce"],
            unsafe=_lines(said["unsafe"]),
            never_tell=_lines(said["never_tell"]),
            said_by=said["said_by"],
            grade=said["source_grade"] + said["assessment"],
        )
        return {"said": ways}


def ways_said(now: queries.Safety) -> dict[str, Any]:
    """What stands in the form before anybody types."""
    return {
        "channels": list(now.channels),
        "hours": now.hours,
        "introduce": now.introduce,
        "unsafe": "\n".join(now.unsafe),
        "never_tell": "\n".join(now.never_tell),
        "said_by": now.said_by,
        "source_grade": now.grade[:1],
        "assessment": now.grade[1:],
    }


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
