"""The harmless test file by which virus scanners are tried (eicar.org)."""

# In two parts, so that no scanner takes this module for the file.
PARTS = (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$", b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")


def test_virus() -> bytes:
    """The 68 bytes that every working scanner must find."""
    return b"".join(PARTS)


def has_test_virus(content: bytes) -> bool:
    """Whether the content holds the test file."""
    return PARTS[1] in content and test_virus() in content
