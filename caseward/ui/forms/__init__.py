"""Forms in GOV.UK markup: what a view imports."""

from caseward.kernel.dates import PartialDate
from caseward.ui.forms.dates import Day, Moment, PartialDay
from caseward.ui.forms.fields import (
    Choice,
    Concealed,
    Email,
    LongText,
    Many,
    Number,
    Option,
    Phone,
    Pick,
    Text,
    Tick,
    Upload,
)
from caseward.ui.forms.form import Form
from caseward.ui.forms.reading import Reading


__all__ = [
    "Choice",
    "Concealed",
    "Day",
    "Email",
    "Form",
    "LongText",
    "Many",
    "Moment",
    "Number",
    "Option",
    "PartialDate",
    "PartialDay",
    "Phone",
    "Pick",
    "Reading",
    "Text",
    "Tick",
    "Upload",
]
