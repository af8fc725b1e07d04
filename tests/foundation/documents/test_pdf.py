"""What a PDF page shows is what is read: fields, boxes, notes, columns and tables, each in its place."""

import pytest

from caseward.foundation.documents import Unreadable, open_document, pdf_syntax
from caseward.kernel.forms import reading
from caseward.kernel.forms.documents import Block, BlockKind, Document
from caseward.kernel.forms.reading import FormReading
from tests.samples import forms, pdf
from tests.samples.pdf import LEFT, MIDDLE, RIGHT, Paper


QUESTION = "Have you informed the Individual that you are making this referral?"


def opened(paper: Paper) -> Document:
    return open_document(paper.written(), filename="form.pdf")


def read(paper: Paper) -> FormReading:
    return reading.read_form(opened(paper), forms.definition(), today=forms.TODAY)


def kinds(document: Document) -> list[tuple[BlockKind, tuple[str, ...]]]:
    return [(block.kind, block.cells) for block in document.blocks]


def paper_with(*lines: str) -> Paper:
    paper = Paper()
    for number, line in enumerate(lines):
        paper.text(LEFT, 100 + 30 * number, line)
    return paper


class TestText:
    def test_a_wide_gap_parts_two_cells(self) -> None:
        paper = paper_with("Forename(s)", "He came home.")
        paper.text(MIDDLE, 100, "Ffion Mair")

        assert kinds(opened(paper)) == [
            (BlockKind.ROW, ("Forename(s)", "Ffion Mair")),
            (BlockKind.PARAGRAPH, ("He came home.",)),
        ]

    def test_a_column_seen_elsewhere_parts_cells_at_a_narrow_gap(self) -> None:
        paper = Paper()
        for number, label in enumerate(
            ["One", "Two", "Three", "A label that nearly reaches the column of answers"]
        ):
            paper.text(MIDDLE - 8 - pdf.width_of(label) if number == 3 else LEFT, 100 + 30 * number, label)
            paper.text(MIDDLE, 100 + 30 * number, f"answer {number}")

        assert opened(paper).blocks[3].cells == (
            "A label that nearly reaches the column of answers",
            "answer 3",
        )

    def test_an_answer_of_several_lines_is_one_cell(self) -> None:
        paper = paper_with("Known Address(es)")
        for number, line in enumerate(["17 Fern Row, Northport", "9 Elm Way, Eastmark"]):
            paper.text(MIDDLE, 100 + 13 * number, line)

        assert opened(paper).blocks[0].cells == (
            "Known Address(es)",
            "17 Fern Row, Northport\n9 Elm Way, Eastmark",
        )

    def test_a_broken_line_is_joined_and_an_ended_one_is_not(self) -> None:
        paper, words = Paper(), "He said that it would begin on Friday. " * 5
        for number, line in enumerate([*pdf.wrapped(words.strip(), RIGHT - LEFT), "And he left."]):
            paper.text(LEFT, 100 + 13 * number, line)

        assert [block.text for block in opened(paper).blocks] == [words.strip(), "And he left."]

    def test_page_numbers_and_what_repeats_on_each_page_are_margins(self) -> None:
        paper = Paper()
        for number in range(1, 4):
            paper.text(LEFT, 20, "Ysgol Enghraifft")
            paper.text(LEFT, 300, f"Surname: Hart{number}")
            paper.text(LEFT, 820, f"Page {number} of 3")
            paper.new_page()
        document = opened(paper)

        margins = [block.text for block in document.blocks if block.kind is BlockKind.MARGIN]
        assert margins == [text for n in range(1, 4) for text in ("Ysgol Enghraifft", f"Page {n} of 3")]

    def test_places_are_said_by_page(self) -> None:
        paper = paper_with("one")
        paper.new_page()
        paper.text(LEFT, 100, "two")

        assert [(b.id, b.locator) for b in opened(paper).blocks] == [
            ("pg1p1", "page 1, passage 1"),
            ("pg2p1", "page 2, passage 1"),
        ]


class TestTables:
    def paper(self) -> Paper:
        paper = Paper()
        for top, cells in ((100, ["Forename", "Callum"]), (140, ["Surname", "Hart"]), (180, ["merged"])):
            edges = [LEFT, MIDDLE, RIGHT] if len(cells) == 2 else [LEFT, RIGHT]
            for left, right, text in zip(edges, edges[1:], cells, strict=False):
                paper.box(left, top, right, top + 40)
                paper.text(left + 5, top + 5, text)
        return paper

    def test_ruled_cells_are_rows(self) -> None:
        blocks = opened(self.paper()).blocks

        assert [(b.locator, b.cells, b.group) for b in blocks] == [
            ("page 1, table 1, row 1", ("Forename", "Callum"), "pg1t1"),
            ("page 1, table 1, row 2", ("Surname", "Hart"), "pg1t1"),
            ("page 1, table 1, row 3", ("merged",), "pg1t1"),
        ]

    def test_lines_in_a_cell_stay_lines_unless_they_were_broken(self) -> None:
        paper = self.paper()
        paper.text(MIDDLE + 5, 118, "James")

        assert opened(paper).blocks[0].cells == ("Forename", "Callum\nJames")

    def test_a_cell_reaching_down_leaves_an_empty_place(self) -> None:
        paper = Paper()
        paper.box(LEFT, 100, MIDDLE, 180)
        paper.text(LEFT + 5, 105, "Known Address(es)")
        for top, text in ((100, "1 Elm Way"), (140, "2 Fern Row")):
            paper.box(MIDDLE, top, RIGHT, top + 40)
            paper.text(MIDDLE + 5, top + 5, text)

        assert [block.cells for block in opened(paper).blocks] == [
            ("Known Address(es)", "1 Elm Way"),
            ("", "2 Fern Row"),
        ]

    def test_a_frame_around_the_page_is_no_table(self) -> None:
        paper = paper_with("Surname: Hart")
        paper.box(20, 20, 575, 820)

        assert kinds(opened(paper)) == [(BlockKind.PARAGRAPH, ("Surname: Hart",))]

    def test_a_page_full_of_lines_is_read_without_its_tables(self) -> None:
        paper = self.paper()
        for n in range(450):
            paper.box(300, 300 + n, 320, 301 + n)

        assert opened(paper).blocks[0].cells == ("Forename", "Callum")
        assert opened(paper).blocks[0].locator == "page 1, passage 1"


class TestFields:
    BOX = (MIDDLE, 98, RIGHT, 114)

    def block(self, **entries: str) -> Block:
        paper = paper_with("Surname")
        paper.field(self.BOX, **entries)
        return opened(paper).blocks[0]

    def test_a_field_goes_by_its_tooltip_its_printed_label_and_its_name(self) -> None:
        block = self.block(FT="/Tx", T="(f1)", TU="(Family name)", V=pdf.text("Pryce-Ŵyn"))

        assert (block.kind, block.cells) == (BlockKind.FIELD, ("Family name", "Surname", "f1", "Pryce-Ŵyn"))
        assert (block.id, block.locator) == ("pg1f1", "page 1, field 1")

    @pytest.mark.parametrize(
        ("entries", "value"),
        [
            ({"FT": "/Tx", "V": "(plain)"}, "plain"),
            ({"FT": "/Tx", "V": "(two\\rlines)"}, "two\nlines"),
            ({"FT": "/Tx", "V": "<e9>"}, "é"),
            ({"FT": "/Tx", "V": "/Named"}, "Named"),
            ({"FT": "/Ch", "V": "(gb)", "Opt": "[[(gb)(British)][(ie)(Irish)]]"}, "British"),
            ({"FT": "/Ch", "V": "[(gb)(ie)]", "Opt": "[[(gb)(British)][(ie)(Irish)]]"}, "British\nIrish"),
            ({"FT": "/Ch", "V": "(British)", "Opt": "[(British)(Irish)]"}, "British"),
            ({"FT": "/Tx", "V": "42"}, ""),
        ],
    )
    def test_a_field_says_what_it_shows(self, entries: dict[str, str], value: str) -> None:
        assert self.block(T="(f1)", **entries).cells == ("Surname", "f1", value)

    @pytest.mark.parametrize(
        "entries",
        [
            {"FT": "/Btn", "Ff": "65536"},
            {"FT": "/Sig"},
            {"FT": "/Tx", "V": "(hidden)", "F": "2"},
            {"FT": "/Tx", "V": "(unseen)", "F": "32"},
            {},
            {"Subtype": "/Link"},
        ],
        ids=["button", "signature", "hidden", "not viewed", "of no kind", "link"],
    )
    def test_what_nobody_fills_in_is_left_out(self, entries: dict[str, str]) -> None:
        assert kinds_of(self.block(T="(f1)", **entries)) == (BlockKind.PARAGRAPH, ("Surname",))

    def test_a_field_inherits_from_the_one_it_is_part_of(self) -> None:
        paper = paper_with("Surname")
        paper.field(self.BOX, T="(surname)", Parent="4 0 R")
        extra = [b"<</FT/Tx/T(referrer)/V(Hart)/Parent 4 0 R>>"]

        block = open_document(paper.written(extra=extra), filename="f.pdf").blocks[0]

        assert block.cells == ("Surname", "referrer.surname", "Hart")

    @pytest.mark.parametrize("value", [b"H\xe9rt", "Hért".encode(), b"\xfe\xff" + "Hért".encode("utf-16-be")])
    def test_a_value_may_be_a_stream_in_any_encoding(self, value: bytes) -> None:
        paper = paper_with("Surname")
        paper.field(self.BOX, FT="/Tx", T="(f1)", V="4 0 R")
        extra = [b"<</Length %d>>\nstream\n%s\nendstream" % (len(value), value)]

        assert open_document(paper.written(extra=extra), filename="f.pdf").blocks[0].cells[-1] == "Hért"

    def test_a_field_without_any_name_keeps_its_words(self) -> None:
        paper = Paper()
        paper.field(self.BOX, FT="/Tx", V="(Hart)")

        assert [passage.text for passage in read(paper).unplaced] == ["? | Hart"]

    @pytest.mark.parametrize("turned", [0, 90, 180, 270, 45, -90])
    def test_a_turned_page_keeps_fields_in_their_order(self, turned: int) -> None:
        paper = Paper()
        for number in range(3):
            paper.field(
                (100, 100 + 50 * number, 200, 120 + 50 * number), FT="/Tx", T=f"(f{number})", V=f"(v{number})"
            )
        data = paper.written(packed=False).replace(b"/Type/Page/", b"/Type/Page/Rotate %d/" % turned)
        data = data.replace(b"startxref", b"% moved\nstartxref")

        values = {block.cells[-1] for block in open_document(data, filename="f.pdf").blocks}

        assert values == {"v0", "v1", "v2"}


class TestMarks:
    @pytest.mark.parametrize(
        ("yes", "no", "answer"),
        [
            ({"AS": "/Yes"}, {"AS": "/Off"}, "YES"),
            ({"AS": "/Off"}, {"AS": "/1"}, "NO"),
            (
                {"V": "/Yes", "AP": "<</N<</Yes 2 0 R/Off 2 0 R>>>>"},
                {"V": "/Yes", "AP": "<</N<</No 2 0 R>>>>"},
                "YES",
            ),
            ({"V": "/Off"}, {"V": "/On"}, "NO"),
        ],
    )
    def test_boxes_are_marks_beside_their_words(
        self, yes: dict[str, str], no: dict[str, str], answer: str
    ) -> None:
        paper = paper_with("SAFEGUARDING CONSIDERATIONS", QUESTION)
        for x, word, entries in ((400, "Yes", yes), (460, "No", no)):
            paper.field((x, 130, x + 10, 140), FT="/Btn", **entries)
            paper.text(x + 14, 130, word)

        value = read(paper).of("safeguarding.individual_informed_of_referral").value

        assert value == {"answer": answer, "detail": ""}

    def test_a_note_typed_onto_the_page_is_an_answer(self) -> None:
        paper = paper_with("INDIVIDUAL'S DETAILS", "Surname")
        paper.field((MIDDLE, 128, RIGHT, 180), Subtype="/FreeText", Contents=pdf.text("Hart"))

        assert read(paper).of("individual.surname").value == "Hart"


class TestInside:
    @pytest.mark.parametrize(
        "own", [b"/Resources<</Font<</F1 3 0 R>>>>", b""], ids=["own fonts", "fonts of the page"]
    )
    def test_words_inside_a_form_of_the_page_are_read(self, own: bytes) -> None:
        inner = b"BT /F1 10 Tf 40 700 Td (Surname: Hart) Tj ET"
        body = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]" + own + b"/Length %d>>"
        paper = Paper()
        paper.raw(b"/X1 Do")
        data = paper.written(extra=[(body % len(inner)) + b"\nstream\n" + inner + b"\nendstream"])
        data = data.replace(
            b"/Resources<</Font<</F1 3 0 R>>>>/Annots", b"/Resources<</XObject<</X1 4 0 R>>>>/Annots"
        )

        assert open_document(data, filename="f.pdf").text == "Surname: Hart"

    def test_a_font_without_a_letter_map_goes_by_its_encoding(self) -> None:
        data = (
            paper_with("Surname: Hart").written().replace(b"/ToUnicode 2 0 R", b"/Encoding/WinAnsiEncoding")
        )

        assert open_document(data, filename="f.pdf").text == "Surname: Hart"

    def test_a_font_may_stand_in_the_page_itself(self) -> None:
        font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
        data = paper_with("Surname: Hart").written().replace(b"/F1 3 0 R", b"/F1 " + font)

        assert open_document(data, filename="f.pdf").text == "Surname: Hart"

    @pytest.mark.parametrize(
        "font",
        [
            b"<</Type/Font/Subtype/TrueType/FirstChar 32/Widths[500 500]/Encoding<</Differences[65/B]>>>>",
            b"<</Type/Font/Subtype/Type1/Encoding<</BaseEncoding/WinAnsiEncoding>>>>",
            b"<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FontBBox[0 0 1 1]/Encoding/WinAnsiEncoding>>",
            b"<</Type/Font/Subtype/Type0/Encoding/../../../etc/passwd/DescendantFonts[<</W[0 4000000000 5 1[2 3]]>>]>>",
            b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</CIDSystemInfo<</Ordering(../x)>>>>]>>",
            b"<</Type/Font/Subtype/Odd>>",
            b"[]",
            b"null",
        ],
    )
    def test_no_font_does_harm(self, font: bytes) -> None:
        data = paper_with("Surname: Hart").written()
        start = data.index(b"3 0 obj") + 8
        data = data[:start] + font + data[data.index(b"\nendobj", start) :]

        assert open_document(data, filename="f.pdf").blocks

    def test_letter_maps_with_ranges_are_read(self) -> None:
        cmap = b"beginbfrange <41> <43> <0061> <44> <45> [<0078> <0079>] endbfrange"
        data = paper_with("ABCDE").written(packed=False)
        start = data.index(b"2 0 obj") + 8
        stream = b"<</Length %d>>\nstream\n%s\nendstream" % (len(cmap), cmap)
        data = data[:start] + stream + data[data.index(b"\nendobj", start) :]

        assert open_document(data, filename="f.pdf").text == "abcxy"

    def test_a_letter_map_of_all_codes_there_could_be_is_cut_short(self) -> None:
        cmap = b"beginbfrange <00000000> <ffffffff> <0061> endbfrange"
        data = paper_with("A").written(packed=False)
        start = data.index(b"2 0 obj") + 8
        stream = b"<</Length %d>>\nstream\n%s\nendstream" % (len(cmap), cmap)
        data = data[:start] + stream + data[data.index(b"\nendobj", start) :]

        assert open_document(data, filename="f.pdf").blocks


def test_only_values_of_a_pdf_can_be_written() -> None:
    assert pdf_syntax.written({"A": [1, 2.5, b"x", pdf_syntax.Name("a b"), pdf_syntax.Ref(3)]}) == (
        b"<</A [1 2.5000 <78> /a#20b 3 0 R]>>"
    )
    with pytest.raises(TypeError, match="str is not a value"):
        pdf_syntax.written("text")


def kinds_of(block: Block) -> tuple[BlockKind, tuple[str, ...]]:
    return block.kind, block.cells


def test_a_form_that_only_adobe_shows_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        open_document(paper_with("Please wait").written(root="/AcroForm<</XFA[]>>"), filename="f.pdf")

    assert refused.value.code == "dynamic-form"
