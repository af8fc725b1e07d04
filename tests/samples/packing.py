"""Packing parts into an archive as office programs do, with everything that a test may want to be odd."""

import io
import zipfile
from collections.abc import Mapping


_EPOCH = (2026, 11, 1, 9, 0, 0)


def packed(parts: Mapping[str, bytes] | Mapping[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """An archive of these parts, always the same bytes for the same parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


def noise(length: int) -> str:
    """Text that does not compress a thousandfold."""
    return "".join(f"{n * 2654435761 % 4294967296:08x}" for n in range(length // 8))
