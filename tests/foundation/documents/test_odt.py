"""What a reader sees in an OpenDocument text is what is read."""

import pytest

from caseward.foundation.documents import Unreadable, open_document
from caseward.kernel.forms.documents import BlockKind, Document
from tests.samples import odt, packing
from tests.samples.odt import cell, heading, paragraph, row, table, wide


def opened(body: str, *, header: str = "", forms: str = "") -> Document:
    return open_document(odt.document(body, header=header, forms=forms), filename="form.odt")


def text(body: str, *, forms: str = "") -> str:
    return opened(body, forms=forms).text


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        ('<text:span>a</text:span><text:s text:c="2"/>b<text:tab/>c<text:line-break/>d', "a  b\tc\nd"),
        ("<text:s text:c='99999999'/>a", "a"),
        ("<text:a>link</text:a>", "link"),
        ("<text:placeholder>Click here</text:placeholder><text:text-input>typed</text:text-input>", "typed"),
        ("<office:annotation><text:p>remark</text:p></office:annotation>text", "text"),
        (
            '<text:span text:style-name="Gone">No</text:span><text:span text:style-name="Kept">Yes</text:span>',
            "N̶o̶Yes",
        ),
        ('<text:span text:style-name="Unseen">hidden</text:span>shown', "shown"),
        (
            '<loext:content-control loext:checkbox="true" loext:checked="true">x</loext:content-control> Yes',
            "☒ Yes",
        ),
        (
            '<loext:content-control loext:checkbox="true" loext:checked="false">x</loext:content-control> Yes',
            "☐ Yes",
        ),
        ('<loext:content-control loext:showing-place-holder="true">Choose</loext:content-control>z', "z"),
        ("<loext:content-control>chosen</loext:content-control>", "chosen"),
        ("<text:span>a\n   b</text:span>", "a    b"),
    ],
)
def test_the_words_of_a_paragraph(inner: str, read: str) -> None:
    inner = inner if inner.startswith("<") else f"<text:span>{inner}</text:span>"

    assert text(paragraph(inner)).strip() == read


CONTROLS = (
    "<office:forms><form:form>"
    '<form:checkbox form:id="c1" form:current-state="checked" form:label="Yes"/>'
    '<form:checkbox form:id="c2" form:state="unchecked" form:label="No"/>'
    '<form:text form:id="c3" form:current-value="Callum"/>'
    '<form:textarea form:id="c4"><text:p>one</text:p><text:p>two</text:p></form:textarea>'
    '<form:listbox form:id="c5"><form:option form:label="Male"/>'
    '<form:option form:label="Female" form:current-selected="true"/></form:listbox>'
    '<form:listbox form:id="c6"><form:option form:label="Male"/></form:listbox>'
    '<form:radio form:id="c7" form:current-selected="true" form:label="Yes"/>'
    "</form:form></office:forms>"
)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (1, "☒ Yes"),
        (2, "☐ No"),
        (3, "Callum"),
        (4, "one\ntwo"),
        (5, "Female"),
        (6, ""),
        (7, "☒ Yes"),
        (8, ""),
    ],
)
def test_form_controls_say_what_they_show(number: int, says: str) -> None:
    body = paragraph(f'<draw:control draw:control="c{number}"/><text:span>.</text:span>')

    assert text(body, forms=CONTROLS) == f"{says}."


def test_rows_have_cells_and_places() -> None:
    document = opened(heading("A") + table(row("a", "b"), wide("c")) + paragraph("p", style="P1"))

    assert [(b.kind.value, b.id, b.locator, b.cells) for b in document.blocks] == [
        ("HEADING", "p1", "paragraph 1", ("A",)),
        ("ROW", "t1r1", "table 1, row 1", ("a", "b")),
        ("ROW", "t1r2", "table 1, row 2", ("c",)),
        ("HEADING", "p2", "paragraph 2", ("p",)),
    ]


def test_a_cell_from_the_row_above_leaves_an_empty_place() -> None:
    rows = row(cell("a", number_rows_spanned="2"), "b"), row("<table:covered-table-cell/>", "c")

    assert [block.cells for block in opened(table(*rows)).blocks] == [("a", "b"), ("", "c")]


def test_repeated_cells_are_few() -> None:
    repeated = '<table:table-cell table:number-columns-repeated="1000000"/>'

    assert len(opened(table(row("a", repeated))).blocks[0].cells) == 64


def test_tables_inside_lists_and_sections_are_found() -> None:
    inner = cell(table(row("x", "y")), "under")
    body = (
        f"<text:section>{paragraph('in a section')}</text:section>"
        f"<text:list><text:list-item>{paragraph('in a list')}</text:list-item></text:list>"
        f"<table:table><table:table-header-rows>{row('h', 'i')}</table:table-header-rows>"
        f"{row('a', inner)}</table:table>"
    )

    assert text(body) == "in a section\nin a list\nh | i\na | under\nx | y"


def test_text_boxes_and_notes_follow_their_paragraph() -> None:
    frame = f"<draw:frame><draw:text-box>{paragraph('boxed')}</draw:text-box></draw:frame>"
    shape = f"<draw:custom-shape>{paragraph('shaped')}</draw:custom-shape>"
    note_body = f"<text:note-body>{paragraph('noted')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{note_body}</text:note>"
    body = paragraph(f"<text:span>text</text:span>{frame}{shape}{note}") + frame

    assert text(body) == "text\nboxed\nshaped\nnoted\nboxed"


def test_hidden_paragraphs_are_not_read_and_a_manifest_is_not_needed() -> None:
    parts = odt.parts(paragraph("unseen", style="Unseen") + paragraph("seen"))
    del parts["META-INF/manifest.xml"], parts["styles.xml"]

    assert open_document(packing.packed(parts), filename="form.odt").text == "seen"


def test_deleted_words_are_gone() -> None:
    region = f"<text:changed-region>{paragraph('gone')}</text:changed-region>"
    changes = f"<text:tracked-changes>{region}</text:tracked-changes>"

    assert text(changes + paragraph("kept")) == "kept"


def test_headers_stand_at_the_head_for_markings_to_be_seen() -> None:
    document = opened(paragraph("text"), header="SECRET")

    assert document.blocks[0].kind is BlockKind.MARGIN
    assert document.head_text.startswith("SECRET")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "other-office"),
        ({"mimetype": "text/plain"}, "archive"),
        ({"Basic/script-lc.xml": "<x/>"}, "macros"),
        ({"Scripts/python/x.py": "pass"}, "macros"),
        ({"META-INF/manifest.xml": "<m><encryption-data/></m>"}, "locked"),
        ({"content.xml": "<office/>"}, "broken"),
        ({"content.xml": "no xml"}, "broken"),
        ({"content.xml": "<a><body/></a>"}, "broken"),
    ],
    ids=["spreadsheet", "no odt", "basic", "python", "locked", "no body", "no xml", "no text"],
)
def test_what_is_no_open_text_is_refused(change: dict[str, str], code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_document(packing.packed(odt.parts(paragraph("x")) | change), filename="form.odt")

    assert refused.value.code == code


def test_a_text_without_its_content_is_damaged() -> None:
    parts = odt.parts(paragraph("x"))
    del parts["content.xml"]

    with pytest.raises(Unreadable, match="damaged"):
        open_document(packing.packed(parts), filename="form.odt")
