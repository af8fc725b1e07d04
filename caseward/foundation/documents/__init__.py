"""Opening filled-in forms from outside: hostile bytes in, a neutral document or a plain refusal out.

Bytes are judged by what they are, never by what they are called. Parsing runs in the process of the request, so each
step is bounded in advance by `limits`: the size of the file, what an archive unpacks to, the elements and depth of
its XML, the streams, glyphs and pages of a PDF, and the blocks and letters of the result. A PDF is first taken apart
under these limits and written anew with nothing but its text and fonts, so that the parser which places words on
the page never meets a structure that a stranger made. Nothing is fetched, run, extracted to disk or rendered:
macros are refused; links, templates, scripts and attachments are left where they are.
"""

from caseward.foundation.documents.errors import Unreadable
from caseward.foundation.documents.opening import open_document


__all__ = ["Unreadable", "open_document"]
