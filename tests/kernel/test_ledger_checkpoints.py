"""Checkpoints: signed, kept anywhere, and changed by nobody unseen."""

import base64
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import given, settings
from hypothesis import strategies as st

from caseward.kernel import ledger
from caseward.kernel.ledger import checkpoints
from caseward.kernel.reading import Unreadable


KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32))
CHECKPOINT = ledger.Checkpoint(
    origin="caseward.northshire.example/ledger",
    size=8,
    root=ledger.root([ledger.leaf_hash(b"entry")] * 8),
    at=datetime(2026, 11, 21, 23, 5, tzinfo=UTC),
)
SIGNED = ledger.sign_checkpoint(CHECKPOINT, private_key=KEY)


def pem(key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def test_a_checkpoint_is_a_signed_note_that_people_can_read() -> None:
    lines = SIGNED.text.splitlines()

    assert lines[:2] == ["caseward.northshire.example/ledger", "8"]
    assert base64.b64decode(lines[2]) == CHECKPOINT.root
    assert lines[3:5] == ["time 2026-11-21T23:05:00.000000Z", ""]
    assert lines[5].startswith("— caseward.northshire.example/ledger ")
    assert len(lines) == 6


def test_the_key_id_is_the_one_of_signed_notes() -> None:
    raw = KEY.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    wanted = hashlib.sha256(CHECKPOINT.origin.encode() + b"\n\x01" + raw).digest()[:4]

    assert SIGNED.key_id == wanted


def test_another_program_can_verify_the_signature_from_the_text_alone() -> None:
    body, _, last = SIGNED.text.partition("\n\n")
    sealed = base64.b64decode(last.split(" ")[2])

    KEY.public_key().verify(sealed[4:], f"{body}\n".encode())


def test_a_checkpoint_is_read_back_as_it_was_signed() -> None:
    again = ledger.read_checkpoint(SIGNED.text.encode())

    assert again == SIGNED
    assert ledger.verify_checkpoint(SIGNED, public_key=KEY.public_key())


def test_the_key_of_somebody_else_does_not_verify() -> None:
    assert not ledger.verify_checkpoint(SIGNED, public_key=OTHER_KEY.public_key())


def test_a_key_with_the_right_id_but_another_signature_does_not_verify() -> None:
    forged = ledger.SignedCheckpoint(
        checkpoint=CHECKPOINT, key_id=SIGNED.key_id, signature=OTHER_KEY.sign(CHECKPOINT.body.encode())
    )

    assert not ledger.verify_checkpoint(forged, public_key=KEY.public_key())


def test_the_time_is_signed_in_utc_wherever_it_was_taken() -> None:
    summer = datetime(2026, 7, 1, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    body = ledger.Checkpoint(origin="a", size=0, root=ledger.EMPTY_ROOT, at=summer).body

    assert "time 2026-07-01T12:00:00.000000Z" in body


@settings(max_examples=500)
@given(st.integers(0, len(SIGNED.text.encode()) * 8 - 1))
def test_a_flipped_bit_anywhere_is_noticed(bit: int) -> None:
    changed = bytearray(SIGNED.text.encode())
    changed[bit // 8] ^= 1 << bit % 8

    again = ledger.read_checkpoint(bytes(changed))

    assert isinstance(again, Unreadable) or not ledger.verify_checkpoint(again, public_key=KEY.public_key())


@given(st.integers(0, len(SIGNED.text.encode()) - 1))
def test_a_cut_note_is_not_a_checkpoint(length: int) -> None:
    assert isinstance(ledger.read_checkpoint(SIGNED.text.encode()[:length]), Unreadable)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n8\n", "\n08\n"),
        lambda text: text.replace("\n8\n", "\n+8\n"),
        lambda text: text.replace("23:05", "25:05"),
        lambda text: text.replace("00.000000Z", "0.0000000Z"),
        lambda text: text.replace("— caseward", "— Caseward"),
        lambda text: text + text,
        lambda text: text.replace("northshire", "north shire"),
        lambda text: text * 10_000,
        lambda text: text.replace(text[-3:], "B=\n"),
    ],
    ids=["ended twice", "other line ends", "08", "+8", "25 o'clock", "odd fraction", "other signer", "twice",
         "space in the name", "long", "loose base64"],
)  # fmt: skip
def test_every_other_spelling_is_refused(change: Callable[[str], str]) -> None:
    note = change(SIGNED.text).encode()

    assert isinstance(ledger.read_checkpoint(note), Unreadable)


@given(st.binary(max_size=5000))
def test_reading_rubbish_never_raises(junk: bytes) -> None:
    assert isinstance(ledger.read_checkpoint(junk), Unreadable)
    assert isinstance(ledger.read_public_key(junk), Unreadable)


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ({"origin": "two words"}, "is a name like"),
        ({"origin": ""}, "is a name like"),
        ({"origin": "line\nbreak"}, "is a name like"),
        ({"size": -1}, "counts from 0"),
        ({"size": 10**18}, "counts from 0"),
        ({"root": b"short"}, "32 bytes"),
        ({"at": datetime(2026, 1, 1)}, "time zone"),  # noqa: DTZ001 - the missing zone is what is refused
    ],
)
def test_an_impossible_checkpoint_cannot_be_made(fact: dict[str, object], sentence: str) -> None:
    facts = {"origin": "a", "size": 0, "root": ledger.EMPTY_ROOT, "at": CHECKPOINT.at} | fact

    with pytest.raises(ValueError, match=sentence):
        ledger.Checkpoint(**facts)  # type: ignore[arg-type]


def test_a_public_key_is_read_from_pem() -> None:
    key = ledger.read_public_key(pem(KEY))

    assert isinstance(key, ed25519.Ed25519PublicKey)
    assert ledger.verify_checkpoint(SIGNED, public_key=key)


def test_a_key_of_another_kind_is_refused_with_its_reason() -> None:
    other = ledger.read_public_key(pem(ec.generate_private_key(ec.SECP256R1())))

    assert isinstance(other, Unreadable)
    assert other.sentence == "This public key is of another kind than Ed25519."


def test_nothing_of_a_huge_file_is_looked_at_beyond_the_limit() -> None:
    padded = SIGNED.text.encode() + b" " * checkpoints.MOST_BYTES

    assert isinstance(ledger.read_checkpoint(padded), Unreadable)
