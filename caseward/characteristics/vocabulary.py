"""The nine protected characteristics (Equality Act 2010 s.4) and the two answers that are none."""

NOT_ASKED = "not-asked"
NOT_SAID = "prefers-not-to-say"

NINE = (
    "age", "disability", "gender_reassignment", "marriage", "pregnancy", "race", "religion", "sex", "orientation",
)  # fmt: skip

FEWEST = 5  # a count below it could be a person
