"""`caseward replay`: typed by whoever wants to know what the rules would have said of a case."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from caseward.foundation.catalogue import catalogue
from caseward.kernel.pathways import Pathway
from caseward.kernel.replays import Fault, Known, NotUnderstood, Timeline, read_whole
from caseward.kernel.replays.spelling import bare
from caseward.replay import worlds, writing


GOOD, FAILED, NOT_UNDERSTOOD = 0, 1, 2
LARGEST = 5_000_000  # bytes of a timeline

_EXITS = """\
Exit status: 0 replayed, whatever the rules refused; 1 no world could be made, or its server was lost;
2 the timeline was not understood."""


def replay(arguments: Sequence[str]) -> int:
    """Run the command on its arguments and return its exit status."""
    options = _parser().parse_args(arguments)
    if options.verbs:
        sys.stdout.write(writing.verbs())
        return GOOD
    if options.timeline is None:
        sys.stderr.write(
            "Name a timeline: caseward replay TIMELINE.toml. Its grammar: caseward replay --verbs\n"
        )
        return NOT_UNDERSTOOD
    try:
        timeline = read(options.timeline)
    except NotUnderstood as amiss:
        sys.stderr.writelines(_told(options.timeline, fault) for fault in amiss.faults)
        return NOT_UNDERSTOOD
    return _replayed(timeline, options)


def read(path: Path) -> Timeline:
    """The timeline in a file; NotUnderstood with every fault."""
    return read_whole(_text(path), known=known(), today=_today())


def _told(path: Path, fault: Fault) -> str:
    """As compilers do: the file, the line, then which event and which key of it, and what is the matter."""
    at = f"{path}:{fault.line}" if fault.line else str(path)
    return f"{at}: {f'{fault.place}: ' if fault.place else ''}{fault.sentence}\n"


def known() -> Known:
    """The names of everything that the newest definitions know."""
    found = catalogue()
    pathways = list(found.pathways)
    rules = {rule.key: rule.key for rule in found.clocks}
    return Known(
        stages=frozenset(stage.key for one in pathways for stage in one.stages),
        facts=frozenset(found.facts_about("case")),
        gates=frozenset(gate.key for one in pathways for gate in one.gates),
        outcomes=frozenset(outcome.key for one in pathways for outcome in one.outcomes),
        pathways=frozenset(one.key for one in pathways),
        since=min(one.effective_from for one in pathways),
        # An office for a time has its end, and nobody on the stage holds one from the beginning.
        ranks=frozenset(one.key for one in found.ranks_on(_today()).ranks if not one.most_days),
        happenings=frozenset(
            one.code.partition(".")[2] for one in found.happenings_on(_today()).values() if one.recorded_by
        ),
        rules={**{rule.title.lower(): rule.key for rule in found.clocks}, **rules},
        titles=_titles(pathways),
    )


def _titles(pathways: Sequence[Pathway]) -> dict[str, str]:
    """The key of each stage and outcome by its title, where a title means one of them alone."""
    keys: dict[str, set[str]] = {}
    for one in pathways:
        named = [(each.title, each.key) for each in one.stages]
        for title, key in [*named, *((each.title, each.key) for each in one.outcomes)]:
            keys.setdefault(bare(title), set()).add(key)
    return {title: key for title, (key, *others) in keys.items() if not others}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="caseward replay",
        description="Leads a dated timeline through the real commands in a world that is thrown away afterwards.",
        epilog=_EXITS,
    )
    parser.add_argument("timeline", nargs="?", type=Path, help="a TOML file; docs/how-to/replay-a-review.md")
    parser.add_argument(
        "--report", choices=writing.WRITERS, default="text", help="how it is told; text by default"
    )
    parser.add_argument("--out", type=Path, help="where it is written; to the terminal by default")
    parser.add_argument(
        "--verbs", action="store_true", help="print every verb with its keys, and replay nothing"
    )
    return parser


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise NotUnderstood(Fault("", f"The file is larger than {LARGEST:,} bytes."))
        return path.read_text(encoding="utf-8-sig")
    except OSError as trouble:
        raise NotUnderstood(Fault("", f"The file cannot be read: {trouble.strerror}.")) from None
    except UnicodeDecodeError:
        raise NotUnderstood(Fault("", "The file is not text in UTF-8.")) from None


def _today() -> date:
    return writing.now().date()


def _replayed(timeline: Timeline, options: argparse.Namespace) -> int:
    # Ended from outside, a replay still drops its world.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with worlds.opened(os.environ) as world:
            worlds.put_up(world, os.environ)
            written = writing.WRITERS[options.report](writing.played(timeline, world, str(options.timeline)))
    except worlds.NotReady as trouble:
        sys.stderr.write(f"Nothing was replayed: {trouble}\n")
        return FAILED
    except worlds.Lost as trouble:
        sys.stderr.write(f"The replay was broken off: {trouble}\n")
        return FAILED
    except writing.NotReplayable as trouble:
        sys.stderr.write(f"{options.timeline}:{trouble}\n")
        return NOT_UNDERSTOOD
    if options.out is None:
        sys.stdout.write(written)
    else:
        options.out.write_text(written, encoding="utf-8")
    return GOOD
