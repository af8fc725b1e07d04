"""The referral page for partners and the public."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.referrals.forms.arriving import WholeForm
from caseward.ui import forms


class PublicReferral(WholeForm):
    """The national form without an account; only where it goes must be said."""

    keeps_draft = False

    def __init__(self, *args: Any, boxes: Iterable[tuple[str, str, UUID]], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **rest)
        known = list(boxes)
        self.boxes = {key: compartment_id for key, _title, compartment_id in known}
        self.fields["force"] = forms.Choice(
            _("Which police force?"),
            [(key, title) for key, title, _compartment in known],
            hint=_("The force where the person lives. If you are not sure, your own."),
            required_message=_("Choose the police force: it decides who reads this."),
        )
        self.order_fields(["force", *self.fields])

    def arguments(self) -> dict[str, Any]:
        """The words and the letterbox."""
        return {"compartment_id": self.boxes[self.cleaned_data["force"]], "answers": self.answers}
