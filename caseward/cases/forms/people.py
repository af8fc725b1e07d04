"""The people in a case: who they are to it, and how they stand there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.kernel.categories import Categories
from caseward.ui import forms


SOURCE = _("Who or what says so?")
SOURCE_HINT = _("For example the school, a custody record, or what they told you.")


def options(categories: Categories) -> list[forms.Option]:
    """Every category with what it means."""
    return [forms.Option(one.key, _(one.title), hint=_(one.says)) for one in categories.categories]


class AddPerson(forms.Form):
    """Somebody who is part of a case."""

    record = forms.Text(
        _("Reference of their record"),
        hint=_("If your unit has a record of them: it begins with N. Otherwise leave this empty."),
        width="20",
        required=False,
    )
    name = forms.Text(
        _("Or their name"),
        hint=_("It stays in this case: no search finds it."),
        width="half",
        required=False,
    )

    def __init__(self, *given: Any, categories: Categories, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        roles = [(one.key, _(one.title)) for one in categories.roles if one.key != categories.subject]
        self.fields["role"] = forms.Choice(
            _("What are they to this case?"), roles, required_message=_("Say what they are to this case.")
        )
        self.fields["category"] = forms.Choice(
            _("How do they stand in it?"),
            options(categories),
            required_message=_("Say how they stand in this case."),
        )
        self.fields["source"] = forms.Text(
            SOURCE, hint=SOURCE_HINT, width="full", required_message=_("Say who or what says so.")
        )


class Categorise(forms.Form):
    """How somebody stands in a case from now on: another category, or the same one looked at again."""

    versioned = True

    def __init__(self, *given: Any, categories: Categories, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["category"] = forms.Choice(
            _("How do they stand in this case?"),
            options(categories),
            required_message=_("Say how they stand in this case."),
        )
        self.fields["source"] = forms.Text(
            SOURCE, hint=SOURCE_HINT, width="full", required_message=_("Say who or what says so.")
        )
        self.fields["because"] = forms.LongText(
            _("Why?"),
            hint=_("Why it changes, or why it is still right."),
            rows=3,
            required_message=_("Say why it changes, or why it is still right."),
        )


class EndPerson(forms.Form):
    """Somebody who is not part of a case any more, or never was."""

    versioned = True
    because = forms.LongText(
        _("Why are they no longer part of this case?"), rows=3, required_message=_("Say why.")
    )
