"""E-mail messages, whose attachments are judged by their names and first bytes; nothing is unpacked."""

import base64
import binascii
import re
from typing import BinaryIO

from caseward.foundation.storage.checking import kinds


LONGEST_LINE = 1 << 16
DANGEROUS = {kinds.PROGRAM, kinds.OLD_OFFICE, kinds.RICH_TEXT}
PACKAGE_NAMES = ("docx", "xlsx", "odt", "pptx", "ods", "odp")
NAME = re.compile(rb"""(?i)(?:file)?name\*?\d*\*?\s*=\s*"?(?:[\w-]*'[\w-]*')?([^";\r\n]+)""")
BAD_NAME = re.compile(
    rb"(?i)\.(?:exe|dll|com|scr|pif|bat|cmd|ps1|psm1|js|jse|vbs|vbe|wsf|wsh|hta|jar|msi|msp|cpl|lnk|url|iso|img|vhdx?|"
    rb"chm|reg|scf|docm|dotm|xlsm|xlsb|xltm|pptm|one|zip|rar|7z|gz|tgz|bz2|xz|cab|ace|doc|xls|msg|rtf)\s*$"
)
BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}\s*$")


def refusal(source: BinaryIO) -> str | None:
    """The code of what is wrong with a message, read a line at a time."""
    source.seek(0)
    after_blank = False
    while line := source.readline(LONGEST_LINE):
        if _names_something_bad(line) or (after_blank and _begins_something_bad(line)):
            return "file.bad-attachment"
        after_blank = not line.strip()
    return None


def _names_something_bad(line: bytes) -> bool:
    return b"=" in line and any(BAD_NAME.search(name) for name in NAME.findall(line))


def _begins_something_bad(line: bytes) -> bool:
    """The first line of an encoded part says what the part is (a program begins "TVqQ")."""
    if not BASE64_LINE.match(line):
        return False
    try:
        first = base64.b64decode(line.strip()[: len(line.strip()) // 4 * 4])
    except binascii.Error:
        return False
    return any(magic.match(first) for magic, kind in kinds.MAGIC if kind in DANGEROUS)
