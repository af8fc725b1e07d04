"""What all contacts with a person say together."""

from django.utils.translation import gettext_lazy as _

from caseward.ui import forms


class ReviewContacts(forms.Form):
    """A supervisor's review."""

    words = forms.LongText(
        _("What do they say together?"),
        hint=_("The pattern across agencies, what follows from it, and who does what"),
        required_message=_("Say what all contacts say together, and what follows."),
    )
