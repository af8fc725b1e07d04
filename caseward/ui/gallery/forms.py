"""One form that asks every kind of question."""

from django.utils.translation import gettext_lazy as _

from caseward.ui import forms


class EveryQuestion(forms.Form):
    """Each field of the kit once."""

    name = forms.Text(_("Full name"), hint=_("As the person gives it, in any script."), width="20")
    born = forms.PartialDay(
        _("Date of birth"), hint=_("As much as is known. For example, 14 3 2009, or only 2009.")
    )
    met_at = forms.Moment(_("When you met"), required=False)
    email = forms.Email(_("Email address"), required=False, width="20")
    phone = forms.Phone(_("Telephone number"), required=False, width="20")
    visits = forms.Number(_("Visits so far"), required=False)
    contact = forms.Choice(
        _("How should we reply?"),
        [
            forms.Option("phone", _("By telephone"), reveals=("best_time",)),
            forms.Option("post", _("By letter"), hint=_("Takes two working days.")),
            forms.Option("no", _("No reply is wanted")),
        ],
    )
    best_time = forms.Text(_("Best time to ring"), width="10")
    agencies = forms.Many(
        _("Who else is working with the person?"),
        [("school", _("School or college")), ("health", _("Health")), ("housing", _("Housing"))],
        required=False,
    )
    force = forms.Pick(
        _("Force"), [("n", "Northshire"), ("e", "Eastmark"), ("s", "Southdale"), ("w", "Westmoor")]
    )
    account = forms.LongText(_("What happened"), hint=_("Facts first, then what you think."), max_length=2000)
    form_file = forms.Upload(_("The form as received"), required=False, accept=".docx,.odt,.pdf")
    sure = forms.Tick(_("I have read this through"))


class Filter(forms.Form):
    """Two filters of a list."""

    says_optional = False

    owner = forms.Pick(
        _("Owner"), [("", _("Anyone")), ("me", "Priya Shah"), ("omar", "Omar Aziz")], required=False
    )
    stage = forms.Pick(
        _("Stage"), [("", _("Any")), ("gateway", "Gateway"), ("s36", "Section 36")], required=False
    )
