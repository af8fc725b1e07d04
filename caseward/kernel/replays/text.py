"""The text of a timeline before it is TOML: times without seconds, and where a line stands."""

import re


# TOML 1.0 wants seconds, and nobody who writes a timeline by hand knows any.
_WITHOUT_SECONDS = re.compile(
    r"(?m)^([^\"'#\n]*?[=\[,]\s*)([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2})(?![0-9:])"
)
_HEADER = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[^\]]+?)\s*\]")
_KEY = re.compile(r"^\s*(?P<key>[A-Za-z0-9_.-]+)\s*=")
_LINE = re.compile(r"\(at line (?P<line>[0-9]+)")


_TIME_ALONE = re.compile(r"(?mi)^(\s*time\s*=\s*)([0-9]{1,2}[:.][0-9]{2})\s*$")


def with_seconds(text: str) -> str:
    """The same text with ":00" after each time that ends with its minutes; a time alone becomes words."""
    return _TIME_ALONE.sub(r'\1"\2"', _WITHOUT_SECONDS.sub(r"\1\2:00", text))


def place_of(text: str, trouble: str) -> str:
    """The table and the key at which a reader of TOML stopped, from the line that it names; "" when it names none."""
    found = _LINE.search(trouble)
    if found is None:
        return ""
    lines = text.splitlines()[: int(found["line"])]
    key = _KEY.match(lines[-1]) if lines else None
    return ".".join(part for part in (_table(lines), key["key"] if key else "") if part)


def _table(lines: list[str]) -> str:
    headers = [header for line in lines if (header := _HEADER.match(line))]
    if not headers:
        return ""
    name = headers[-1]["name"]
    if headers[-1]["open"] == "[":
        return name
    return f"{name}[{sum(one['name'] == name for one in headers)}]"
