"""Every form by a name of its own, so that a page of errors can say a text's question instead of a field's name."""

import hashlib
from typing import TYPE_CHECKING

from django.http import QueryDict

from caseward.ui import typed


if TYPE_CHECKING:
    from caseward.ui.forms.form import Form

_known: dict[str, "type[Form]"] = {}


def name_of(form: "type[Form]") -> str:
    """A short name that says nothing of our code."""
    return hashlib.sha256(f"{form.__module__}.{form.__qualname__}".encode()).hexdigest()[:12]


def enrol(form: "type[Form]") -> None:
    """Remember a form when its class is made."""
    _known[name_of(form)] = form


def told(post: QueryDict) -> list[tuple[str, str]]:
    """What was typed, question by question; what belongs to no question of the form under its readable name."""
    form = _known.get(str(post.get(typed.FORM, "")))
    fields = typed.fields_in(post)
    if form is None:
        return typed.shown(fields)
    answers, rest = [], dict(fields)
    for name, field in form.base_fields.items():
        parts = [key for key in fields if key == name or key.startswith(f"{name}-")]
        rest = {key: value for key, value in rest.items() if key not in parts}
        data = typed.query_dict({key: fields[key] for key in parts})
        words = field.said(field.widget.value_from_datadict(data, {}, name)) if parts else ""  # type: ignore[attr-defined]
        answers.append((str(field.label or typed.readable(name)), words))
    return [(label, words) for label, words in answers if words] + typed.shown(rest)
