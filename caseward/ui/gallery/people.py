"""Invented matches and an invented referral form for the gallery."""

from datetime import date

from caseward.ui import components as c
from caseward.ui.forms.reading import Reading, State


MATCHES = (
    c.Match(
        "Callum Hartwright",
        "Very likely the same person",
        22.6,
        (
            c.Evidence(
                "Surname", "Hartright", "Hartwright", "strong: one letter apart, sounds the same", 7.1
            ),
            c.Evidence("Forenames", "Callum James", "Callum", "first forename the same", 4.2),
            c.Evidence("Date of birth", "14 March 2009", "14 March 2009", "the same", 9.8),
            c.Evidence("Street", "Fennel Road", "Fennel Row", "close", 2.0),
            c.Evidence("Telephone", "", "0114 496 0123", "not given here", 0.0),
            c.Evidence("School", "Fennel Road Academy", "Northport High", "different", -0.5),
        ),
        ("14 March 2009 (17)", "Northport", "2 earlier referrals (2024, 2025)"),
        "#candidate",
        "candidate-1",
    ),
    c.Match(
        "Calum Hartley",
        "Unlikely the same person",
        -7.4,
        (
            c.Evidence("Surname", "Hartright", "Hartley", "weak", 0.8),
            c.Evidence("Forenames", "Callum James", "Calum", "spelt otherwise, sounds the same", 3.1),
            c.Evidence("Date of birth", "14 March 2009", "2 August 1991", "cannot be the same", -11.3),
        ),
        ("2 August 1991 (35)", "Eastmark"),
        "",
        "candidate-2",
    ),
)
HISTORY = (
    c.HistoryMark(date(2024, 5, 14), "Referral", "advice only", "#r1"),
    c.HistoryMark(date(2025, 2, 3), "Referral", "no further action", "#r2"),
    c.HistoryMark(None, "Call from school", "not written up"),
    c.HistoryMark(date(2026, 11, 5), "This referral", "Dana Okafor", is_now=True),
)
TEXT = (
    "REFERRAL TO PREVENT\n\n"
    "Name: Callum James HARTRIGHT\n"
    "DOB: 14/03/09        Lives with mum, 22 Fennel Rd, Northport\n\n"
    "What has happened?\n"
    'On Tuesday a drawing was found in his locker. He told his form tutor that "they will all see". '
    "He has stopped eating with his friends since about half term and spends lunch in the library "
    "on his own phone.\n\n"
    "Immigration status: see overleaf\n"
    "Referred by: Dana Okafor, safeguarding lead\n"
)


def _span(words: str, passage: str) -> tuple[int, int, str]:
    start = TEXT.index(words)
    return start, start + len(words), passage


GIVEN = c.Given.cut(
    TEXT,
    [
        _span("Callum James HARTRIGHT", "passage-name"),
        _span("14/03/09", "passage-born"),
        _span("see overleaf", "passage-status"),
        _span("Dana Okafor, safeguarding lead", "passage-referrer"),
    ],
    title="As given",
    source="Word form, received 5 November 2026 from Dana Okafor",
)
READ = (
    c.ReadRow("Forenames", "Callum James", Reading(State.READ, "passage-name")),
    c.ReadRow("Surname", "Hartright", Reading(State.READ, "passage-name")),
    c.ReadRow("Date of birth", "14 March 2009 (17)", Reading(State.CORRECTED, "passage-born")),
    c.ReadRow("Nationality", "", Reading(State.NOT_GIVEN)),
    c.ReadRow("Immigration status", "", Reading(State.NOT_READ, "passage-status")),
    c.ReadRow("Referrer", "Dana Okafor", Reading(State.READ, "passage-referrer")),
)
VERDICTS = (("same", "Same person"), ("not", "Not the same"), ("cannot-tell", "Cannot tell"))
