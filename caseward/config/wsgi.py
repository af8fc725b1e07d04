"""The entry that the server processes call."""

import os

from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseward.config.settings")

application = get_wsgi_application()
