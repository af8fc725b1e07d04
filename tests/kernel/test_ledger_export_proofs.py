"""The proofs and signatures of an export: each is believed only when it fits."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseward.kernel import ledger
from caseward.kernel.ledger import Export, Note
from tests.kernel import ledger_exports as made
from tests.kernel.ledger_exports import ENTRIES, LINES, NOTES, broken, check


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

    def test_a_proof_beside_the_last_checkpoint_joins_nothing_to_it(self) -> None:
        three = [NOTES[1], NOTES[2], NOTES[4]]

        assert broken(check(None, three, consistency=made.consistency(ENTRIES, (8, 9)))) == [
            "Nothing shows that 000008.txt, over 8 entries, is of the same history as the last checkpoint."
        ]

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

    @pytest.mark.parametrize(
        "junk",
        [
            *(b"", b"{}", b"null", b"[1]", b"[" * 9999, b'[{"old_size":1}]'),
            b'[{"old_size":1,"new_size":-1,"proof":[]}]',
            b'[{"old_size":1,"new_size":2,"proof":[1]}]',
            b'[{"old_size":1,"new_size":2,"proof":["QQ=="]}]',
        ],
        ids=lambda junk: repr(junk[:40]),
    )
    def test_rubbish_is_no_proof(self, junk: bytes) -> None:
        assert broken(check(None, NOTES[-1:], consistency=junk))[0] == (
            "consistency.json cannot be read as a list of proofs."
        )


@settings(max_examples=300)
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
