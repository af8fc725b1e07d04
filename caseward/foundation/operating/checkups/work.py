"""Whether what is put down to be done is done: worker, jobs, messages, virus scanner."""

from collections.abc import Iterator
from datetime import timedelta

from caseward.foundation.jobs import stuck
from caseward.foundation.operating.findings import Finding, attention, ok, wrong
from caseward.foundation.operating.patient import Patient
from caseward.foundation.storage import configuration
from caseward.foundation.storage.scanning import ClamdScanner, Verdict


ALIVE = timedelta(minutes=2)
OVERDUE = timedelta(minutes=15)
HARMLESS = b"Nothing in here."


def examine(patient: Patient) -> Iterator[Finding]:
    """Counts only: which job it was is in the log, and for whom a message is stays in its row."""
    yield _worker(patient)
    yield _jobs(patient)
    yield _messages(patient)
    yield _scanner()


def _worker(patient: Patient) -> Finding:
    count = patient.ask(
        "select count(*) from procrastinate_workers where last_heartbeat > %s", patient.now - ALIVE
    )
    if count:
        return ok("work.worker", f"Workers that gave a sign of life within two minutes: {count}.")
    mend = "Start the worker: manage.py work. Until then nothing is sealed and no message is sent."
    return wrong("work.worker", "No worker gave a sign of life within two minutes.", mend=mend)


def _jobs(patient: Patient) -> Finding:
    found = patient.owner.execute(stuck.STUCK, [patient.now - stuck.TOO_LONG, stuck.MOST]).fetchall()
    if not found:
        return ok("work.jobs", "No job failed for good or is stuck.")
    names = ", ".join(sorted({str(row[1]) for row in found}))
    mend = "See the worker's log for the cause, mend it, then retry (docs/operate/storage-and-jobs.md)."
    return attention("work.jobs", f"{len(found)} jobs failed or are stuck: {names}.", mend=mend)


def _messages(patient: Patient) -> Finding:
    count = patient.ask("select sec.outbox_backlog(%s)", patient.now - OVERDUE)
    if not count:
        return ok("work.messages", "No message waits longer than a quarter of an hour.")
    mend = "See whether the worker runs and the mail server answers; they are tried again by themselves."
    return attention("work.messages", f"{count} messages wait longer than a quarter of an hour.", mend=mend)


def _scanner() -> Finding:
    scanner = configuration.scanner()
    if not isinstance(scanner, ClamdScanner):
        mend = "Set CASEWARD_SCANNER to the socket of a clamd (docs/operate/storage-and-jobs.md)."
        return attention("work.scanner", "No virus scanner is set: files are kept as not checked.", mend=mend)
    scan = scanner.scan([HARMLESS])
    if scan.verdict is Verdict.CLEAN:
        return ok("work.scanner", f"The virus scanner finds the test virus: {scan.scanner}.")
    mend = "See whether clamd runs and has signatures (freshclam); files are scanned again once it is back."
    return wrong("work.scanner", "The virus scanner does not answer or has no signatures.", mend=mend)
