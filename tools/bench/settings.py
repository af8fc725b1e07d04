"""The platform's own settings, with the floors beside its pages."""

from caseward.config.settings import *  # noqa: F403  nothing else is different


ROOT_URLCONF = "tools.bench.urls"
