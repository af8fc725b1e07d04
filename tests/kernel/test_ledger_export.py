"""Verifying an export: every way of tampering is found and the first bad entry named; honest ones pass."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseward.kernel import ledger
from caseward.kernel.ledger import Export, Note, papers
from tests.kernel import ledger_exports as made
from tests.kernel.ledger_exports import ENTRIES, LINES, NOTES, SIGNED_AT, broken, check


def one_of(first: int, last: int) -> str:
    return (
        f"The first bad entry is one of {first} to {last}: the entries before them agree with a signed checkpoint, "
        "and with them 000016.txt no longer does."
    )


def rewritten(entries: list[bytes]) -> list[bytes]:
    """Lines of entries whose recorded hashes were made to fit: the work of somebody who owns the database."""
    return made.lines(entries)


class TestAnHonestExport:
    def test_holds_and_says_what_was_checked(self) -> None:
        signed = f"signed 2026-11-21 23:25:00 UTC by {made.ORIGIN}"

        assert [finding.sentence for finding in check()] == [
            f"Checkpoints with a good signature: 5. The last covers 20 entries, {signed}.",
            "Entries newer than the last checkpoint: 1. Nothing vouches for them yet.",
            "Entries: 21. All that are signed are there, in order and unchanged.",
        ]

    @given(st.integers(0, 60), st.data())
    def test_holds_with_any_number_of_entries_and_checkpoints(self, count: int, data: st.DataObject) -> None:
        entries = made.bodies(count)
        sizes = data.draw(st.sets(st.integers(0, count), min_size=1))
        notes = [made.checkpoint(entries, size) for size in sizes]

        assert not broken(check(made.lines(entries, recorded=data.draw(st.booleans())), notes))

    @given(st.integers(1, 200))
    def test_holds_however_the_file_falls_into_pieces(self, length: int) -> None:
        export = Export(checkpoints=NOTES, entries=made.in_pieces(LINES, length))

        assert not broken(list(ledger.verify_export(export, key=made.KEY.public_key())))

    def test_holds_without_the_recorded_hashes(self) -> None:
        assert not broken(check(made.lines(ENTRIES, recorded=False)))

    def test_needs_no_newline_at_the_end(self) -> None:
        assert not broken(check([*LINES[:-1], LINES[-1].rstrip()]))

    def test_is_read_only_as_far_as_is_needed(self) -> None:
        """The entries are never held: a stream of any length passes through."""
        walked = 0

        def counted() -> Iterator[bytes]:
            nonlocal walked
            for line in LINES:
                walked += 1
                yield line

        findings = ledger.verify_export(
            Export(checkpoints=NOTES, entries=counted()), key=made.KEY.public_key()
        )
        next(findings)

        assert walked == 0


class TestTampering:
    """Attacks of somebody who owns the database, and may forge everything but the signatures."""

    @pytest.mark.parametrize("place", range(20))
    def test_a_changed_body_is_named(self, place: int) -> None:
        line = ledger.entry_line(place, body=b"{}", leaf=ledger.leaf_hash(ENTRIES[place]))

        assert broken(check([*LINES[:place], line, *LINES[place + 1 :]])) == [
            f"Entry {place} is the first bad one: its content does not give the hash recorded for it."
        ]

    def test_a_changed_body_that_is_not_sealed_yet_is_named(self) -> None:
        line = ledger.entry_line(20, body=b"{}", leaf=ledger.leaf_hash(ENTRIES[20]))

        assert broken(check([*LINES[:20], line])) == [
            "Entry 20 is the first bad one: its content does not give the hash recorded for it."
        ]

    def test_a_changed_entry_with_its_hash_is_found_between_two_checkpoints(self) -> None:
        entries = [*ENTRIES[:12], b"{}", *ENTRIES[13:]]

        assert broken(check(rewritten(entries))) == [one_of(9, 15)]

    def test_where_only_one_entry_can_be_bad_it_is_named(self) -> None:
        entries = [*ENTRIES[:8], b"{}", *ENTRIES[9:]]

        assert broken(check(rewritten(entries))) == [
            "Entry 8 is the first bad one: 000009.txt was signed over another one in its place."
        ]

    def test_a_changed_body_does_not_hide_an_earlier_entry_rewritten_with_its_hash(self) -> None:
        entries = [*ENTRIES[:10], b"{}", *ENTRIES[11:]]
        lines = rewritten(entries)
        lines[13] = ledger.entry_line(13, body=b"[]", leaf=ledger.leaf_hash(ENTRIES[13]))

        assert broken(check(lines)) == [one_of(9, 13)]

    def test_a_line_taken_out_is_named(self) -> None:
        findings = check([*LINES[:12], *LINES[13:]])

        assert broken(findings) == [
            "Line 13 holds entry 13 in the place of entry 12. Nothing after it was checked."
        ]
        assert findings[-1].sentence == "The first 9 entries agree with a signed checkpoint."

    def test_an_entry_taken_out_and_the_rest_renumbered_is_found(self) -> None:
        sentences = broken(check(rewritten([*ENTRIES[:12], *ENTRIES[13:]])))

        assert sentences[0].startswith("The first bad entry is one of 9 to 15:")

    def test_two_lines_that_changed_places_are_named(self) -> None:
        assert broken(check([*LINES[:3], LINES[4], LINES[3], *LINES[5:]])) == [
            "Line 4 holds entry 4 in the place of entry 3. Nothing after it was checked."
        ]

    def test_two_entries_that_changed_places_are_found(self) -> None:
        entries = [*ENTRIES[:3], ENTRIES[4], ENTRIES[3], *ENTRIES[5:]]

        assert broken(check(rewritten(entries)))[0].startswith("The first bad entry is one of 0 to 7:")

    def test_an_entry_put_in_is_found(self) -> None:
        assert broken(check(rewritten([*ENTRIES[:17], b"{}", *ENTRIES[17:]])))

    def test_an_entry_written_twice_is_named(self) -> None:
        assert broken(check([*LINES[:5], LINES[4], *LINES[5:]])) == [
            "Line 6 holds entry 4 in the place of entry 5. Nothing after it was checked."
        ]

    def test_a_tail_cut_off_is_found(self) -> None:
        (sentence,) = broken(check(LINES[:18]))

        assert sentence.startswith("The export ends after 18 entries, but 000020.txt was signed over 20:")

    def test_an_older_state_is_found_by_a_checkpoint_kept_outside(self) -> None:
        kept = Note("/safe/000020.txt", NOTES[-1].text)

        assert "/safe/000020.txt was signed over 20" in broken(check(LINES[:9], [*NOTES[:3], kept]))[0]

    def test_history_rewritten_with_the_key_in_hand_is_found_by_a_checkpoint_kept_outside(self) -> None:
        entries = [b"{}", *ENTRIES[1:]]
        forged = [made.checkpoint(entries, size) for size in SIGNED_AT[1:]]
        kept = Note("/safe/000009.txt", NOTES[2].text)

        assert not broken(check(rewritten(entries), forged))
        both = "000009.txt and /safe/000009.txt were both signed over the first 9 entries and differ"
        assert broken(check(rewritten(entries), [*forged, kept])) == [f"{both}: history was rewritten."]
        assert broken(check(rewritten(entries), [forged[0], kept]))

    def test_a_forged_empty_beginning_is_found(self) -> None:
        forged = Note("0.txt", made.checkpoint(ENTRIES, 0).text.replace(b"47DEQ", b"47DER"))

        assert broken(check(notes=[forged, *NOTES[1:]])) == [
            "The signature of 0.txt does not fit: it was changed, or another key signed it."
        ]

    def test_a_wrong_beginning_signed_with_the_key_in_hand_is_found(self) -> None:
        wrong = ledger.Checkpoint(origin=made.ORIGIN, size=0, root=bytes(32), at=made.BEGUN)
        note = Note("0.txt", ledger.sign_checkpoint(wrong, private_key=made.KEY).text.encode())

        assert broken(check(notes=[note, *NOTES[1:]])) == [
            "0.txt was signed over no entries and does not have the root of an empty ledger."
        ]

    @pytest.mark.parametrize(
        "line",
        [
            b"not json\n", b"\n", b"[]\n", b"{}\n", b"null\n", b'{"index":5}\n', b'{"index":"5","body":""}\n',
            b'{"index":5,"body":"?"}\n', b'{"index":5,"body":"","extra":1}\n', b'{"index":5,"body":"","leaf":"QQ=="}\n',
            b'{"index":5.0,"body":""}\n', b'{"index":true,"body":""}\n', b'{"index":-5,"body":""}\n',
            b'{"index":5,"index":5,"body":""}\n', b"[" * 100_000 + b"\n",
            b'{"index":' + b"9" * 10_000 + b',"body":""}\n',
            b'{"index":5,"body":"\xff"}\n', b'{"index":5,"body":NaN}\n',
            b'{"index":5,"body":"' + b"A" * papers.LONGEST_LINE + b'"}\n',
        ],
        ids=lambda line: repr(line[:30]),
    )  # fmt: skip
    def test_a_line_that_is_no_entry_is_named(self, line: bytes) -> None:
        assert broken(check([*LINES[:5], line, *LINES[6:]])) == [
            "Line 6 cannot be read as entry 5. Nothing after it was checked."
        ]

    @settings(max_examples=400)
    @given(st.integers(0, len(b"".join(LINES[:20])) - 1), st.integers(0, 7))
    def test_a_flipped_bit_anywhere_is_found(self, place: int, bit: int) -> None:
        whole = bytearray(b"".join(LINES))
        whole[place] ^= 1 << bit
        findings = check([bytes(whole)])

        assert broken(findings) or json_is_the_same(bytes(whole))

    @settings(max_examples=200)
    @given(st.randoms(use_true_random=False))
    def test_any_other_order_or_choice_of_signed_entries_is_found(self, chance: random.Random) -> None:
        entries = chance.choices(ENTRIES, k=chance.randint(0, 24))

        if entries[:20] != ENTRIES[:20]:
            assert broken(check(rewritten(entries)))


def json_is_the_same(changed: bytes) -> bool:
    """A flip may leave the facts alone: in the unused bits of base64, or between a space and a tab."""

    def facts(text: bytes) -> list[object]:
        return [papers.read_entry(line) for line in text.splitlines()]

    return facts(changed) == facts(b"".join(LINES))
