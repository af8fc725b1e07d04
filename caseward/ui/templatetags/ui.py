"""`{% load ui %}`: the components and the ways of writing dates and figures."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import template
from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseward.foundation.paging import END, START
from caseward.kernel.dates import PartialDate
from caseward.kernel.markings import Marking
from caseward.ui import addresses, frame, pages
from caseward.ui import govuk as govuk_components


register = template.Library()
LONDON = ZoneInfo("Europe/London")

Context = dict[str, Any]


@register.filter
def day(value: date | PartialDate | None) -> str:
    """A date as it is said: "14 March 2026", "March 2009"; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return value.words
    local = value.astimezone(LONDON) if isinstance(value, datetime) else value
    return f"{local.day} {MONTHS[local.month]} {local.year}"


@register.filter
def moment(value: datetime | None) -> str:
    """An instant in London: "14 March 2026, 10:42"."""
    return "" if value is None else dateformat.format(value.astimezone(LONDON), "j F Y, H:i")


@register.filter
def clock(value: datetime) -> str:
    """The time in London: "10:42"."""
    return f"{value.astimezone(LONDON):%H:%M}"


@register.filter
def nearby(value: date, today: date) -> str:
    """How far away a day is; it stands beside the date, never instead of it."""
    away = (value - today).days
    if abs(away) <= 1:
        return [_("yesterday"), _("today"), _("tomorrow")][away + 1]
    if away > 0:
        return ngettext("in %s day", "in %s days", away) % away
    return ngettext("%s day ago", "%s days ago", -away) % -away


@register.filter
def unlocalised(value: float) -> str:
    """A number for SVG, with a point in every language."""
    return f"{value:g}"


@register.filter
def figure(value: float) -> str:
    """A number without idle noughts."""
    return f"{value:g}"


register.simple_tag(frame.once)
register.simple_tag(frame.bar)


@register.simple_tag
def govuk(name: str, **params: Any) -> str:  # noqa: ANN401
    """A GOV.UK component: {% govuk "inset-text" text=… %}."""
    return govuk_components.component(name, **params)


@register.simple_tag
def record_url(place: str, record_id: UUID) -> str:
    """As `url` with the id of a record, for the rows of lists."""
    return addresses.of_record(place, record_id)


@register.simple_tag
def tag(text: str, colour: str = "still") -> str:
    """A word in a coloured capsule: late, soon, well, info or still; no template, for it stands in every row."""
    return format_html('<span class="cw-tag cw-tag--{}">{}</span>', colour, text)


@register.inclusion_tag("ui/components/marking.html")
def marking(value: Marking | str, handling: str = "") -> Context:
    """The protective marking of what the page shows."""
    line = value.line if isinstance(value, Marking) else str(value)
    level, _dash, rest = line.partition(" – ")
    return {"level": level, "rest": rest, "handling": handling}


@register.inclusion_tag("ui/components/back_link.html")
def back_link(url: str, text: str = "") -> Context:
    """One step back."""
    return {"url": url, "text": text or _("Back")}


@register.simple_tag
def reference(text: str, copyable: bool = True) -> str:  # noqa: FBT001, FBT002  templates give it by place
    """A reference in fixed width, with a button to copy it; without one it stands in every row of a list."""
    if copyable:
        return render_to_string("ui/components/reference.html", {"text": text})
    return format_html('<span class="cw-reference">{}</span>', text)


@register.inclusion_tag("ui/components/side_nav.html")
def side_nav(items: Any, label: str = "") -> Context:  # noqa: ANN401
    """The rooms of a case."""
    return {"items": items, "label": label or _("This case")}


@register.inclusion_tag("ui/components/reading.html")
def reading(reading: Any, about: str = "", base_id: str = "") -> Context:  # noqa: ANN401
    """How a field was read, with a way to its passage."""
    return {"reading": reading, "about": about, "id": f"{base_id}-reading" if base_id else ""}


@register.inclusion_tag("ui/components/summary_list.html")
def summary_list(rows: Any) -> Context:  # noqa: ANN401
    """Keys and values."""
    return {"rows": rows}


@register.inclusion_tag("ui/components/summary_list.html")
def summary_card(title: str, rows: Any, actions: Any = (), heading: str = "h2") -> Context:  # noqa: ANN401
    """Keys and values in a card with a title."""
    return {"title": title, "rows": rows, "actions": actions, "heading": heading}


@register.inclusion_tag("ui/components/task_list.html")
def task_list(tasks: Any, base_id: str = "task") -> Context:  # noqa: ANN401
    """Tasks and their states."""
    return {"tasks": tasks, "id": base_id}


@register.inclusion_tag("ui/components/tiles.html")
def tiles(items: Any, label: str = "") -> Context:  # noqa: ANN401
    """Figures that open the lists they count."""
    return {"tiles": items, "label": label or _("At a glance")}


@register.inclusion_tag("ui/components/empty.html")
def empty(what: str, how: str = "", url: str = "", action: str = "") -> Context:
    """An empty list: what would stand here and how it comes to."""
    return {"what": what, "how": how, "url": url, "action": action}


@register.inclusion_tag("ui/components/list_says.html")
def list_says(what: str, order: str = "", leaves_out: str = "") -> Context:
    """What a list shows, in which order, and what it leaves out."""
    return {
        "what": what,
        "order": order,
        "leaves_out": leaves_out or _("It holds only records you may know of."),
    }


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: Context, page: Any) -> Context:  # noqa: ANN401
    """What is shown, and the way to more; other filters of the address stay."""
    places = {"first": START, "previous": page.previous, "next": page.next, "last": END}
    addresses = {
        f"{name}_url": pages.address_of(context["request"], place) for name, place in places.items() if place
    }
    return {"page": page, "said": pages.said_of(page), **addresses}


@register.inclusion_tag("ui/components/filters.html", takes_context=True)
def filters(context: Context, form: Any, chosen: Any = ()) -> Context:  # noqa: ANN401, ARG001
    """The filters of a list, as a form that works by address."""
    return {"form": form, "chosen": chosen}


@register.inclusion_tag("ui/components/match.html", takes_context=True)
def match(context: Any, candidate: Any, body_template: str = "") -> Context:  # noqa: ANN401
    """A candidate with its evidence; a template of yours can stand at its foot."""
    return {**context.flatten(), "match": candidate, "body_template": body_template}


@register.inclusion_tag("ui/components/waterfall.html")
def waterfall(waterfall: Any, about: str = "") -> Context:  # noqa: ANN401
    """How a weight adds up, as a picture and as a table."""
    return {"waterfall": waterfall, "about": about}


@register.inclusion_tag("ui/components/bar_chart.html")
def bar_chart(chart: Any) -> Context:  # noqa: ANN401
    """Lying bars, and their table."""
    return {"chart": chart, "linked": any(bar.url for bar in chart.bars)}


@register.inclusion_tag("ui/forms/page.html")
def form_page(form: Any, submit: str, cancel: str = "", action: str = "", warning: bool = False) -> Context:  # noqa: ANN401, FBT001, FBT002
    """A whole form: errors, draft, questions, button."""
    return {"form": form, "submit": submit, "cancel": cancel, "action": action, "warning": warning}


@register.inclusion_tag("ui/components/kept_text.html", takes_context=True)
def kept_text(context: Context) -> Context:
    """Stands inside the sign-in form: the text that outlived its session, sealed, or to be copied."""
    request = context.get("request")
    return {"sealed": getattr(request, "kept_text", ""), "typed": getattr(request, "typed_text", ())}


def _plain_tag(name: str, argument: str, doc: str) -> None:
    """Register a tag that hands its one argument to its template."""

    def draw(value: Any) -> Context:  # noqa: ANN401
        return {argument: value}

    draw.__doc__ = doc
    register.inclusion_tag(f"ui/components/{name}.html", name=name)(draw)


_plain_tag("case_head", "head", "What stands above every page of a case.")
_plain_tag("stage_bar", "stages", "The stages of the pathway.")
_plain_tag("due", "due", "One due line with its rule.")
_plain_tag("crumbs", "crumbs", "The way back.")
_plain_tag("timeline", "entries", "The chronology.")
_plain_tag("history_strip", "marks", "Earlier contact with the same person.")
_plain_tag("as_given", "given", "A text as given, with its passages.")
_plain_tag("read_list", "rows", "Fields as read, outside a form.")
_plain_tag("work_list", "groups", "Obligations in groups.")
_plain_tag("refusal", "refusal", "What, why, what would satisfy it, who can help.")
_plain_tag("trend_chart", "chart", "A line over time, and its table.")
_plain_tag("form_errors", "form", "The error summary of a form.")
_plain_tag("form_hidden", "form", "What travels with a form and is not asked.")
_plain_tag("draft_status", "form", "When the draft of a form was saved.")
