"""The gateway: what bars the way, who decides, and the form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from caseward.cases import policies
from caseward.cases.presenters import gates
from caseward.cases.queries import GatewaySheet
from caseward.cases.vocabulary import ADOPT, JOIN
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Decision
from caseward.kernel.references import shown
from caseward.ui import forms


@dataclass(frozen=True, slots=True)
class GatewayShown:
    """A referral at its gateway, for whoever opens the page."""

    barred: tuple[gates.GateShown, ...]
    is_here: bool
    is_decided: bool
    may_decide: Decision

    @property
    def shows_form(self) -> bool:
        """Whether a decision can be written now, by this person."""
        return self.is_here and bool(self.may_decide) and not self.barred


def gateway_shown(sheet: GatewaySheet, *, viewer: Actor) -> GatewayShown:
    """What stands above the form, or in its place: the gates that bar every outcome."""
    return GatewayShown(
        barred=tuple(
            gates.of_referral(one.gate, referral_id=sheet.file.heading.id) for one in sheet.unmet_by_all
        ),
        is_here=bool(sheet.outcomes),
        is_decided=sheet.file.referral.decided_at is not None,
        may_decide=policies.may_decide_gateway(viewer, sheet.file.referral),
    )


def _joins(sheet: GatewaySheet, outcome: str) -> str:
    """Which case it goes to, and who owns that."""
    if outcome != JOIN:
        return ""
    case = sheet.open_cases[0]
    return _("%(reference)s, owned by %(owner)s, who is told.") % {
        "reference": shown(case.reference),
        "owner": case.owner.name,
    }


def gateway_form(sheet: GatewaySheet) -> dict[str, Any]:
    """What the form of the gateway decision is made with."""
    reveals = {ADOPT: ("offer_to",), "refer-on": ("receiver",)}
    return {
        "version": sheet.file.heading.version,
        "outcomes": [
            forms.Option(
                one.key,
                one.title,
                hint=" ".join(gate.sentence for gate in sheet.unmet_by(one.key)) or _joins(sheet, one.key),
                reveals=reveals.get(one.key, ()),
            )
            for one in sheet.outcomes
        ],
        "officers": [(str(one.id), f"{one.name}, {one.role}") for one in sheet.officers],
    }
