"""All that lies before a supervisor who decides, and what is kept once it is decided."""

from datetime import date
from typing import Any

from django.urls import reverse

from caseward.obligations.vocabulary import MatterKind
from caseward.referrals.presenters.lists import deconfliction_lines
from caseward.referrals.presenters.people import born_words, history_of
from caseward.referrals.queries import ReferralFile, Tied


def whole_view(file: ReferralFile, *, person: Tied | None, today: date) -> dict[str, Any]:
    """What the page needs besides its head."""
    referral = file.referral
    return {
        "person": person,
        "person_url": reverse(MatterKind.NOMINAL.place, args=[person.heading.id]) if person else "",
        "born": born_words(person.heading.born, today=today) if person else "",
        "history": history_of(person.referrals, now_id=file.heading.id) if person else (),
        "concerns": file.concerns,
        "asked": tuple(referral.clarifications.all()),
        "review": referral.repeat_review or "",
        "deconflictions": deconfliction_lines(file, today=today),
    }
