"""A case as it stood: what its page said then, in the same words."""

from typing import Any

from django.utils.translation import gettext as _

from caseward.cases.queries import AsItStood
from caseward.cases.queries.loose_ends import of_kind
from caseward.foundation.catalogue import catalogue
from caseward.ui.components import Row
from caseward.ui.templatetags.ui import moment


def stood(then: AsItStood) -> dict[str, Any]:
    """Everything that the page shows."""
    kinds = ((_("Questions"), "gap"), (_("Risks"), "risk"), (_("Actions"), "action"))
    return {
        "then": then,
        "rows": _summary(then),
        "ends": [(title, of_kind(then.loose_ends, kind)) for title, kind in kinds],
    }


def _summary(then: AsItStood) -> list[Row]:
    rows = [Row(_("Stage"), _("Closed") if then.is_closed else then.stage), Row(_("Owner"), then.owner)]
    if then.offered_to:
        rows.append(Row(_("Offered to"), then.offered_to))
    if then.is_proposed:
        rows.append(Row(_("Closing"), _("proposed, and not answered")))
    known = catalogue().facts_about("case")
    for found in then.findings:
        means = known[found.fact].means if found.fact in known else found.fact
        said = _("so") if found.is_so else _("not so")
        rows.append(Row(means, f"{said}: {found.because}\n{found.by}, {moment(found.at)}"))
    return rows
