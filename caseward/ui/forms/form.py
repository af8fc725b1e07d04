"""The form every screen uses: one command, its refusals, its draft, its two texts."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from caseward.foundation.commands.errors import Invalid, Stale
from caseward.foundation.drafts import keeping
from caseward.ui import conflicts, typed, wording
from caseward.ui.forms import known
from caseward.ui.forms.dates import Boxed


if TYPE_CHECKING:
    from caseward.foundation.commands import Context
    from caseward.foundation.drafts.keeping import KeptDraft
    from caseward.ui.forms.bound import Bound
    from caseward.ui.forms.fields import Option
    from caseward.ui.forms.reading import Reading
    from caseward.ui.requests import Signed


class Form(forms.Form):
    """A form in GOV.UK markup that carries out one command.

    `versioned`: it changes a record that others may change, so it carries the version that was seen.
    `changes`: it is sent under a key, so that it happens once; a form that only asks needs none.
    `keeps_draft`: what is typed survives leaving the page and the end of the session; otherwise it is stored nowhere.
    `says_optional`: labels say what need not be answered; filters do not.
    """

    versioned: ClassVar[bool] = False
    changes: ClassVar[bool] = True
    keeps_draft: ClassVar[bool] = True
    says_optional: ClassVar[bool] = True
    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        version: int | None = None,
        readings: Mapping[str, Reading] | None = None,
        **rest: Any,  # noqa: ANN401  what Django's form takes
    ) -> None:
        super().__init__(data, files, **rest)
        self.version = version
        self.readings = readings or {}
        self.result: Any = None
        self.draft: KeptDraft | None = None
        self.token: typed.FormToken | None = None
        self.is_sent = False
        self.today: date | None = None
        self.new_key = str(uuid.uuid4())

    def __init_subclass__(cls, **given: Any) -> None:  # noqa: ANN401
        super().__init_subclass__(**given)
        known.enrol(cls)

    @classmethod
    def of(cls, request: Signed, **given: Any) -> Self:  # noqa: ANN401  what __init__ takes
        """The form for a request: what was sent, else the draft that its writer left, else as given."""
        sent = request.method == "POST"
        data = conflicts.settled(request.POST) if sent else None
        form = cls(data, request.FILES if sent else None, **given)
        form.today = request.ctx.today
        form.is_sent = sent and cls.changes
        if request.user.is_authenticated:
            form.token = typed.FormToken(request.actor.id, request.get_full_path(), cls.keeps_draft)
            if not sent and cls.keeps_draft:
                form.restore(keeping.load(user_id=form.token.user_id, path=form.token.path))
        return form

    def restore(self, draft: KeptDraft | None) -> None:
        """Show the text of a draft as typed, without judging it and without sending it."""
        if draft is None:
            return
        self.draft = draft
        self.data, self.is_bound = typed.query_dict(draft.fields), True
        self._errors = ErrorDict()

    def submitted(self) -> bool:
        """Whether it was sent and every answer can be understood."""
        return self.is_valid()

    def is_valid(self) -> bool:
        return self.draft is None and super().is_valid()

    def carries_out(self, command: Callable[..., Any], ctx: Context, **kwargs: Any) -> bool:  # noqa: ANN401
        """Run the command with the answers; a refusal of the rules stands on the form, and False comes back."""
        ctx.draft = self.token.path if self.token and self.keeps_draft else ""
        try:
            self.result = command(ctx, **kwargs, **self.arguments(), **self._version_argument())
        except Invalid as refused:
            self.add_error(
                refused.field if refused.field in self.fields else None, wording.refusal(refused.refusal)
            )
            return False
        except Stale as stale:
            raise conflicts.Conflicted(self, stale) from stale
        if self.token and ctx.draft:
            keeping.discard(user_id=self.token.user_id, path=ctx.draft)
        return True

    def arguments(self) -> dict[str, Any]:
        """The answers under the names of the command's parameters; override to rename or leave out."""
        return {name: self.cleaned_data[name] for name in self.fields}

    def _clean_form(self) -> None:
        """Before a form's own clean(): what was not asked, days on the wrong side of today, version and key."""
        for name in self._not_asked():
            self.errors.pop(name, None)
            self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)
        for name, field in self.fields.items():
            if isinstance(field, Boxed) and self.today and self.cleaned_data.get(name):
                self._check_day(name, field)
        if self.versioned and self.sent_version is None:
            self.add_error(None, _("This form came without the version of what it changes. Open it again."))
        if self.is_sent and typed.key_in(self.data) is None:
            self.add_error(
                None,
                _("This form came without the number that keeps it from happening twice. Send it again."),
            )
        super()._clean_form()  # type: ignore[misc]  # the stubs do not know it

    @property
    def status(self) -> int:
        """200, or 422 when something has to be corrected."""
        return 422 if self.errors else 200

    @property
    def sent_version(self) -> int | None:
        """The version the officer saw when the form was opened."""
        sent = str(self.data.get(typed.VERSION, ""))
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What travels with the form and is not asked."""
        version = self.sent_version if self.is_bound else self.version
        pairs = [(typed.FORM, known.name_of(type(self)))]
        pairs += [(typed.KEY, str(typed.key_in(self.data) or self.new_key))]
        pairs += [(typed.VERSION, str(version))] if version is not None else []
        return pairs + ([(typed.TOKEN, self.token.signed)] if self.token else [])

    def question(self, name: str) -> Bound:
        """One question with its answer."""
        return cast("Bound", self[name])

    @property
    def asked(self) -> list[Bound]:
        """The questions that stand by themselves: neither concealed nor revealed by another's answer."""
        revealed = {name for _field, option in self._options() for name in option.reveals}
        return [
            self.question(name) for name in self.fields if name not in revealed and not self[name].is_hidden
        ]

    @property
    def concealed(self) -> list[Bound]:
        """The values that travel with it under names of its own."""
        return [self.question(name) for name in self.fields if self[name].is_hidden]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Each fault with the place it leads to; faults of the whole form lead nowhere."""
        found = [("", str(error)) for error in self.non_field_errors()]
        return found + [
            (self.question(name).first_id, str(error))
            for name in self.fields
            for error in self.errors.get(name, [])
        ]

    def _options(self) -> Iterator[tuple[str, Option]]:
        for name, field in self.fields.items():
            yield from ((name, option) for option in getattr(field, "options", ()))

    def _not_asked(self) -> set[str]:
        """Questions that only an answer reveals which was not given: they need no answer, and theirs do not count."""
        return {
            revealed
            for name, option in self._options()
            if str(option.value) not in _answers(self.cleaned_data.get(name))
            for revealed in option.reveals
        }

    def _version_argument(self) -> dict[str, int]:
        return {"version": self.sent_version} if self.versioned and self.sent_version is not None else {}

    def _check_day(self, name: str, field: Boxed) -> None:
        try:
            field.against_today(self.cleaned_data[name], today=self.today or date.min)
        except ValidationError as error:
            self.add_error(name, error)


def _answers(value: object) -> set[str]:
    if isinstance(value, list):
        return {str(each) for each in value}
    return set() if value is None else {str(value)}
