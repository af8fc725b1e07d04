"""caseward doctor: how the installation stands, and what would mend it."""

import os
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from caseward.foundation.operating import doctor, telling


class Command(BaseCommand):
    """Logs in as both roles, changes nothing, tells nothing about any person."""

    help = "Look at everything the platform rests on. Exit status 0: nothing is wrong; 1: something is."
    # It looks at what the checks look at, and says it in its own words.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For people, or for a machine that watches."""
        parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")

    def handle(self, *_args: object, **options: object) -> None:
        """Say every finding; the worst decides the exit status."""
        findings = list(doctor.examine(dict(os.environ)))
        self.stdout.write(telling.as_json(findings) if options["json"] else telling.as_sentences(findings))
        if not doctor.is_well(findings):
            sys.exit(1)
