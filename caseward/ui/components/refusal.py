"""A refusal that helps: what, which rule, what would satisfy it, who can help."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from caseward.kernel.decisions import Refused


@dataclass(frozen=True, slots=True)
class Refusal:
    """The four answers a refusal owes."""

    because: str
    remedy: str
    helper: str
    code: str
    what: str = ""

    @classmethod
    def of(cls, refused: Refused, *, what: str = "", helper: str = "") -> Self:
        """The refusal of the kernel or a policy, in the officer's language."""
        return cls(
            because=_(refused.because),
            remedy=_(refused.remedy) if refused.remedy else _("Nothing you can do here changes it."),
            helper=helper or _("Your supervisor. Quote the rule below."),
            code=refused.code,
            what=what,
        )
