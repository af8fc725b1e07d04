"""How much of a stranger's file is looked at, and how much is too much: a form is a few pages.

How large the file itself may be is the setting FILES_LARGEST, for every file alike.
"""

# Word and ODT: archives of XML. A form with pictures has some forty members; its text compresses about tenfold.
ARCHIVE_MEMBERS = 1_000
ARCHIVE_UNPACKED = 100 * 1024 * 1024
ARCHIVE_RATIO = 200
ARCHIVE_RATIO_COUNTS_FROM = 1024 * 1024
XML_PART = 4 * 1024 * 1024
XML_ELEMENTS = 60_000
XML_ATTRIBUTES = 150_000
XML_DEPTH = 100
MARGIN_PARTS = 12

# PDF: streams unpacked by us, then glyphs and lines laid out by pdfplumber (about two kilobytes of memory each).
PDF_OBJECTS = 25_000
PDF_CROSS_REFERENCES = 25_000
PDF_ROOTS_TRIED = 50
PDF_TIMES_READ = 8
PDF_READ_ANYWAY = 4 * 1024 * 1024
# A last resort, of the time this thread works: what a form needs is a tenth of it.
PDF_SECONDS = 3.0
PDF_PAGES = 40
PDF_DECLARED_STREAM = 20 * 1024 * 1024
PDF_STREAM = 4 * 1024 * 1024
PDF_STREAMS = 24 * 1024 * 1024
PDF_COPIED_OBJECTS = 5_000
PDF_PAGE_CONTENT = 2 * 1024 * 1024
PDF_PAGE_GLYPHS = 20_000
PDF_PAGE_STROKES = 4_000
PDF_GLYPHS = 80_000
PDF_STROKES = 12_000
PDF_WIDGETS = 2_000
PDF_FIELD_DEPTH = 20

# The result.
BLOCKS = 5_000
CELLS = 64
LETTERS = 1_000_000
