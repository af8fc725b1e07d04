"""Four forces, their units, and the people who work in them."""

from dataclasses import dataclass

from caseward.organisations.vocabulary import UnitKind


FORCES = ("Northshire", "Eastmark", "Southdale", "Westmoor")

# Each unit, its kind and its force; those without a force belong to the region.
UNITS: dict[str, tuple[UnitKind, str]] = {
    **{f"{force} Prevent": (UnitKind.PREVENT, force) for force in FORCES},
    "Northshire Control": (UnitKind.INTAKE, "Northshire"),
    "Northshire Nominal": (UnitKind.NOMINAL, "Northshire"),
    "Regional Protected Persons": (UnitKind.PROTECTED, ""),
    "Custodians": (UnitKind.CUSTODIAN, ""),
    "Regional Cyber": (UnitKind.CYBER, ""),
    "Region Oversight": (UnitKind.OVERSIGHT, ""),
    "Records": (UnitKind.RECORDS, ""),
    "Administration": (UnitKind.ADMINISTRATION, ""),
}

# Whom an officer of another unit is told to ask, where a unit has said so.
CONTACTS = {"Eastmark Prevent": "the duty desk of Eastmark Prevent, 01632 960 142"}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who can sign in: name, unit and role (both empty without a posting), what they show, and rank."""

    full_name: str
    unit: str = ""
    role: str = ""
    shows: str = ""
    rank: str = ""


CAST: dict[str, Member] = {
    "noor": Member(
        "Noor Rahimi", "Northshire Prevent", "intake-officer", "takes referrals in", rank="staff-practitioner"
    ),
    "priya": Member(
        "Priya Sharma", "Northshire Prevent", "case-officer", "owns and works cases", rank="constable"
    ),
    "omar": Member(
        "Omar Farouk", "Northshire Prevent", "case-officer", "works beside Priya", rank="constable"
    ),
    "beth": Member(
        "Beth Lindqvist", "Northshire Prevent", "supervisor", "decides, allocates, approves", rank="sergeant"
    ),
    "grace": Member(
        "Grace Adeyemi", "Northshire Prevent", "supervisor", "the second person", rank="inspector"
    ),
    "rhys": Member(
        "Rhys Morgan",
        "Northshire Nominal",
        "nominal-officer",
        "another unit: learns nothing",
        rank="constable",
    ),
    "kit": Member(
        "Kit Ashdown",
        "Regional Protected Persons",
        "protected-practitioner",
        "sealed cases only",
        rank="constable",
    ),
    "cleo": Member("Cleo Marchetti", "Custodians", "custodian", "one of two keys", rank="inspector"),
    "ada": Member("Ada Whitcombe", "Custodians", "custodian", "the other key", rank="inspector"),
    "jo": Member(
        "Jo Tennant", "Regional Cyber", "cyber-officer", "the region's cyber work", rank="constable"
    ),
    "dee": Member(
        "Dee Harrow",
        "Northshire Control",
        "duty-officer",
        "asks whom to call about a person",
        rank="staff-practitioner",
    ),
    "ines": Member(
        "Ines Carvalho",
        "Region Oversight",
        "inspector",
        "reads the ledger, never a case",
        rank="staff-manager",
    ),
    "rafe": Member(
        "Rafe Holloway", "Records", "records-manager", "review and retention", rank="staff-manager"
    ),
    "sam": Member(
        "Sam Underwood",
        "Administration",
        "administrator",
        "accounts and postings, never a case",
        rank="staff-team-leader",
    ),
    "dana": Member("Dana Okafor", shows="a partner: what was shared with her"),
    "marcus": Member("Marcus Bell", shows="chairs a panel: his packs"),
    "stan": Member("Stan Pruett", shows="has no business here"),
}

# The other forces' units are staffed alike, so that each has somebody to take, own and decide.
OTHERS: dict[str, Member] = {
    "ewan": Member("Ewan Blythe", "Eastmark Prevent", "case-officer", rank="constable"),
    "elin": Member("Elin Vaughan", "Eastmark Prevent", "supervisor", rank="sergeant"),
    "tess": Member("Tess Hollins", "Southdale Prevent", "case-officer", rank="constable"),
    "uma": Member("Uma Castell", "Southdale Prevent", "supervisor", rank="sergeant"),
    "wren": Member("Wren Pascoe", "Westmoor Prevent", "case-officer", rank="constable"),
    "yusuf": Member("Yusuf Lange", "Westmoor Prevent", "supervisor", rank="sergeant"),
    "mona": Member("Mona Reyes", "Northshire Nominal", "supervisor", rank="inspector"),
    "gwen": Member("Gwen Talbot", "Regional Protected Persons", "supervisor", rank="superintendent"),
    "imre": Member("Imre Castle", "Northshire Nominal", "superintendent", rank="superintendent"),
    "ravi": Member("Ravi Penhale", "Regional Cyber", "supervisor", rank="inspector"),
}

# Who takes in, who owns, who decides and who seconds, by unit.
PLAYERS: dict[str, tuple[str, str, str, str]] = {
    "Northshire Prevent": ("noor", "priya", "beth", "grace"),
    "Eastmark Prevent": ("ewan", "ewan", "elin", "elin"),
    "Southdale Prevent": ("tess", "tess", "uma", "uma"),
    "Westmoor Prevent": ("wren", "wren", "yusuf", "yusuf"),
}
