"""Verifying an export: every way of tampering is found and the first bad entry named; honest ones pass."""

import json
import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseward.kernel import ledger
from caseward.kernel.ledger import Export, Note, Verdict, papers
from tests.kernel import ledger_exports as made


COUNT = 21
SIGNED_AT = (0, 8, 9, 16, 20)
ENTRIES = made.bodies(COUNT)
LINES = made.lines(ENTRIES)
NOTES = [made.checkpoint(ENTRIES, size) for size in SIGNED_AT]


def check(
    lines: Sequence[bytes] | None = LINES,
    notes: Sequence[Note] = NOTES,
    inclusion: bytes | None = None,
    consistency: bytes | None = None,
) -> list[ledger.Finding]:
    chunks = None if lines is None else made.in_pieces(lines)
    export = Export(checkpoints=notes, entries=chunks, inclusion=inclusion, consistency=consistency)
    return list(ledger.verify_export(export, key=made.KEY.public_key()))


def broken(findings: list[ledger.Finding]) -> list[str]:
    return [finding.sentence for finding in findings if finding.verdict is Verdict.BROKEN]


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

    @settings(deadline=None)
    @given(st.integers(0, 60), st.data())
    def test_holds_with_any_number_of_entries_and_checkpoints(self, count: int, data: st.DataObject) -> None:
        entries = made.bodies(count)
        sizes = data.draw(st.sets(st.integers(0, count), min_size=1))
        notes = [made.checkpoint(entries, size) for size in sizes]

        assert not broken(check(made.lines(entries, recorded=data.draw(st.booleans())), notes))

    @settings(deadline=None)
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

    @settings(max_examples=400, deadline=None)
    @given(st.integers(0, len(b"".join(LINES[:20])) - 1), st.integers(0, 7))
    def test_a_flipped_bit_anywhere_is_found(self, place: int, bit: int) -> None:
        whole = bytearray(b"".join(LINES))
        whole[place] ^= 1 << bit
        findings = check([bytes(whole)])

        assert broken(findings) or json_is_the_same(bytes(whole))

    @settings(max_examples=200, deadline=None)
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


class TestSignatures:
    def test_without_checkpoints_nothing_holds(self) -> None:
        assert broken(check(notes=[])) == [
            "There is no checkpoint with a good signature: nothing vouches for this export."
        ]

    def test_a_checkpoint_of_another_key_is_refused(self) -> None:
        forged = made.checkpoint(ENTRIES, 16, key=made.OTHER_KEY)

        assert broken(check(notes=[*NOTES, forged])) == [
            "The signature of 000016.txt does not fit: it was changed, or another key signed it."
        ]

    def test_a_checkpoint_of_another_ledger_is_refused(self) -> None:
        other = made.checkpoint(ENTRIES, 16, origin="caseward.eastmark.example/ledger")

        assert broken(check(notes=[*NOTES, other])) == [
            "000016.txt is of another ledger, caseward.eastmark.example/ledger."
        ]

    def test_rubbish_among_the_checkpoints_is_named(self) -> None:
        assert broken(check(notes=[Note("readme.txt", b"hello"), *NOTES])) == [
            "readme.txt is not a checkpoint, or it was changed."
        ]

    def test_only_the_first_twenty_bad_checkpoints_are_named(self) -> None:
        sentences = broken(check(notes=[Note(f"{number}.txt", b"") for number in range(50)] + NOTES))

        assert len(sentences) == 21
        assert sentences[-1] == "50 checkpoints are bad; the first are named above."

    def test_a_name_cannot_steer_the_terminal(self) -> None:
        sentence = broken(check(notes=[Note("\x1b[2J\n{size}.txt", b""), *NOTES]))[0]

        assert sentence == "?[2J?{size}.txt is not a checkpoint, or it was changed."

    def test_the_same_checkpoint_inside_and_outside_is_no_contradiction(self) -> None:
        assert not broken(check(notes=[*NOTES, *NOTES]))


class TestInclusion:
    def test_one_entry_is_proved_without_the_others(self) -> None:
        findings = check(None, [NOTES[-1]], inclusion=made.inclusion(ENTRIES, 5, 20))

        assert not broken(findings)
        assert findings[-1].sentence == (
            "The entry in inclusion.json is entry 5 of the 20 over which 000020.txt was signed."
        )

    def test_it_holds_beside_the_entries_too(self) -> None:
        assert not broken(check(inclusion=made.inclusion(ENTRIES, 5, 20)))

    def test_another_entry_is_refused(self) -> None:
        forged = json.loads(made.inclusion(ENTRIES, 5, 20)) | {"body": "e30="}

        assert broken(check(None, NOTES[-1:], inclusion=json.dumps(forged).encode())) == [
            "inclusion.json does not prove that its entry is entry 5 of 20."
        ]

    def test_an_entry_that_is_not_the_exported_one_is_refused(self) -> None:
        entries = [*ENTRIES[:5], b"{}", *ENTRIES[6:]]
        lines = made.lines(entries)

        assert (
            "inclusion.json does not prove"
            in broken(check(lines, inclusion=made.inclusion(ENTRIES, 5, 20)))[-1]
        )

    def test_a_size_that_nobody_signed_is_refused(self) -> None:
        assert broken(check(inclusion=made.inclusion(ENTRIES, 5, 19))) == [
            "inclusion.json speaks of 19 entries, and no good checkpoint was signed over so many."
        ]

    @settings(deadline=None)
    @given(st.binary() | st.sampled_from([b"{}", b"[]", b"null", b"[" * 9999, b'{"index":1}']))
    def test_rubbish_is_no_proof(self, junk: bytes) -> None:
        assert broken(check(None, NOTES[-1:], inclusion=junk)) == [
            "inclusion.json cannot be read as a proof."
        ]

    def test_a_proof_of_absurd_length_is_refused(self) -> None:
        forged = json.loads(made.inclusion(ENTRIES, 5, 20))
        forged["proof"] *= 100

        assert broken(check(None, NOTES[-1:], inclusion=json.dumps(forged).encode()))


class TestConsistency:
    def test_two_checkpoints_are_joined_without_the_entries(self) -> None:
        findings = check(None, [NOTES[1], NOTES[4]], consistency=made.consistency(ENTRIES, (8, 20)))

        assert not broken(findings)
        assert findings[-1].sentence == "The ledger of 20 entries begins with the ledger of 8 entries."

    def test_a_chain_of_proofs_joins_many_in_any_order(self) -> None:
        chain = made.consistency(ENTRIES, (9, 16), (16, 20), (8, 9), (0, 8))

        assert not broken(check(None, NOTES, consistency=chain))

    def test_a_checkpoint_that_nothing_joins_is_named(self) -> None:
        assert broken(
            check(None, [NOTES[1], NOTES[3], NOTES[4]], consistency=made.consistency(ENTRIES, (16, 20)))
        ) == ["Nothing shows that 000008.txt, over 8 entries, is of the same history as the last checkpoint."]

    def test_a_rewritten_history_cannot_be_joined(self) -> None:
        entries = [b"{}", *ENTRIES[1:]]
        forged = made.checkpoint(entries, 20)

        sentences = broken(check(None, [NOTES[1], forged], consistency=made.consistency(entries, (8, 20))))

        assert sentences[0] == "The ledger of 20 entries is not shown to begin with that of 8 entries."
        assert len(sentences) == 2

    def test_sizes_that_nobody_signed_are_refused(self) -> None:
        assert broken(check(consistency=made.consistency(ENTRIES, (7, 20)))) == [
            "consistency.json speaks of 7 and 20 entries, and there are no good checkpoints over both."
        ]

    def test_with_the_entries_no_proof_is_needed(self) -> None:
        assert not broken(check(consistency=b"[]"))

    @settings(deadline=None)
    @given(st.binary() | st.sampled_from([b"{}", b"null", b"[1]", b"[" * 9999, b'[{"old_size":1}]']))
    def test_rubbish_is_no_proof(self, junk: bytes) -> None:
        assert broken(check(None, NOTES[-1:], consistency=junk))[0] == (
            "consistency.json cannot be read as a list of proofs."
        )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.builds(Note, st.text(), st.binary()), max_size=3),
    st.none() | st.lists(st.binary() | st.sampled_from(LINES), max_size=5),
    st.none() | st.binary(),
    st.none() | st.binary(),
)
def test_whatever_it_is_given_it_never_raises_and_never_says_that_rubbish_holds(
    notes: list[Note], chunks: list[bytes] | None, inclusion: bytes | None, consistency: bytes | None
) -> None:
    export = Export(checkpoints=notes, entries=chunks, inclusion=inclusion, consistency=consistency)

    findings = list(ledger.verify_export(export, key=made.KEY.public_key()))

    assert broken(findings)
    assert all(finding.sentence.isprintable() for finding in findings)


@settings(deadline=None)
@given(st.integers(0, 10**17), st.binary(max_size=40), st.none() | st.binary(min_size=32, max_size=32))
def test_an_entry_reads_back_as_written(index: int, body: bytes, leaf: bytes | None) -> None:
    line = ledger.entry_line(index, body=body, leaf=leaf)

    assert line.endswith(b"\n")
    assert papers.read_entry(line) == papers.WrittenEntry(index, body, leaf)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line)), st.integers(1, 40))
def test_lines_are_the_same_however_the_pieces_fall(texts: list[bytes], length: int) -> None:
    whole = b"".join(text + b"\n" for text in texts)
    pieces = [whole[start : start + length] for start in range(0, len(whole), length)]

    assert list(papers.lines(pieces)) == texts


def test_a_line_without_end_is_cut_off_and_the_stream_left() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"A" * 65_536

    (line,) = papers.lines(endless())

    assert len(line) <= papers.LONGEST_LINE + 2 * 65_536
    assert taken <= 18
