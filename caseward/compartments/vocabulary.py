"""What access by name lets somebody do, for how long, and which capabilities the verbs here ask for."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


GRANT, RESTRICT, BREAK_GLASS = "compartment.grant", "compartment.restrict", "access.break-glass"

# A grant that nobody renews ends by itself (reliability figure S3).
USUAL_MONTHS, LONGEST = 3, timedelta(days=365)

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
