"""Kinds of account."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """Whether a person signs in with the account or the platform itself acts under it."""

    PERSON = "PERSON", "Person"
    SERVICE = "SERVICE", "Service"
