"""Every page of the reference by its file name."""

from pathlib import Path

from tools.reference import code, failings, replays, rules
from tools.reference.markdown import page, table


INDEX = (
    ("pathways.md", "Pathways", "stages, gates with their sentences, outcomes, with a picture"),
    ("clocks.md", "Clocks", "what is owed by when, since when, and who is told"),
    ("roles.md", "Roles", "what each role may do, and what must be live for it"),
    ("retention.md", "Retention", "when a record is looked at again"),
    ("replays.md", "Replays", "every verb that a timeline may use, with its keys, and what it may expect"),
    ("ledger-events.md", "Ledger events", "everything that is recorded, in the sentence an inspector reads"),
    ("commands.md", "Commands", "everything that somebody can do or be shown"),
    ("records.md", "Records", "each field of each table, and how it ends"),
    ("sources.md", "Sources", "the texts on which the rules rest"),
    ("glossary.md", "Glossary", "the words of the field"),
    (
        "benchmark.md",
        "Benchmark",
        "what pages and commands cost, among a million people; written by `make bench`",
    ),
    ("failings.md", "Failings", "published failings, and the tests that would catch them here"),
)


def written(root: Path) -> dict[str, str]:
    """The text of every page."""
    return {
        "README.md": page(
            "Reference",
            "What the code does, told by the code. `make docs` writes these pages; `make check` fails when one has "
            "drifted.",
            table(["page", "tells"], ((f"[{title}]({name})", tells) for name, title, tells in INDEX)),
        ),
        "pathways.md": rules.pathways(),
        "clocks.md": rules.clocks(),
        "roles.md": rules.roles(),
        "retention.md": rules.retention(),
        "sources.md": rules.sources(),
        "replays.md": replays.replays(),
        "ledger-events.md": code.events(),
        "commands.md": code.commands(),
        "records.md": code.records(),
        "glossary.md": failings.glossary(),
        "failings.md": failings.failings(root),
    }
