"""Compartments and the closure of who may know them."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


# No grant outlives a year (reliability figure S3), nor emergency access an hour.
LONGEST_GRANT, EMERGENCY_LASTS = timedelta(days=366), timedelta(minutes=60)


class Discretion(models.TextChoices):
    """What a person outside a compartment may learn of what is in it."""

    POINTERS = "POINTERS", "Others may learn that this unit knows the person, and whom to ask"
    SILENT = "SILENT", "Others learn nothing; its custodian is told of a look-up"


class Compartment(models.Model):
    """A set of people who may know a set of records.

    One that stands within another holds the records of one person, set apart so that somebody can be shut out of them,
    or let in to them, alone: whoever may know the outer one may know it too, by copies of each membership.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.TextField(unique=True)
    title = models.TextField()
    discretion = models.TextField(choices=Discretion.choices, default=Discretion.POINTERS)
    contact = models.TextField(blank=True, default="")
    within = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """A silent compartment has no contact to point to."""

        constraints = [
            models.CheckConstraint(
                name="access_compartment_silent_has_no_contact",
                condition=models.Q(discretion=Discretion.POINTERS) | models.Q(contact=""),
            )
        ]

    class Lifecycle:
        """Configuration, not personal data."""

        exempt = "names a set of people and records, never a person"
        kept = {"id", "key", "title", "discretion", "contact", "within"}

    def __str__(self) -> str:
        return self.title


class Sort(models.TextChoices):
    """Where a membership comes from."""

    POSTING = "POSTING", "Posting"
    GRANT = "GRANT", "Given by name"
    EMERGENCY = "EMERGENCY", "Emergency"


class Membership(models.Model):
    """One reason why one person may know one compartment, from an instant until another.

    What was given by name keeps the end it was given (`granted_until`); `ends_at` is that or the end of the last
    posting it stands on, whichever comes first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="memberships")
    basis = models.TextField()
    basis_id = models.UUIDField(null=True)
    sort = models.TextField(choices=Sort.choices, default=Sort.POSTING, db_default=Sort.POSTING)
    granted_until = models.DateTimeField(null=True)
    capabilities = ArrayField(models.TextField(), default=list)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    copy_of = models.ForeignKey(
        "self", on_delete=models.DO_NOTHING, related_name="+", null=True, db_constraint=False
    )  # the database ends copies itself, unseen by whoever ends the first one

    class Meta:
        """Half-open and never longer than a year: a grant that nobody renews ends by itself."""

        indexes = [models.Index(name="access_membership_by_user", fields=["user", "compartment"])]
        constraints = [
            models.CheckConstraint(
                name="access_membership_starts_before_it_ends",
                condition=models.Q(starts_at__lt=models.F("ends_at")),
            ),
            models.CheckConstraint(
                name="access_membership_given_by_name_has_its_end",
                condition=models.Q(sort=Sort.POSTING, granted_until__isnull=True)
                | models.Q(
                    sort=Sort.GRANT,
                    basis_id__isnull=False,
                    granted_until__lte=models.F("starts_at") + LONGEST_GRANT,
                )
                | models.Q(
                    sort=Sort.EMERGENCY,
                    basis_id__isnull=False,
                    granted_until__lte=models.F("starts_at") + EMERGENCY_LASTS,
                ),
            ),
        ]

    class Lifecycle:
        """Staff access, kept with the account; the words of what was given by name end with it."""

        exempt = "says what a member of staff may know, and reveals no subject"
        personal = {"basis": "erase"}
        kept = {
            "id", "user", "compartment", "basis_id", "sort", "granted_until", "capabilities", "starts_at", "ends_at",
            "copy_of",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.basis


class Exclusion(models.Model):
    """A person shut out of a compartment by name (a declared conflict of interest): it beats every membership."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="exclusions")
    because = models.TextField()
    basis_id = models.UUIDField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    copy_of = models.ForeignKey(
        "self", on_delete=models.DO_NOTHING, related_name="+", null=True, db_constraint=False
    )  # the database ends copies itself, unseen by whoever ends the first one

    class Meta:
        """Looked up by person in every policy."""

        indexes = [models.Index(name="access_exclusion_by_user", fields=["user", "compartment"])]

    class Lifecycle:
        """Staff access, kept with the account."""

        exempt = "shuts a member of staff out, and reveals no subject"
        kept = {"id", "user", "compartment", "because", "basis_id", "starts_at", "ends_at", "copy_of"}

    def __str__(self) -> str:
        return str(self.id)
