"""What a reader sees in a Word document is what is read, wherever Word keeps it."""

import pytest

from caseward.foundation.documents import Unreadable, open_document
from caseward.kernel.forms.documents import BlockKind, Document
from tests.samples import packing, word
from tests.samples.word import cell, control, paragraph, prompt, row, run, table


def opened(body: str, *, header: str = "") -> Document:
    return open_document(word.document(body, header=header), filename="form.docx")


def text(body: str) -> str:
    return opened(body).text


DROP_DOWN = (
    '<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Yes"/>'
    '<w:listEntry w:val="No"/></w:ddList></w:ffData></w:fldChar></w:r>'
)
FORM_TEXT = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>typed</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        (run("a\nb"), "a\nb"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a\tb-c"),
        (f"<w:ins>{run('added')}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "added"),
        (f"<w:moveFrom>{run('was')}</w:moveFrom><w:moveTo>{run('is')}</w:moveTo>", "is"),
        (f"<w:hyperlink>{run('link')}</w:hyperlink>{run('!')}", "link!"),
        (f"{run('shown')}{run('hidden', '<w:vanish/>')}", "shown"),
        (run("shown", '<w:vanish w:val="0"/>'), "shown"),
        (run("No", "<w:strike/>") + run("Yes"), "N̶o̶Yes"),
        (control(run("filled in")), "filled in"),
        (f"a{prompt()}b", None),
        (control(run("typed over by a program"), "<w:showingPlcHdr/>"), "typed over by a program"),
        (control(run("?"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + run(" Yes"), "☒ Yes"),
        (control(run("?"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>') + run(" Yes"), "☐ Yes"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☒"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "☐"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☒"),
        ('<w:r><w:sym w:font="Segoe UI Symbol" w:char="2610"/></w:r>', "☐"),
        ('<w:r><w:sym w:font="Odd" w:char="zzzz"/><w:t>x</w:t></w:r>', "x"),
        ("<w:r><w:fldChar><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>", "☒"),
        (
            '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>',
            "☐",
        ),
        (DROP_DOWN, "No"),
        (FORM_TEXT, "typed"),
        (f"<w:fldSimple>{run('5 November')}</w:fldSimple>", "5 November"),
        (
            f"<mc:AlternateContent><mc:Choice>{run('once')}</mc:Choice><mc:Fallback>{run('once')}</mc:Fallback></mc:AlternateContent>",
            "once",
        ),
    ],
)
def test_the_words_of_a_paragraph(inner: str, read: str | None) -> None:
    runs = inner if inner.startswith("<") else f"{run('a')}{prompt()}{run('b')}"

    assert text(f"<w:p>{runs}</w:p>") == (read or "ab")


def test_a_drop_down_list_that_points_nowhere_says_nothing() -> None:
    inner = (
        '<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="7"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )

    assert text(f"<w:p>{inner}{run('x')}</w:p>") == "x"


def test_headings_are_known_by_the_name_of_their_style_in_any_language() -> None:
    document = opened(paragraph("A", style="Rubrik") + paragraph("B", style="Heading1") + paragraph("C"))

    assert [block.kind for block in document.blocks] == [
        BlockKind.HEADING,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_rows_have_cells_and_places() -> None:
    document = opened(
        paragraph("intro") + table(row("a", "b"), row(cell("c", span=2)), row(cell("", merged=True), "d"))
    )

    assert [(b.id, b.locator, b.cells, b.group) for b in document.blocks] == [
        ("p1", "paragraph 1", ("intro",), "body"),
        ("t1r1", "table 1, row 1", ("a", "b"), "t1"),
        ("t1r2", "table 1, row 2", ("c",), "t1"),
        ("t1r3", "table 1, row 3", ("", "d"), "t1"),
    ]


def test_a_table_inside_a_table_follows_its_row() -> None:
    inside = cell(table(row("x", "y")), "under")
    document = opened(table(row("a", inside)))

    assert [(b.id, b.cells) for b in document.blocks] == [("t1r1", ("a", "under")), ("t1r1t1r1", ("x", "y"))]


def test_content_controls_stand_around_paragraphs_rows_and_cells() -> None:
    body = (
        control(paragraph("block"))
        + table(control(row("in a row", "x")), f"<w:tr>{cell('label')}{control(cell('in a cell'))}</w:tr>")
        + control(paragraph(run(word.PROMPT, '<w:rStyle w:val="Prompt"/>')), "<w:showingPlcHdr/>")
    )

    assert [block.cells for block in opened(body).blocks] == [
        ("block",),
        ("in a row", "x"),
        ("label", "in a cell"),
    ]


def test_a_cell_that_still_shows_its_prompt_is_empty() -> None:
    shown = control(cell(paragraph(run(word.PROMPT, '<w:rStyle w:val="Prompt"/>'))), "<w:showingPlcHdr/>")

    assert opened(table(f"<w:tr>{cell('label')}{shown}</w:tr>")).blocks[0].cells == ("label", "")


def test_a_deleted_row_is_gone() -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}{cell('x')}</w:tr>"

    assert text(table(deleted, row("kept", "y"))) == "kept | y"


def test_text_boxes_are_read_once_and_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('Surname')}{table(row('a', 'b'))}</w:txbxContent>"
    inner = f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice></mc:AlternateContent>"
    drawing = f"<w:drawing>{inner}</w:drawing>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    choices = f"<mc:Choice>{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"

    document = opened(paragraph("before", both) + paragraph("after"))

    assert document.text == "before\nSurname\na | b\nafter"
    assert document.blocks[1].locator == "paragraph 1, text box 1, paragraph 1"


def test_headers_stand_at_the_head_for_markings_to_be_seen() -> None:
    document = opened(paragraph("PREVENT REFERRAL FORM"), header="SECRET")

    assert document.head_text.split("\n")[0] == "SECRET"
    assert document.blocks[0].kind is BlockKind.MARGIN


def test_notes_are_read_last() -> None:
    parts = word.parts(paragraph("text"))
    parts["word/_rels/document.xml.rels"] = str(parts["word/_rels/document.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="n" Type="{word.RELATION}/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    parts["word/footnotes.xml"] = (
        f"<w:footnotes {word.SPACES}><w:footnote>{paragraph('a note')}</w:footnote></w:footnotes>"
    )

    assert open_document(packing.packed(parts), filename="f.docx").text == "text\na note"


def test_what_lies_outside_the_file_is_never_looked_for() -> None:
    parts = word.parts(paragraph("text"))
    parts["word/_rels/document.xml.rels"] = (
        "<Relationships>"
        f'<Relationship Type="{word.RELATION}/attachedTemplate" Target="https://evil.example/t" TargetMode="External"/>'
        f'<Relationship Type="{word.RELATION}/header" Target="file:///etc/passwd" TargetMode="External"/>'
        f'<Relationship Type="{word.RELATION}/footer" Target="../../../etc/passwd"/>'
        f'<Relationship Type="{word.RELATION}/styles" Target="/word/styles.xml"/></Relationships>'
    )

    assert open_document(packing.packed(parts), filename="f.docx").text == "text"


def test_a_document_without_styles_and_relations_is_read() -> None:
    parts = word.parts(paragraph("text", style="Title"))
    del parts["word/_rels/document.xml.rels"], parts["word/styles.xml"]

    assert open_document(packing.packed(parts), filename="f.docx").blocks[0].kind is BlockKind.HEADING


def test_the_strict_kind_of_word_document_is_read() -> None:
    strict = str(word.parts(paragraph("text"))["word/document.xml"]).replace(
        word.W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )

    data = packing.packed(word.parts("") | {"word/document.xml": strict})

    assert open_document(data, filename="f.docx").text == "text"


def test_characters_that_no_text_has_are_left_out() -> None:
    assert text(paragraph(run("a\u0085b\u2028c\x7f"))) == "a\nb\nc"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "no-words"),
        (paragraph("  "), "no-words"),
        ("".join(paragraph(f"{n}") for n in range(5_001)), "too-long"),
        (paragraph("x" * 1_000_001), "too-long"),
        ("<w:sdt><w:sdtContent>" * 60 + "</w:sdtContent></w:sdt>" * 60, "too-long"),
    ],
    ids=["nothing", "blanks", "paragraphs", "letters", "depth"],
)
def test_a_document_that_is_no_form_is_refused(body: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        opened(body)

    assert refused.value.code == code


def test_a_part_that_has_no_body_is_damaged() -> None:
    data = packing.packed(word.parts("") | {"word/document.xml": "<w:document xmlns:w='x'/>"})

    with pytest.raises(Unreadable, match="damaged"):
        open_document(data, filename="f.docx")
