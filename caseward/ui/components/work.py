"""My work: obligations in groups.

A row is drawn here and not in the template: twenty-five of them took a third of the time of the page.
"""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from caseward.ui.components.due import Urgency


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One obligation: when, what, about whom, under which rule, and the one button that ends it."""

    due: str
    urgency: Urgency
    what: str
    url: str
    reference: str
    about: str
    rule: str
    action: str = ""
    action_url: str = ""
    on: str = ""

    @property
    def drawn(self) -> SafeString:
        """The row as it stands in its list."""
        return format_html(
            ROW,
            urgency=self.urgency,
            due=self.due,
            on=format_html(ON, self.on) if self.on else "",
            url=self.url,
            what=self.what,
            reference=self.reference,
            about=self.about,
            rule=self.rule,
            button=self._button if self.action else "",
        )

    @property
    def _button(self) -> SafeString:
        return format_html(BUTTON, self.action_url or self.url, self.action, self.what, self.reference)


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Obligations that fall due together."""

    title: str
    rows: tuple[WorkRow, ...]
    colour: str = ""


ON = ' <span class="cw-quiet cw-small">{}</span>'
BUTTON = (
    '<a class="govuk-button govuk-button--secondary cw-button-small" role="button" draggable="false" href="{}">{}'
    '<span class="govuk-visually-hidden"> {}, {}</span></a>'
)
ROW = (
    '<li class="cw-work__row"><div class="cw-work__due"><span class="cw-tag cw-tag--{urgency}">{due}</span>{on}</div>'
    '<div class="cw-work__what">'
    '<a class="govuk-link govuk-link--no-underline" href="{url}" data-open>{what}</a></div>'
    '<div class="cw-work__about"><span class="cw-reference">{reference}</span> <span>{about}</span></div>'
    '<div class="cw-work__rule">{rule}</div><div class="cw-work__do">{button}</div></li>'
)
