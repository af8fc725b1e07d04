"""The settings of the tests: the same, with cheap password hashes and a secret of its own."""

import os


os.environ.setdefault("CASEWARD_SECRET_KEY", "only for the tests, and of no use anywhere else")
os.environ.setdefault("CASEWARD_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
os.environ.setdefault("CASEWARD_IDENTITY_KEY", "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=")

from caseward.config.settings import *  # noqa: F403  the environment comes first


PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
INSTALLED_APPS += ["tests.foundation.sample"]  # noqa: F405
# The tables are made already in the server that the tests start; one that somebody else brought has none.
if "DATABASE_URL" not in os.environ:
    DATABASES["default"]["TEST"] = {"TEMPLATE": DATABASES["default"]["NAME"]}  # noqa: F405
