"""Sentences of the kernel, translated where they are shown."""

from django.utils.translation import gettext

from caseward.kernel.decisions import Refused


def refusal(refused: Refused) -> str:
    """Reason and remedy as one text."""
    return " ".join(gettext(part) for part in (refused.because, refused.remedy) if part)
