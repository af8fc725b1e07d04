"""The questions a form can ask, each with its GOV.UK template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from caseward.foundation.storage import sizes
from caseward.foundation.storage.checking import refusals
from caseward.ui import wording
from caseward.ui.forms.bound import Bound


if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django_stubs_ext import StrOrPromise as Words


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from; `reveals` names the fields asked only when it is chosen."""

    value: str
    label: Words
    hint: Words = ""
    reveals: tuple[str, ...] = ()


Options = Iterable["Option | tuple[str, Words]"]


class Kit(forms.Field):
    """What all questions share: the label first, a hint, a template, and words for an empty answer."""

    template = "text"
    counted = 0
    options: Sequence[Option] = ()
    is_long_text = False
    says_optional = True
    empty: Words = _("Fill in: {label}")

    def __init__(
        self,
        label: Words,
        *,
        hint: Words = "",
        required: bool = True,
        required_message: Words | None = None,
        label_size: str = "",
        **rest: Any,  # noqa: ANN401  whatever the field of Django takes
    ) -> None:
        super().__init__(label=label, help_text=hint, required=required, **rest)
        self.template_name = f"ui/forms/fields/{self.template}.html"
        self.label_size = label_size
        empty = required_message or format_lazy(self.empty, label=label)
        self.error_messages = {**self.error_messages, "required": empty}

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> Bound:
        """Django asks for it."""
        return Bound(form, self, field_name)

    def first_id(self, bound: Bound) -> str:
        """The id that an error leads to."""
        return bound.auto_id

    def boxes(self, bound: Bound) -> list[dict[str, Any]]:  # noqa: ARG002
        """No boxes but the one."""
        return []

    def said(self, value: object) -> str:
        """An answer in words."""
        if isinstance(value, list | tuple):
            return ", ".join(self.said(each) for each in value)
        labels = {str(option.value): str(option.label) for option in self.options}
        text = "" if value is None else str(value).replace("\r\n", "\n").strip()
        return labels.get(text, text)

    def raw(self, name: str, value: object) -> dict[str, list[str]]:
        """An answer as a browser would send it."""
        if isinstance(value, list | tuple):
            return {name: [str(each) for each in value]}
        return {name: [] if value is None else [str(value)]}


class Text(Kit, forms.CharField):
    """One line of words, in any script."""

    kind = "text"
    inputmode = ""
    spellcheck = False

    def __init__(
        self,
        label: Words,
        *,
        width: str = "",
        autocomplete: str = "off",
        max_length: int = 200,
        **rest: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(label, max_length=max_length, **rest)
        self.width, self.autocomplete = width, autocomplete
        self.error_messages["max_length"] = _(
            "Keep this to %(limit_value)d characters; it has %(show_value)d."
        )


class Email(Text, forms.EmailField):
    """An address for electronic mail."""

    kind, inputmode = "email", "email"


class Phone(Text):
    """A telephone number, as given."""

    kind, inputmode = "tel", "tel"


class Number(Kit, forms.IntegerField):
    """A whole number."""

    kind, inputmode = "text", "numeric"
    spellcheck = False

    def __init__(self, label: Words, *, width: str = "4", autocomplete: str = "off", **rest: Any) -> None:  # noqa: ANN401
        super().__init__(label, **rest)
        self.width, self.autocomplete = width, autocomplete


class LongText(Kit, forms.CharField):
    """Several lines; with a limit, the count of what is left."""

    template = "long_text"
    is_long_text = True

    def __init__(self, label: Words, *, max_length: int | None = None, rows: int = 5, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(label, max_length=max_length, **rest)
        self.rows, self.counted = rows, max_length or 0
        self.error_messages["max_length"] = _(
            "Keep this to %(limit_value)d characters; it has %(show_value)d."
        )

    def to_python(self, value: object) -> str:
        """Line ends as the counter in the browser counts them."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class Choice(Kit, forms.ChoiceField):
    """One answer of a few, all in sight."""

    template = "choice"
    empty = _("Choose an answer: {label}")

    def __init__(self, label: Words, choices: Options, *, inline: bool = False, **rest: Any) -> None:  # noqa: ANN401
        self.options = [each if isinstance(each, Option) else Option(*each) for each in choices]
        super().__init__(label, choices=[(each.value, each.label) for each in self.options], **rest)
        self.inline = inline
        self.error_messages["invalid_choice"] = _("Choose one of the answers shown.")


class Pick(Choice):
    """One answer of many, from a list that opens."""

    template = "pick"


class Many(Kit, forms.MultipleChoiceField):
    """Any number of answers."""

    template = "many"
    empty = _("Choose at least one answer: {label}")

    def __init__(self, label: Words, choices: Options, *, inline: bool = False, **rest: Any) -> None:  # noqa: ANN401
        self.options = [each if isinstance(each, Option) else Option(*each) for each in choices]
        super().__init__(label, choices=[(each.value, each.label) for each in self.options], **rest)
        self.inline = inline
        self.error_messages["invalid_choice"] = _("Choose only answers that are shown.")


class Tick(Kit, forms.BooleanField):
    """One box; required means that it must be ticked."""

    template = "tick"
    says_optional = False
    empty = _("Tick the box: {label}")

    def said(self, value: object) -> str:
        """Ticked or not, in words."""
        return str(_("Ticked")) if value in {True, "on", "True"} else str(_("Not ticked"))

    def raw(self, name: str, value: object) -> dict[str, list[str]]:
        """A box that is not ticked sends nothing."""
        return {name: ["on"]} if value else {}


class Upload(Kit, forms.FileField):
    """One file. Files are never kept in a draft, and the question says so."""

    template = "upload"
    empty = _("Choose a file: {label}")

    def __init__(self, label: Words, *, accept: str = "", **rest: Any) -> None:  # noqa: ANN401
        super().__init__(label, **rest)
        self.accept = accept
        self.error_messages["empty"] = _("The file is empty. Choose the one that has something in it.")

    def clean(self, data: UploadedFile[bytes] | None, initial: object = None) -> Any:  # noqa: ANN401
        """The file, unless it is larger than any that is kept."""
        file = super().clean(data, initial)
        size, most = (data.size or 0) if data else 0, sizes.largest_file()
        if size > most:
            raise forms.ValidationError(wording.refusal(refusals.too_large(size=size, most=most)))
        return file

    @property
    def largest(self) -> str:
        """How large it may be, in megabytes."""
        return sizes.limit_words(sizes.largest_file())


class Concealed(Kit, forms.CharField):
    """A value that travels with the form and is not asked."""

    template = "concealed"
    widget = forms.HiddenInput

    def __init__(self, *, required: bool = True, **rest: Any) -> None:  # noqa: ANN401
        super().__init__("", required=required, **rest)
