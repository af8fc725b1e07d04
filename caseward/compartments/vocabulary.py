"""What access by name lets somebody do, for how long, and which capabilities the verbs here ask for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


GRANT, RESTRICT, BREAK_GLASS = "compartment.grant", "compartment.restrict", "access.break-glass"
MARKER = "marker.look-up"

READ = frozenset({"referral.read", "nominal.search", "nominal.read", "case.read"})
WORK = READ | {
    "referral.write", "referral.clarify", "referral.deconflict", "nominal.write", "case.write", "case.move",
    "case.accept",
}  # fmt: skip


class Extent(TextChoices):
    """How far access by name goes."""

    READ = "READ", _("To read")
    WORK = "WORK", _("To read and to work on it")

    @property
    def capabilities(self) -> frozenset[str]:
        """What it lets somebody do, as far as the giver may do it himself."""
        return READ if self is Extent.READ else WORK


class Reach(TextChoices):
    """What others may learn of a case in a compartment of its own."""

    POINTERS = "POINTERS", _("Others may learn that somebody knows the person, and whom to ask")
    SILENT = "SILENT", _("Sealed: nobody else learns anything; this takes two people")


class TwoKeys(TextChoices):
    """What takes two people."""

    SEAL = "SEAL", _("Seal the case")
    RETURN = "RETURN", _("Give the case back to the unit")


class KeyAnswer(TextChoices):
    """What the second person said."""

    TURNED = "TURNED", _("agreed")
    REFUSED = "REFUSED", _("refused")


CONFLICT = "conflict-of-interest"
REVIEW = "emergency-access-review"


class Verdict(TextChoices):
    """What a review says of emergency access."""

    JUSTIFIED = "JUSTIFIED", _("It was justified")
    NOT_JUSTIFIED = "NOT_JUSTIFIED", _("It was not justified")


class Keeping(TextChoices):
    """How a case is kept after somebody declared a conflict of interest."""

    NAMED = "NAMED", _("For named people, without them")
    WITHOUT = "WITHOUT", _("With the unit, without them: that is enough")
    NO_CONFLICT = "NO_CONFLICT", _("As before, and with them: there is no conflict")


class Audience(TextChoices):
    """For whom a part of a case is, beside the police; each is for those before it, too."""

    POLICE = "POLICE", _("Police only")
    PANEL = "PANEL", _("Panel")
    PARTNER = "PARTNER", _("Panel and partners")
    SUBJECT = "SUBJECT", _("The person as well")


# As whom somebody outside the police reads a case.
READERS = [(Audience.PANEL.value, _("A member of the panel")), (Audience.PARTNER.value, _("A partner"))]


class PartOf(TextChoices):
    """What a part of a case is."""

    ENTRY = "entry", _("Chronology")
    DECISION = "decision", _("Decision")
    FINDING = "finding", _("Finding")
    FILE = "file", _("File")
