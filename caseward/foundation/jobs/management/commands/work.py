"""manage.py work: the worker process."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from caseward.foundation.jobs import working
from caseward.foundation.operating import duty


class Command(BaseCommand):
    """Runs beside the web server, under the same runtime role."""

    help = "Do the jobs in the queue until stopped; --one-shot ends when nothing is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One shot is for tests and for catching up by hand."""
        parser.add_argument("--one-shot", action="store_true", help="end when nothing is due")
        parser.add_argument("--concurrency", type=int, default=2, help="jobs side by side (2)")

    def handle(self, *_args: object, one_shot: bool, concurrency: int, **_options: object) -> None:
        """Until SIGTERM or Ctrl-C; running jobs get twenty seconds to end."""
        duty.refuse_powerful_login()
        working.work(one_shot=one_shot, concurrency=concurrency)
