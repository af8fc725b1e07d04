"""Rows of the lists of cases, drawn here: a template took longer over twenty-five of them than the database."""

from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caseward.cases.queries import CaseRow
from caseward.ui.addresses import of_record
from caseward.ui.templatetags.ui import day, tag


CELLS = tuple[str, ...]


def case_rows(rows: Iterable[CaseRow], *, is_closed: bool) -> SafeString:
    """The rows of a table that becomes cards on a phone, each figure after the head that a card shows beside it."""
    labels = _closed_labels() if is_closed else _open_labels()
    cells = _closed if is_closed else _open
    reference = _("Reference")
    return format_html_join("", ROW, (_row(row, reference, labels, cells(row)) for row in rows))


def _row(row: CaseRow, reference: str, labels: CELLS, cells: CELLS) -> Iterator[str]:
    one = row.heading
    yield from (of_record("cases:file", one.id), one.name, one.reference, reference, one.reference)
    for label, cell in zip(labels, cells, strict=True):
        yield from (label, cell)


def _open_labels() -> CELLS:
    return _("Stage"), _("Owner"), _("Opened"), _("Next due")


def _open(row: CaseRow) -> CELLS:
    one = row.heading
    owner = format_html("{} {}", one.owner, tag(_("offered on"), "soon")) if row.is_offered else one.owner
    return one.stage, owner, format_html(WHOLE, day(one.opened_at)), _due(row)


def _due(row: CaseRow) -> SafeString:
    if row.next_due is None:
        return format_html(QUIET, _("nothing"))
    return format_html("{} {}", tag(row.next_due.stands, row.next_due.urgency), row.next_due.title)


def _closed_labels() -> CELLS:
    return _("Ended as"), _("Owner"), _("Closed"), _("Looked at again")


def _closed(row: CaseRow) -> CELLS:
    one = row.heading
    return one.outcome, one.owner, day(one.closed_at), day(one.review_on)


WHOLE, QUIET = '<span class="cw-nowrap">{}</span>', '<span class="cw-quiet">{}</span>'
ROW = (
    '<tr><th scope="row"><a class="govuk-link" href="{}" data-open>{}'
    '<span class="govuk-visually-hidden">, {}</span></a></th>'
    '<td data-label="{}"><span class="cw-reference">{}</span></td>'
    '<td data-label="{}">{}</td><td data-label="{}">{}</td><td data-label="{}">{}</td><td data-label="{}">{}</td></tr>'
)
