"""Why a file could not be opened, and what would help: sentences for whoever sent it, without any word of the file."""

from collections.abc import Mapping

from caseward.kernel.wording import gettext_noop


class Unreadable(Exception):
    """A file that gives no document. `code` is stable, for records; `sentence` is for people and names a way out."""

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(self.sentence)

    @property
    def reason(self) -> str:
        """The sentence before its words are put into it, as translators know it."""
        return REASONS[self.code]

    @property
    def sentence(self) -> str:
        """The reason in English."""
        return self.reason.format(**self.values)


REASONS: Mapping[str, str] = {
    "too-large": gettext_noop("Files may be up to {most} MB. Send the form without pictures, or type it in."),
    "empty": gettext_noop("This file is empty. Check that the form was saved, and send it again."),
    "unknown": gettext_noop(
        "This is neither a Word document, an ODT document nor a PDF. Save the form as one of these."
    ),
    "picture": gettext_noop(
        "This is a picture, not a document. Type the form in; the file is kept beside it."
    ),
    "old-word": gettext_noop(
        "This is a Word document of the old kind (.doc). Save it as .docx or PDF and send it again."
    ),
    "rtf": gettext_noop("This is a Rich Text document (.rtf). Save it as .docx or PDF and send it again."),
    "web-page": gettext_noop("This is a web page. Save the form as .docx or PDF and send it again."),
    "other-office": gettext_noop(
        "This is a spreadsheet or a presentation. Send the form as a Word document or PDF."
    ),
    "archive": gettext_noop("This is an archive of files. Take the form out of it and send the form itself."),
    "named-otherwise": gettext_noop(
        "This file is named as {named} but is {found}. Rename it or save it anew, and send it again."
    ),
    "two-kinds": gettext_noop("This file is two kinds of file in one. Save the form anew as .docx or PDF."),
    "locked": gettext_noop("This document is locked with a password. Save it without one and send it again."),
    "locked-pdf": gettext_noop("This PDF is protected. Print or save it as a new PDF without protection."),
    "broken": gettext_noop("This document is damaged and cannot be opened. Save it anew and send it again."),
    "broken-pdf": gettext_noop(
        "This PDF is damaged and cannot be opened. Print it to a new PDF and send that."
    ),
    "macros": gettext_noop(
        "This document contains macros. Save it as a plain .docx or as a PDF and send that."
    ),
    "unpacks-too-large": gettext_noop(
        "This document unpacks to far more than a form. Save it anew, or type it in."
    ),
    "strange-archive": gettext_noop(
        "This document is not packed as an office program packs it. Save it anew."
    ),
    "document-type": gettext_noop(
        "This document declares entities of its own, which a form never does. Save it anew from an office program."
    ),
    "too-long": gettext_noop("This document is far longer than a form. Send only the form, or type it in."),
    "too-many-pages": gettext_noop("This PDF has more than 40 pages. Send only the pages of the form."),
    "too-crowded": gettext_noop(
        "A page of this PDF holds far more than a page of a form. Print it to a new PDF."
    ),
    "no-text": gettext_noop(
        "This has pictures of pages but no text: type it in; the file is kept beside it."
    ),
    "no-words": gettext_noop("There are no words in this document. Check that the right file was sent."),
    "dynamic-form": gettext_noop(
        "This PDF is a form that only Adobe Reader can show. Open it there, print it to a new PDF, and send that."
    ),
}
