"""The entry that the server processes call."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseward.config.settings")

application = get_wsgi_application()

from caseward.demo.refusing import refuse_real_people  # noqa: E402  models are there only now
from caseward.foundation.operating import duty  # noqa: E402  as above


refuse_real_people(is_demo=settings.CASEWARD_DEMO)
duty.refuse_powerful_login()
duty.leave_nothing_open()
