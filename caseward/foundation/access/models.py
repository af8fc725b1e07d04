"""Compartments and the closure of who may know them."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Discretion(models.TextChoices):
    """What a person outside a compartment may learn of what is in it."""

    POINTERS = "POINTERS", "Others may learn that this unit knows the person, and whom to ask"
    SILENT = "SILENT", "Others learn nothing; its custodian is told of a look-up"


class Compartment(models.Model):
    """A set of people who may know a set of records."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.TextField(unique=True)
    title = models.TextField()
    discretion = models.TextField(choices=Discretion.choices, default=Discretion.POINTERS)
    contact = models.TextField(blank=True, default="")

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
        kept = {"id", "key", "title", "discretion", "contact"}

    def __str__(self) -> str:
        return self.title


class Membership(models.Model):
    """One reason why one person may know one compartment, from an instant until another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="memberships")
    basis = models.TextField()
    basis_id = models.UUIDField(null=True)
    capabilities = ArrayField(models.TextField(), default=list)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        """Half-open and never longer than a year: a grant that nobody renews ends by itself."""

        indexes = [models.Index(name="access_membership_by_user", fields=["user", "compartment"])]
        constraints = [
            models.CheckConstraint(
                name="access_membership_starts_before_it_ends",
                condition=models.Q(starts_at__lt=models.F("ends_at")),
            )
        ]

    class Lifecycle:
        """Staff access, kept with the account."""

        exempt = "says what a member of staff may know, and reveals no subject"
        kept = {"id", "user", "compartment", "basis", "basis_id", "capabilities", "starts_at", "ends_at"}

    def __str__(self) -> str:
        return self.basis


class Exclusion(models.Model):
    """A person shut out of a compartment by name (a declared conflict of interest): it beats every membership."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="exclusions")
    because = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        """Looked up by person in every policy."""

        indexes = [models.Index(name="access_exclusion_by_user", fields=["user", "compartment"])]

    class Lifecycle:
        """Staff access, kept with the account."""

        exempt = "shuts a member of staff out, and reveals no subject"
        kept = {"id", "user", "compartment", "because", "starts_at", "ends_at"}

    def __str__(self) -> str:
        return str(self.id)
