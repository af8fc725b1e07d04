"""Timelines in short: events as lines, the usual road of a referral up to an owned case."""


def event(at: str, what: str, *lines: str) -> str:
    return "\n".join(["[[event]]", f"at = {at}", f'what = "{what}"', *lines]) + "\n"


AXEL = """
[people.axel]
name = "Axel Hartwright"
born = 2006-03-14
address = "17 Fennel Row, Northport, NP4 7QX"
"""

TAKEN = AXEL + event("2019-10-07T14:30", "refer") + event("2019-10-07T15:00", "screen")
SETTLED = TAKEN + event("2019-10-07T15:10", "acknowledge") + event("2019-10-07T15:20", "find")
OWNED = (
    SETTLED
    + event("2019-10-08", "deconflict")
    + event("2019-10-10", "decide", 'words = "He has named a teacher."')
    + event("2019-10-10T15:00", "accept")
)
AT_PANEL = (
    OWNED
    + event("2019-10-15", "assess")
    + event("2019-10-17", "advance", 'to = "section-36"', 'finds = ["partners_asked"]')
    + event("2019-10-18", "advance", 'to = "panel"', 'finds = ["section_36_met"]')
)
SUPPORTED = (
    AT_PANEL
    + event("2019-11-08", "panel", "adopted = true")
    + event("2019-11-09", "advance", 'to = "consent"')
    + event("2019-11-12", "consent", "own_view = true")
    + event("2019-11-12T10:00", "plan")
    + event("2019-11-13", "advance", 'to = "support"')
)
