"""The app of equality characteristics."""

from django.apps import AppConfig


class CharacteristicsConfig(AppConfig):
    """The nine characteristics of the Equality Act, in a store of their own."""

    name = "caseward.characteristics"
    label = "characteristics"
