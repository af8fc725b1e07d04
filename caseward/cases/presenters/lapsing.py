"""Vetting and training that ends, on the exceptions board: the form for whoever records it, and else whom to ask."""

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.cases.presenters.boards import TITLES, Part, Section, section
from caseward.ui import components as c
from caseward.ui.components.due import Urgency
from caseward.ui.templatetags.ui import day
from caseward.workforce.queries import Lapse


ENDED, ENDS = "qualification-ended", "qualification-ends"


def lapse_section(
    rows: tuple[Lapse, ...], *, rules: dict[str, str], ask: tuple[str, ...], more: str = ""
) -> Section:
    """Of each officer what no longer counts, or soon does not; what has ended stands first."""
    ordered = sorted(rows, key=lambda one: (not one.is_over, one.name, one.what))
    lines = [_line(one, rules[ENDED if one.is_over else ENDS], ask) for one in ordered]
    return section(str(TITLES[Part.QUALIFIED]), lines, more, is_more=False)


def _line(one: Lapse, rule: str, ask: tuple[str, ...]) -> c.WorkRow:
    records = one.is_his_to_record
    form = reverse(f"workforce:{'clearance' if one.is_vetting else 'training'}-new", args=[one.user_id])
    return c.WorkRow(
        due=_ended(one) if one.is_over else _("ends"),
        urgency=Urgency.LATE if one.is_over else Urgency.SOON,
        what=one.what,
        url=form if records else reverse("workforce:my-unit"),
        reference="",
        about=f"{one.name} · {one.role}",
        rule=rule if records else f"{rule} {_whom_to_ask(ask)}",
        action=_("Record") if records else "",
        action_url=form if records else "",
        on=day(one.ends_on) if one.ends_on else "",
    )


def _ended(one: Lapse) -> str:
    return _("ended") if one.ends_on else _("not there, or withdrawn")


def _whom_to_ask(ask: tuple[str, ...]) -> str:
    if not ask:
        return _("Ask the administrator of your region.")
    return _("Ask %(names)s to record it.") % {"names": _(" or ").join(ask)}
