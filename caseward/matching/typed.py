"""`caseward match`: train, batch and evaluate, typed by whoever runs the machine that matches."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from caseward.matching import batching, editions, evaluating, febrl, linking, records, store, training
from caseward.matching.blocking import LARGEST_BLOCK, Bounds
from caseward.matching.store import Backend, Store


GOOD, CANNOT = 0, 2

_EXITS = "Exit status: 0 done, 2 not understood, not readable or not possible."
_WORDS = ("possible", "likely", "very likely")
# What was asked for cannot be done, for a reason that is a sentence.
_FAULTS = (
    records.NotReadable,
    editions.NoEdition,
    batching.Refused,
    febrl.NotInstalled,
    store.NotHere,
    OSError,
)


def match(arguments: Sequence[str]) -> int:
    """Run the subcommand on its arguments; print plain sentences and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except _FAULTS as fault:
        _say(f"Nothing was done: {fault}")
        return CANNOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="caseward match", description="Matching in bulk: docs/operate/matching.md.", epilog=_EXITS
    )
    chosen = parser.add_subparsers(required=True, metavar="train | batch | evaluate")
    for add in (_add_train, _add_batch, _add_evaluate):
        add(chosen)
    return parser


def _add_train(chosen: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = chosen.add_parser("train", help="learn the weights of an edition from records without labels")
    parser.add_argument("records", type=Path, help="a file of records, JSON, one a line")
    parser.add_argument(
        "--out", type=Path, required=True, help="where the draft is written: KEY-VERSION.toml"
    )
    parser.add_argument("--from", dest="base", default=editions.LIVE, help="the edition it grows from")
    parser.add_argument("--title", required=True, help="what the records are, for the title")
    parser.add_argument("--effective", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--strangers", type=int, default=training.STRANGERS, help="pairs drawn by lot for u")
    _add_bounds(parser)
    parser.set_defaults(run=_train)


def _add_batch(chosen: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = chosen.add_parser("batch", help="pair the records of a file; write ids and weights, no names")
    parser.add_argument("records", type=Path, help="a file of records, JSON, one a line")
    parser.add_argument("--out", type=Path, required=True, help="a new file, readable by its owner alone")
    parser.add_argument(
        "--edition", default=editions.LIVE, help="a published edition, or a draft by its path"
    )
    parser.add_argument("--at-least", choices=_WORDS, default=_WORDS[0], help="the least word worth a look")
    _add_bounds(parser)
    parser.set_defaults(run=_batch)


def _add_evaluate(chosen: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = chosen.add_parser("evaluate", help="precision, recall and F1 where the truth is known")
    every = (*febrl.SETS, evaluating.INVENTED)
    parser.add_argument(
        "sets", nargs="*", choices=[*every, []], help=f"of {', '.join(every)}; all by default"
    )
    parser.add_argument("--from", dest="base", default=editions.LIVE, help="the edition training begins with")
    parser.add_argument("--count", type=int, default=10_000, help="how many records are invented")
    parser.add_argument("--strangers", type=int, default=training.STRANGERS, help="pairs drawn by lot for u")
    parser.set_defaults(run=_evaluate)


def _add_bounds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--largest-block", type=int, default=LARGEST_BLOCK, help="most records a key may have"
    )
    parser.add_argument(
        "--least-shared", type=int, default=1, help="keys that two records share before they are compared"
    )
    parser.add_argument(
        "--rare", type=int, default=0, help="one shared key is enough that so few records have at most"
    )
    parser.add_argument("--memory", default=store.MEMORY, help="of the backend; the rest is spilt to disk")
    backend = os.environ.get("CASEWARD_MATCH_BACKEND", Backend.DUCKDB)
    parser.add_argument(
        "--backend", type=Backend, choices=[*Backend], default=backend, help="spark for a nation"
    )
    master = os.environ.get("CASEWARD_MATCH_MASTER", "")
    parser.add_argument(
        "--master", default=master, help="of Spark, as it names one; without it, this machine"
    )


def _opened(options: argparse.Namespace) -> AbstractContextManager[Store]:
    return store.opened(backend=options.backend, memory=options.memory, master=options.master)


def _bounds(options: argparse.Namespace) -> Bounds:
    return Bounds(options.largest_block, options.least_shared, options.rare)


def _train(options: argparse.Namespace) -> int:
    key, _, version = options.out.stem.partition("-")
    base = editions.table_of(options.base)
    with _opened(options) as opened:
        counts = linking.load(opened, records.read(options.records), bounds=_bounds(options))
        learnt = training.learnt(
            opened, base=base, nicknames=editions.nicknames(), strangers=options.strangers
        )
    table = editions.named(learnt, key=key, version=version, title=options.title, on=options.effective)
    editions.checked(table)
    options.out.write_text(editions.text_of(table), encoding="utf-8")
    _say(f"Learnt from {counts[0]:,} records and {counts[1]:,} pairs; read {options.out}, then publish it.")
    return GOOD


def _batch(options: argparse.Namespace) -> int:
    model = editions.model_of(options.edition)
    with _opened(options) as opened:
        counts = linking.load(opened, records.read(options.records), bounds=_bounds(options))
        least = batching.least_bits(model, options.at_least)
        found = linking.weighed(opened, model=model, nicknames=editions.nicknames(), least=least)
        written = batching.write(found, place=options.out, model=model)
    _say(f"{counts[0]:,} records, {counts[1]:,} pairs compared, {written:,} worth a look in {options.out}.")
    return GOOD


def _evaluate(options: argparse.Namespace) -> int:
    base, nicknames = editions.table_of(options.base), editions.nicknames()
    names = options.sets or (*febrl.SETS, evaluating.INVENTED)
    for trial in evaluating.trials(names, count=options.count):
        result = evaluating.tried(trial, base=base, nicknames=nicknames, strangers=options.strangers)
        _say(f"{trial.name}, {trial.fields}: {len(trial.given):,} records, {result.pairs:,} pairs compared;")
        _say(f"  blocking keeps {result.kept:.4f} of the true pairs")
        for how, answer in result.answers.items():
            said = answer.figures
            at = " and ".join(f"{one:g}" for one in answer.thresholds)
            _say(
                f"  {how:>16}: precision {said.precision:.4f}  recall {said.recall:.4f}  F1 {said.f1:.4f}"
                f"  (from {at} bits, each half by the other's)"
            )
    return GOOD


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
