"""What a list shows."""

from django.utils.translation import gettext_lazy as _

from caseward.referrals.vocabulary import Stage
from caseward.ui import forms


STEPS = [(each.value, each.label) for each in Stage if each is not Stage.DECIDED]


class QueueFilter(forms.Form):
    """One step of intake, or all."""

    keeps_draft = False

    step = forms.Pick(_("Step"), [("", _("Any step")), *STEPS], required=False)
    step.says_optional = False

    @property
    def chosen(self) -> str:
        """The step, "" for all and for anything that is none."""
        return str(self.cleaned_data.get("step") or "") if self.is_valid() else ""
