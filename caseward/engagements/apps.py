"""The app of engagements."""

from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    """Who goes to whom, where and when, and which two officers would stand before one door."""

    name = "caseward.engagements"
    label = "engagements"
