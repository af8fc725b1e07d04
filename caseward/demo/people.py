"""Invented people and what is said of them: the same seed makes the same region."""

import random
from collections.abc import Iterator, Mapping


FORENAMES = (
    "Callum", "Aisling", "Rohan", "Ffion", "Kwame", "Tomasz", "Leila", "Siân", "Dmitri", "Chiamaka", "Ines", "Noah",
    "Zahra", "Owain", "Mateusz", "Priscilla", "Idris", "Elspeth", "Bilal", "Maeve", "Kofi", "Ruaridh", "Anwen", "Hana",
    "Jude", "Safiya", "Lorcan", "Nia", "Viktor", "Adaeze",
)  # fmt: skip
SURNAMES = (
    "Hartwright", "Brannigan", "Okonkwo-Reyes", "Llewelyn", "Asante", "Zielinska", "O'Dowd", "Featherstonehaugh",
    "Marchetti", "Pemberley", "Castellane", "Quillfeather", "Ashgrove", "Tolland", "Wetherby", "Duskin", "Fenwicke",
    "Ravenscar", "Holloway-Sato", "Thistlewood", "Kestrel", "Mossbank", "Varga", "Northcote", "Sandringe", "Umbridge",
    "Yarrow", "Cinderford", "Blackmere", "Oyelaran",
)  # fmt: skip
STREETS = (
    "Fennel Row",
    "Quay Street",
    "Lantern Hill",
    "Old Brewery Lane",
    "Saltmarsh Road",
    "Chapel Terrace",
)
TOWNS = (("Northport", "NP"), ("Eastmere", "EM"), ("Southbay", "SB"), ("Westmoor Cross", "WM"))
CONCERNS = (
    "Has told two classmates that a named teacher deserves what is coming, and has drawn maps of the sixth-form block.",
    "Shares leaflets of a proscribed group with younger children at the youth club and speaks of travelling in spring.",
    "Spends most nights in a closed chat that praises attacks on crowds; showed a colleague a list of places.",
    "Says that nobody would notice if a building burned down, and asked a neighbour about fertiliser.",
    "Has begun to correct staff on what women may wear and refuses to sit beside a new pupil.",
    "Wrote an essay that admires a school attacker; says it was a joke, and repeated it the next day.",
)
NEEDS = (
    "Parents separated in May; has moved schools twice.",
    "Lost work in the spring and sleeps badly.",
    "Was bullied in Year 9. Waits for an assessment.",
    "Cares for a parent who is ill.",
    "",
)
REFERRERS = (
    ("Dana", "Okafor", "Designated safeguarding lead, Northport Academy", "EDUCATION"),
    ("Tom", "Adeyemi", "Youth worker, St Brigid's", "COMMUNITY"),
    ("Mel", "Lane", "Community nurse, Eastmere Surgery", "HEALTH"),
    ("Rosa", "Whitlock", "Housing officer, Southbay Council", "LOCAL_AUTHORITY"),
)

Answers = Mapping[str, str]


def people(count: int, *, seed: int = 7) -> Iterator[Answers]:
    """So many referral forms of invented people; every seventh is of somebody already referred, misspelt."""
    chance = random.Random(seed)  # noqa: S311  invented people need no secrets
    made: list[dict[str, str]] = []
    for place in range(count):
        again = place % 7 == 6 and made
        form = _misspelt(made[place // 2 % len(made)], chance) if again else _form(place, chance)
        made.append(form)
        yield form


def _form(place: int, chance: random.Random) -> dict[str, str]:
    town, area = chance.choice(TOWNS)
    forename = FORENAMES[place % len(FORENAMES)]
    surname = SURNAMES[(place * 7 + place // len(FORENAMES)) % len(SURNAMES)]
    first, last, role, sector = chance.choice(REFERRERS)
    street = f"{chance.randint(1, 90)} {chance.choice(STREETS)}"
    born = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(1985, 2013)}"
    return {
        "individual.forenames": forename,
        "individual.surname": surname,
        "individual.date_of_birth": born,
        "individual.addresses": f"{street}, {town}, {area}{chance.randint(1, 9)} {chance.randint(1, 9)}AB (current)",
        "individual.phones": f"07700 900{chance.randint(0, 999):03}",
        "concerns.concern_narrative": chance.choice(CONCERNS),
        "complex_needs.complex_needs_narrative": chance.choice(NEEDS),
        "referrer.forenames": first,
        "referrer.surname": last,
        "referrer.role_and_organisation": role,
        "referrer.sector": sector,
        "safeguarding.individual_informed_of_referral": chance.choice(["No", "Yes"]),
    }


def _misspelt(known: dict[str, str], chance: random.Random) -> dict[str, str]:
    """The same person as somebody else heard the name: a letter dropped or doubled."""
    surname = known["individual.surname"]
    at = chance.randint(1, len(surname) - 2)
    changed = (
        surname[:at] + surname[at + 1 :]
        if chance.random() < 0.5
        else surname[:at] + surname[at] + surname[at:]
    )
    return {**known, "individual.surname": changed, "concerns.concern_narrative": chance.choice(CONCERNS)}
