"""OpenDocument texts written by hand."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from tests.samples import people
from tests.samples.packing import packed


KIND = "application/vnd.oasis.opendocument.text"
_NS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    [
        *(
            f'xmlns:{name}="{_NS}{name}:1.0"'
            for name in ("office", "text", "table", "style", "form", "number")
        ),
        f'xmlns:draw="{_NS}drawing:1.0"',
        f'xmlns:fo="{_NS}xsl-fo-compatible:1.0"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
    ]
)
STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Heading_20_2"/>'
    '<style:style style:name="Gone"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="Kept"><style:text-properties style:text-line-through-style="none"/></style:style>'
    '<style:style style:name="Unseen"><style:text-properties text:display="none"/></style:style>'
    '<number:date-style style:name="N1"><number:text>/</number:text></number:date-style>'
)


def paragraph(text: str, *, style: str = "Standard") -> str:
    inner = text if text.startswith("<") else escape(text).replace("\n", "<text:line-break/>")
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def heading(text: str) -> str:
    return f'<text:h text:outline-level="2">{escape(text)}</text:h>'


def cell(*paragraphs: str, **attributes: str) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in paragraphs)
    return f"<table:table-cell{said}>{inner}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(one if one.startswith('<') else cell(one) for one in cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


def wide(text: str) -> str:
    """A row of one cell across two columns."""
    return row(cell(text, number_columns_spanned="2"), "<table:covered-table-cell/>")


def parts(body: str, *, header: str = "", forms: str = "") -> dict[str, bytes | str]:
    """The parts of a document with that body, to be changed before they are packed."""
    styles = (
        f"<style:master-page><style:header>{paragraph(header)}</style:header></style:master-page>"
        if header
        else ""
    )
    return {
        "mimetype": KIND,
        "content.xml": (
            f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{forms}{body}</office:text></office:body></office:document-content>"
        ),
        "styles.xml": (
            f"<office:document-styles {SPACES}><office:master-styles>{styles}</office:master-styles>"
            "</office:document-styles>"
        ),
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_NS}manifest:1.0"/>',
    }


def document(body: str, *, header: str = "", forms: str = "") -> bytes:
    return packed(parts(body, header=header, forms=forms), stored=("mimetype",))


def table_form(answers: Mapping[str, str]) -> bytes:
    """One table for each section, its heading and its narratives across both columns."""
    body = [heading("PREVENT REFERRAL FORM")]
    for title, labels in people.FORM:
        rows = [wide(title)]
        for label, key in labels:
            narrative = key.endswith(("narrative", "other_information"))
            rows += (
                [wide(label), wide(answers.get(key, ""))] if narrative else [row(label, answers.get(key, ""))]
            )
        body.append(table(*rows))
    return document("".join(body))


def paragraph_form(answers: Mapping[str, str]) -> bytes:
    """Headings, then "Label: value" in paragraphs."""
    body = []
    for title, labels in people.FORM:
        body.append(paragraph(title, style="P1"))
        body.extend(paragraph(f"{label}: {answers.get(key, '')}") for label, key in labels)
    return document("".join(body))
