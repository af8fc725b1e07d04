"""The nominals app."""

from django.apps import AppConfig


class NominalsConfig(AppConfig):
    """People, as each unit knows them."""

    name = "caseward.nominals"
    label = "nominals"
