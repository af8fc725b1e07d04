"""Tables and pages in Markdown."""

from collections.abc import Iterable, Sequence


NOTICE = "<!-- Written by `make docs` from the code; changes made here are lost. -->"


def page(title: str, *parts: str) -> str:
    """A page with the notice that nobody writes it."""
    return "\n\n".join([f"# {title}", NOTICE, *(part for part in parts if part)]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; "" without rows."""
    lines = [_row(row) for row in rows]
    return "\n".join([_row(heads), _row(["---"] * len(heads)), *lines]) if lines else ""


def code(words: str) -> str:
    """Words as code, "" for none."""
    return f"`{words}`" if words else ""


def first_sentence(docstring: str | None) -> str:
    """What a docstring says first, on one line."""
    return " ".join((docstring or "").strip().split("\n\n")[0].split())


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("\n", " ").replace("|", "\\|") for cell in cells) + " |"
