"""Invented people and events for the gallery."""

from datetime import date

from caseward.foundation.paging import END, Page, Place
from caseward.ui import components as c


TODAY = date(2026, 11, 21)

STAGES = (
    c.Stage("Gateway", "done", "5 to 6 November"),
    c.Stage("Section 36", "now", "since 6 November"),
    c.Stage("Panel"),
    c.Stage("Support"),
    c.Stage("Review"),
    c.Stage("Closed"),
)
LATE = c.Due(
    "Decide: section 36",
    "2 working days late",
    c.Urgency.LATE,
    date(2026, 11, 19),
    "section 36 within 15 working days of the gateway",
    "#rule",
)
DUES = (
    LATE,
    c.Due("Accept this case", "today by 17:00", c.Urgency.TODAY, TODAY, "acceptance within 1 working day"),
    c.Due(
        "Reply of the school",
        "in 2 working days",
        c.Urgency.SOON,
        date(2026, 11, 24),
        "partner reply within 5 working days",
    ),
    c.Due("Monthly contact", "in 16 days", c.Urgency.LATER, date(2026, 12, 7), "28 days of silence"),
    c.Due(
        "Acknowledge the referral",
        "done in time",
        c.Urgency.DONE,
        date(2026, 11, 6),
        "acknowledgement within 1 working day",
    ),
)
HEAD = c.CaseHead(
    title="Callum H.",
    reference="C·7K3Q-9F4M",
    pathway="Prevent · version 2026-11",
    stages=STAGES,
    owner="Priya Shah",
    owner_note="(accepted 6 November)",
    due=LATE,
    basis="posted to Northshire Prevent",
)
SIDE = (
    c.SideItem("Overview", "#overview"),
    c.SideItem("Chronology", "#chronology", is_here=True, count=14),
    c.SideItem("Assessments", "#assessments", count=1),
    c.SideItem("Plan", "#plan"),
    c.SideItem("Decisions", "#decisions", count=2),
    c.SideItem("Files", "#files", count=5),
    c.SideItem("Who may know", "#who"),
)
ENTRIES = (
    c.Entry(
        "18 November 2026",
        "Home visit",
        "Callum’s mother let us in. He came down after ten minutes and spoke for half an hour, mostly "
        "about football. He showed the books on his desk without being asked.",
        c.Nature.FACT,
        source="seen by Priya Shah",
        recorded="written up the same day",
        added="14:30 to 15:10",
        url="#entry-1",
        id="entry-1",
    ),
    c.Entry(
        "16 November 2026",
        "Note",
        "He seems lonelier than angry. The interest in the channel looks like a way to have somebody to talk to.",
        c.Nature.OPINION,
        source="Priya Shah, from three meetings",
        recorded="kept apart from what was seen",
        url="#entry-2",
        id="entry-2",
    ),
    c.Entry(
        "3 or 5 November 2026",
        "Incident at school",
        "A drawing was found in his locker and handed to the form tutor.",
        c.Nature.FACT,
        source="Fennel Road Academy",
        grade="B2",
        recorded="from the referral form",
        url="#entry-3",
        id="entry-3",
        datings=(
            c.Dating("3 November 2026", "incident log of the school"),
            c.Dating("5 November 2026", "referral form, Dana Okafor"),
        ),
    ),
    c.Entry(
        "6 November 2026",
        "Gateway decision",
        "Adopted onto the Prevent pathway. Rejected: advice only, because the school has nobody to follow it up.",
        c.Nature.DECISION,
        source="Beth Carver, Detective Sergeant",
        url="#entry-4",
        id="entry-4",
    ),
)
WORK = (
    c.WorkGroup(
        "Late",
        (
            c.WorkRow(
                "2 working days late",
                c.Urgency.LATE,
                "Decide: section 36",
                "#w1",
                "C·7K3Q-9F4M",
                "Callum H.",
                "gateway to section 36: 15 working days",
                "Decide",
            ),
            c.WorkRow(
                "1 day late",
                c.Urgency.LATE,
                "First contact",
                "#w2",
                "C·M2XA-77BD",
                "Aisling B.",
                "28 days of silence",
                "Record",
            ),
        ),
        "late",
    ),
    c.WorkGroup(
        "Today",
        (
            c.WorkRow(
                "by 17:00",
                c.Urgency.TODAY,
                "Accept this case",
                "#w3",
                "C·9PWD-3TC8",
                "P. Z.-S.",
                "offered by Beth Carver at 10:12",
                "Look",
            ),
            c.WorkRow(
                "today",
                c.Urgency.TODAY,
                "Write up the home visit",
                "#w4",
                "C·7K3Q-9F4M",
                "Callum H.",
                "write-up within 3 days",
                "Write",
            ),
        ),
        "soon",
    ),
    c.WorkGroup(
        "Monday 23 November",
        (
            c.WorkRow(
                "2 working days",
                c.Urgency.SOON,
                "Reply of the school",
                "#w5",
                "C·7K3Q-9F4M",
                "school report",
                "asked on 16 November; no answer",
                "Chase",
            ),
            c.WorkRow(
                "2 working days",
                c.Urgency.SOON,
                "Review the plan",
                "#w6",
                "C·TT40-K2ZN",
                "Wendeline Featherstonehaugh-Oyelaran",
                "plan review every 28 days",
                "Review",
            ),
        ),
    ),
)
TILES = (
    c.Tile("Late", 2, "#late", "late", is_here=True),
    c.Tile("Today", 3, "#today", "soon"),
    c.Tile("This week", 6, "#week"),
    c.Tile("Waiting for others", 4, "#waiting"),
    c.Tile("Offered to me", 1, "#offered"),
)
CASES = (
    ("C·7K3Q-9F4M", "Callum H.", "Section 36", "Priya Shah", 15, c.Urgency.LATE, "2 working days late"),
    ("C·M2XA-77BD", "Aisling B.", "Gateway", "Priya Shah", 3, c.Urgency.TODAY, "today"),
    ("C·9PWD-3TC8", "P. Z.-S.", "Panel", "offered to Priya Shah", 41, c.Urgency.SOON, "in 2 working days"),
    ("C·TT40-K2ZN", "Wendeline F.-O.", "Support", "Omar Aziz", 122, c.Urgency.LATER, "in 16 days"),
)
PAGE = Page(rows=CASES, previous=END, next=Place("2"))
ROWS = (
    c.Row("Name", "Callum James Hartright", (c.RowAction("Change", "#change"),)),
    c.Row("Also known as", ""),
    c.Row("Date of birth", "14 March 2009 (17)", (c.RowAction("Change", "#change-born"),)),
    c.Row("Address", "22 Fennel Road\nNorthport", (c.RowAction("Change", "#change-address"),)),
)
TASKS = (
    c.Task("Check what was read", "Done", "#check", colour="well"),
    c.Task("Who is it?", "Now", "#who", "3 records could be this person", "info"),
    c.Task("Deconflict", "Not begun", "#deconflict"),
    c.Task("Decide", "Cannot begin yet", hint="When the person is known and deconfliction is done"),
)
BARS = c.BarChart(
    "Caseload by officer",
    (
        c.Bar("Priya Shah", 11, "#priya"),
        c.Bar("Omar Aziz", 14, "#omar"),
        c.Bar("Tom Reilly", 6, "#tom"),
        c.Bar("Nobody yet", 2, "#nobody", "late"),
    ),
    "open cases on 21 November 2026",
    "cases",
    "chart-load",
)
TREND = c.TrendChart(
    "Referrals a month",
    tuple(
        c.Point(label, figure)
        for label, figure in (("Jun", 8), ("Jul", 11), ("Aug", 5), ("Sep", None), ("Oct", 13), ("Nov", 17))
    ),
    "September was not counted",
    "referrals",
    "chart-trend",
)
REFUSAL = c.Refusal(
    what="Move this case to Panel",
    because="Two gates of Section 36 are not met: the school has not replied, and nobody has looked for "
    "a conflict in the last 30 days.",
    remedy="Record the reply or say why you go on without it, and deconflict again.",
    helper="Beth Carver can allow an exception with a reason.",
    code="prevent/2026-11 · section-36 · partner-replies, deconflicted",
)
CRUMBS = (c.Crumb("Cases", "#cases"), c.Crumb("Callum H.", "#case"), c.Crumb("Chronology"))
