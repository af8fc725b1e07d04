"""`caseward verify`: checks an export of the ledger with nothing but Python and one package for signatures."""

import argparse
import contextlib
import itertools
import sys
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ed25519

from caseward.command_line import sources
from caseward.kernel import ledger
from caseward.kernel.ledger import checkpoints, papers
from caseward.kernel.reading import Unreadable


GOOD, BROKEN, CANNOT_READ = 0, 1, 2

_PREFIXES = {
    ledger.Verdict.HOLDS: "Holds:  ",
    ledger.Verdict.BROKEN: "BROKEN: ",
    ledger.Verdict.NOTE: "Note:   ",
}
_ABOUT = """
Verify an export of the ledger: a folder or a .zip with entries.jsonl, checkpoints/*.txt and key.pem,
and perhaps inclusion.json and consistency.json.

The answer is as good as the key: compare it with, or give, a key that you had before. Checkpoints kept
outside (--checkpoint) show whether history was rewritten or an older state put back since they were signed.
"""
_EXITS = "Exit status: 0 everything checked holds, 1 something is broken, 2 the export cannot be read."


def verify(arguments: Sequence[str]) -> int:
    """Run the subcommand on its arguments; print plain sentences and return the exit status."""
    options = _parser().parse_args(arguments)
    # A name that the terminal's encoding cannot write must not stop the answer.
    with contextlib.suppress(AttributeError):
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        return _verify(options.export, options.checkpoint, options.key)
    except (sources.CannotRead, OSError) as error:
        _say(f"Cannot read the export: {error}")
        return CANNOT_READ


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="caseward verify",
        description=_ABOUT,
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("export", type=Path, metavar="EXPORT", help="the folder or .zip to verify")
    parser.add_argument(
        "--checkpoint",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="a checkpoint kept outside the export, or a folder of them",
    )
    parser.add_argument("--key", type=Path, metavar="FILE", help="the public key to trust, in PEM")
    return parser


def _verify(place: Path, kept: list[Path], key_file: Path | None) -> int:
    with contextlib.closing(sources.open_source(place)) as source:
        key = _key(source, key_file)
        export = ledger.Export(
            checkpoints=itertools.chain(source.checkpoints(), sources.checkpoints_at(kept)),
            entries=source.chunks(sources.ENTRIES),
            inclusion=source.file(sources.INCLUSION, most=papers.LARGEST_PROOF_FILE),
            consistency=source.file(sources.CONSISTENCY, most=papers.LARGEST_CONSISTENCY_FILE),
        )
        if export.is_empty:
            raise sources.CannotRead("it holds neither entries nor proofs, so there is nothing to verify.")
        return _report(export, key)


def _key(source: sources.Source, key_file: Path | None) -> ed25519.Ed25519PublicKey:
    """The key to trust: the one given, else the one inside, of which the reader is warned."""
    if key_file is not None:
        _say(f"{_PREFIXES[ledger.Verdict.NOTE]}Signatures are checked against the key you gave.")
        pem: bytes | None = sources.read_small(key_file, most=checkpoints.MOST_BYTES)
    else:
        pem = source.file(sources.KEY, most=checkpoints.MOST_BYTES)
        _say(
            f"{_PREFIXES[ledger.Verdict.NOTE]}Signatures are checked against the key inside the export, which whoever "
            "made the export chose. Give --key to trust another."
        )
    if pem is None:
        raise sources.CannotRead("it holds no key.pem; give the public key with --key.")
    key = ledger.read_public_key(pem)
    if isinstance(key, Unreadable):
        raise sources.CannotRead(key.sentence)
    return key


def _report(export: ledger.Export, key: ed25519.Ed25519PublicKey) -> int:
    broken = 0
    for finding in ledger.verify_export(export, key=key):
        broken += finding.verdict is ledger.Verdict.BROKEN
        _say(_PREFIXES[finding.verdict] + finding.sentence)
    _say("This export does not hold." if broken else "Everything that was checked holds.")
    return BROKEN if broken else GOOD


def _say(sentence: str) -> None:
    """Print one line, whatever a hostile name may contain."""
    sys.stdout.write("".join(c if c.isprintable() else "?" for c in sentence) + "\n")
