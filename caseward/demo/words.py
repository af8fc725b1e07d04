"""What the officers of the region write; everything in it is invented."""

from caseward.chronology.vocabulary import (
    Channel,
    Contact,
    ContactOutcome,
    Entered,
    Kind,
    Nature,
    Risk,
    Source,
)
from caseward.decisions.vocabulary import Decided, Option
from caseward.kernel.dates import PartialDate


NOTES = (
    "Seems lonelier than angry. The chat looks like somewhere to be heard.",
    "Gives short answers when others are in the room, long ones when they have left.",
    "Grandmother is the person most listened to; worth asking her before the school.",
)
SPOKEN = (
    "Spoke for half an hour, mostly about football; showed the books on the desk without being asked.",
    "Would not talk about the videos. Agreed to a second visit, with the youth worker there.",
    "Says the drawing was a joke and is sorry that the teacher saw it. Sleeps four hours a night.",
)
QUESTIONS = (
    "Who else is in the chat, and who runs it?",
    "Where does the money for the travel come from?",
    "Did anybody else hear the words, and on which day?",
)


def note(turn: int) -> Entered:
    """An officer's opinion."""
    return Entered(kind=Kind.NOTE, text=NOTES[turn % len(NOTES)], nature=Nature.OPINION)


def visit(turn: int, *, on: PartialDate) -> Entered:
    """A contact with the person, on a day."""
    return Entered(
        kind=Kind.CONTACT,
        text=SPOKEN[turn % len(SPOKEN)],
        occurred=on,
        source=Source.SUBJECT,
        source_name="the person, at home",
        contact=Contact(
            agency="police",
            channel=Channel.IN_PERSON,
            outcome=ContactOutcome.SPOKEN_TO,
            risk=Risk.UNKNOWN,
            doing="Asked the school and the youth service for what they know, by Friday.",
        ),
    )


def decided(question: str, outcome: str, words: str) -> Decided:
    """A decision with every element answered and two options weighed."""
    return Decided(
        question=question,
        question_words=words,
        title=f"{outcome.replace('-', ' ').capitalize()}: on what was known that day",
        conduct="Fairness to a young person of whom little is known; we would be glad to explain this to the family.",
        information="What the referrer saw and heard, and the search of records. Not known: who else was there.",
        assessment="Harm to somebody named is spoken of; how serious it is meant is not known.",
        powers="The Prevent duty. No power is used against anybody.",
        review="Looked at again when the partners have answered.",
        options=(
            Option(
                text="Go on as decided",
                chosen=True,
                because="It fits what is known and keeps somebody close.",
            ),
            Option(text="Do nothing more", chosen=False, because="Nobody else would hold the risk."),
        ),
        outcome=outcome,
        outcome_words=outcome.replace("-", " ").capitalize(),
        rationale="The words name a person and a place, and the referrer can say what changed and when.",
    )
