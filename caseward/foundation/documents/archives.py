"""Archives of strangers: looked at before anything is unpacked, and unpacked part by part into memory only."""

import io
import re
import stat
import zipfile
import zlib

from caseward.foundation.documents import limits
from caseward.foundation.documents.errors import Unreadable


_HOW = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ELSEWHERE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Archive:
    """A checked archive: bounded in number, size and ratio of its members, none of which leads elsewhere."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as trouble:
            raise Unreadable("broken") from trouble
        self.names = [member.filename for member in self._zip.infolist()]
        self._check()

    def has(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return name in self.names

    def part(self, name: str) -> bytes:
        """One member unpacked; raise Unreadable if it is missing, damaged or too large."""
        try:
            with self._zip.open(name) as member:
                unpacked = member.read(limits.XML_PART + 1)
        except KeyError as missing:
            raise Unreadable("broken") from missing
        except _BROKEN as trouble:
            raise Unreadable("broken") from trouble
        if len(unpacked) > limits.XML_PART:
            raise Unreadable("unpacks-too-large")
        return unpacked

    def _check(self) -> None:
        members = self._zip.infolist()
        if (
            len(members) > limits.ARCHIVE_MEMBERS
            or sum(m.file_size for m in members) > limits.ARCHIVE_UNPACKED
        ):
            raise Unreadable("unpacks-too-large")
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise Unreadable("locked")
        if len(set(self.names)) != len(self.names) or any(map(_is_strange, members)):
            raise Unreadable("strange-archive")
        if any(map(_is_bomb, members)):
            raise Unreadable("unpacks-too-large")


def _is_strange(member: zipfile.ZipInfo) -> bool:
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return is_link or member.compress_type not in _HOW or _ELSEWHERE.search(member.orig_filename) is not None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    large = member.file_size > limits.ARCHIVE_RATIO_COUNTS_FROM
    return large and member.file_size > limits.ARCHIVE_RATIO * max(member.compress_size, 1)
