"""Why a file is not kept, and what to do instead: one sentence each, made when it is shown."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from caseward.foundation.storage import sizes
from caseward.foundation.storage.checking import kinds
from caseward.kernel.decisions import Refused


WHY = {
    "file.empty": (
        _lazy("The file is empty."),
        _lazy("Check that it opens on your computer, then upload it again."),
    ),
    "file.program": (
        _lazy("This is a program or script, and programs are never kept."),
        _lazy("If it is evidence, hand it to your digital forensics unit; here, upload a description of it."),
    ),
    "file.archive": (
        _lazy("This is a compressed archive, or an Office document that is damaged."),
        _lazy("Unpack it and upload the documents in it one by one; save a damaged document again as .docx."),
    ),
    "file.old-office": (
        _lazy(
            "This is an Office file in the old form (.doc, .xls), an Outlook .msg, or one locked by a password."
        ),
        _lazy("Open it, remove the password and save it as .docx, .xlsx or PDF; save a message as .eml."),
    ),
    "file.markup": (
        _lazy("This is a web page or a drawing that can carry code (HTML, XML, SVG)."),
        _lazy("Open it, print it to PDF and upload the PDF."),
    ),
    "file.other-picture": (
        _lazy("This sort of picture is not kept."),
        _lazy("Save it as PNG or JPEG and upload that."),
    ),
    "file.rich-text": (
        _lazy("This is rich text, which can carry hidden objects."),
        _lazy("Open it, save it as .docx and upload that."),
    ),
    "file.unknown": (
        _lazy("What this file holds could not be recognised."),
        _lazy(
            "Upload a PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt), PNG, JPEG, text or e-mail (.eml) file."
        ),
    ),
    "file.two-in-one": (
        _lazy("Another file is hidden inside this one."),
        _lazy("Open it, save a fresh copy or print it to PDF, and upload that."),
    ),
    "file.test-virus": (
        _lazy("This is the harmless test file for virus scanners (EICAR), and it is treated as a virus."),
        _lazy("Remove it; nothing was kept."),
    ),
    "file.infected": (
        _lazy("The virus scanner found something harmful in this file, and it was not kept."),
        _lazy("Do not open it; tell your information security team."),
    ),
    "file.unscannable": (
        _lazy("The virus scanner could not look inside this file (a password, or too much in it)."),
        _lazy("Remove the password or print it to PDF, and upload that."),
    ),
    "file.quarantined": (
        _lazy("A later scan found something harmful in this file, so nobody can open it here."),
        _lazy("Ask your information security team, who can examine it safely."),
    ),
    "file.macros": (
        _lazy("This document carries macros (small programs)."),
        _lazy("Save it as an ordinary document (.docx, .xlsx, .odt) or print it to PDF, and upload that."),
    ),
    "file.outside-content": (
        _lazy("This document fetches something from elsewhere when it is opened, which would give us away."),
        _lazy(
            "Open it on an isolated computer, print it to PDF and upload that; or ask the sender for a PDF."
        ),
    ),
    "file.embedded": (
        _lazy("This document carries another file inside it that cannot be checked."),
        _lazy("Save what is inside on its own, then upload each separately."),
    ),
    "file.formula-runs": (
        _lazy("This document carries a formula that starts another program."),
        _lazy("Save it as PDF and upload that."),
    ),
    "file.entities": (
        _lazy("This document is built to confuse whatever reads it (XML entities)."),
        _lazy("Open it, save a fresh copy or print it to PDF, and upload that."),
    ),
    "file.bomb": (
        _lazy("This document would unpack to far more than it should."),
        _lazy("Open it, save a fresh copy or print it to PDF, and upload that."),
    ),
    "file.package-tricks": (
        _lazy("This document is packed in a way no office program would pack it."),
        _lazy("Open it, save a fresh copy or print it to PDF, and upload that."),
    ),
    "file.script": (
        _lazy("This PDF carries a script, which could act on the computer of whoever opens it."),
        _lazy("Open it, print it to a new PDF and upload that; or ask the sender for a Word document."),
    ),
    "file.locked": (
        _lazy("This PDF is protected by a password, so it can be neither checked nor read."),
        _lazy("Remove the protection, or print it to a new PDF, and upload that."),
    ),
    "file.cut-short": (
        _lazy("This file is damaged: its end is missing."),
        _lazy("Check that it opens on your computer, or ask the sender to send it again."),
    ),
    "file.pixel-flood": (
        _lazy("This picture is far larger than any camera takes."),
        _lazy("Save it smaller and upload that."),
    ),
    "file.bad-attachment": (
        _lazy("This message has an attachment that is a program, an archive or an old Office file."),
        _lazy("Save the message without it, or print it to PDF; upload harmless attachments separately."),
    ),
}
BY_KIND = {
    kinds.EMPTY: "file.empty",
    kinds.PROGRAM: "file.program",
    kinds.ARCHIVE: "file.archive",
    kinds.OLD_OFFICE: "file.old-office",
    kinds.MARKUP: "file.markup",
    kinds.OTHER_PICTURE: "file.other-picture",
    kinds.RICH_TEXT: "file.rich-text",
    kinds.UNKNOWN: "file.unknown",
}


def refused(code: str) -> Refused:
    """The refusal that a code stands for, in the language of whoever is reading."""
    because, remedy = WHY[code]
    return Refused(code, str(because), str(remedy))


def of_kind(kind: kinds.Kind) -> Refused:
    """Why files of this kind are not kept."""
    return refused(BY_KIND[kind])


def too_large(*, size: int, most: int) -> Refused:
    """A file over the limit, both in megabytes of a million bytes."""
    return Refused(
        "file.too-large",
        _("The file is %(size)s MB; at most %(most)s MB can be kept.")
        % {"size": sizes.size_words(size), "most": sizes.limit_words(most)},
        _("Send it in parts, or save it smaller (for example as PDF with smaller pictures)."),
    )


def misnamed(*, suffix: str, kind: kinds.Kind) -> Refused:
    """A name whose ending says one thing and whose content is another."""
    return Refused(
        "file.misnamed",
        _("The name ends in .%(suffix)s, but the file holds a %(kind)s.")
        % {"suffix": suffix, "kind": _(kind.title)},
        _("If that is right, rename it to end in .%(right)s and upload it again.") % {"right": kind.suffix},
    )
