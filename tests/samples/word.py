"""Word documents written by hand: the four ways in which organisations fill in the form, and pieces for odd ones."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from tests.samples import people
from tests.samples.packing import packed


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROMPT = "Click or tap here to enter text."
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="character" w:styleId="Prompt"><w:name w:val="Placeholder Text"/></w:style></w:styles>'
)


def run(text: str, properties: str = "") -> str:
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def paragraph(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def cell(*paragraphs: str, span: int = 1, merged: bool = False) -> str:
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += "<w:vMerge/>" if merged else ""
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in paragraphs) or paragraph("")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(one if one.startswith('<') else cell(one) for one in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def prompt(text: str = PROMPT) -> str:
    """A content control that nobody has filled in."""
    return control(run(text, '<w:rStyle w:val="Prompt"/>'), "<w:showingPlcHdr/>")


def parts(body: str, *, header: str = "", kind: str = MAIN, **more: bytes | str) -> dict[str, bytes | str]:
    """The parts of a document with that body, to be changed before they are packed."""
    relations = [("styles", "styles.xml"), *([("header", "header1.xml")] if header else [])]
    found: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
        ),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
        "word/styles.xml": STYLES,
    }
    if header:
        found["word/header1.xml"] = f"<w:hdr {SPACES}>{paragraph(header)}</w:hdr>"
    return {**found, **more}


def document(body: str, *, header: str = "") -> bytes:
    return packed(parts(body, header=header))


def table_form(answers: Mapping[str, str]) -> bytes:
    """One table for each section, its heading and its narratives in merged cells."""
    tables = []
    for title, labels in people.FORM:
        rows = [row(cell(title, span=2))]
        for label, key in labels:
            if key.endswith(("narrative", "other_information")):
                rows += [row(cell(label, span=2)), row(cell(answers.get(key, ""), span=2))]
            else:
                rows.append(row(label, answers.get(key, "")))
        tables.append(table(*rows))
    return document(paragraph("PREVENT REFERRAL FORM", style="Title") + paragraph("").join(tables))


def controls_form(answers: Mapping[str, str]) -> bytes:
    """Headings, then tables whose values are content controls; those left alone still show their prompt."""
    body = [paragraph("PREVENT REFERRAL FORM", style="Title")]
    for title, labels in people.FORM:
        filled = {key: control(run(answers[key])) if answers.get(key) else prompt() for _, key in labels}
        body.append(paragraph(title, style="Rubrik"))
        body.append(table(*(row(label, cell(paragraph(filled[key]))) for label, key in labels)))
    return document("".join(body))


def paragraph_form(answers: Mapping[str, str]) -> bytes:
    """Headings, then "Label: value" in paragraphs."""
    body = [paragraph("Prevent Referral Form", style="Title")]
    for title, labels in people.FORM:
        body.append(paragraph(title.title(), style="Heading2"))
        body.extend(
            paragraph(run(f"{label}: ", "<w:b/>"), run(answers.get(key, ""))) for label, key in labels
        )
    return document("".join(body))


def _relations(relations: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(relations)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
