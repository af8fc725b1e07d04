"""Looking again through files that the scanner was not there for."""

from uuid import UUID

from caseward.foundation.commands import Context
from caseward.foundation.jobs.defining import JobFailed, job
from caseward.foundation.storage import files
from caseward.foundation.storage.scanning import Verdict


@job(files.SCAN)
def scan(ctx: Context, *, file_id: UUID) -> None:
    """Have the file scanned, on behalf of whoever uploaded it; tried again while the scanner is away."""
    if files.scan_again(ctx, file_id=file_id) == Verdict.NOT_SCANNED:
        raise JobFailed("scanner-away")
