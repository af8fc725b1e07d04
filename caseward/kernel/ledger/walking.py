"""Walking through all entries of an export once, in bounded memory, and naming the first bad one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from caseward.kernel.ledger import findings, papers, tree
from caseward.kernel.ledger.vouching import Vouched
from caseward.kernel.wording import gettext_noop as _


@dataclass(slots=True)
class Walk:
    """One pass over entries.jsonl: leaves from bodies, the tree from leaves, roots against what is vouched for.

    The tree is built from the recorded leaf hashes where there are any: when it agrees with a checkpoint and a body
    does not give its recorded hash, then exactly that body was changed. `watched` is one place whose leaf the caller
    wants to see; `leaf` is what the body there gives.
    """

    vouched: Mapping[int, Vouched]
    watched: int | None = None
    leaf: bytes | None = None
    frontier: tree.Frontier = field(default_factory=tree.Frontier.empty)
    agreed: int = 0
    suspect: int | None = None
    is_broken: bool = False

    def through(self, chunks: Iterable[bytes]) -> Iterator[findings.Finding]:
        """Give every finding on the way and at the end; stops where the order of entries is lost."""
        yield from self._compare()
        for line in papers.lines(chunks):
            entry = papers.read_entry(line)
            if entry is None or entry.index != self.frontier.size:
                yield from self._lost(entry)
                return
            self._take(entry)
            if self.frontier.size in self.vouched:
                yield from self._compare()
        yield from self._end()

    def _take(self, entry: papers.WrittenEntry) -> None:
        computed = tree.leaf_hash(entry.body)
        if self.suspect is None and entry.leaf not in (None, computed):
            self.suspect = entry.index
        if entry.index == self.watched:
            self.leaf = computed
        self.frontier.grow(entry.leaf or computed)

    def _compare(self) -> Iterator[findings.Finding]:
        """Compare the root where a checkpoint was signed, until the first one that is broken."""
        size = self.frontier.size
        known = self.vouched.get(size)
        if known is None or self.is_broken:
            return
        agrees = known.root == self.frontier.root()
        if agrees and self.suspect is None:
            self.agreed = size
            return
        self.is_broken = True
        yield _content(self.suspect) if agrees and self.suspect is not None else self._first_bad(known, size)

    def _first_bad(self, known: Vouched, size: int) -> findings.Finding:
        """Name one entry where only one can be bad, else the range since the last checkpoint that agreed."""
        last = size - 1 if self.suspect is None else self.suspect
        if size == 0:
            said = _("{name} was signed over no entries and does not have the root of an empty ledger.")
        elif last == self.agreed:
            said = _("Entry {last} is the first bad one: {name} was signed over another one in its place.")
        else:
            said = _(
                "The first bad entry is one of {first} to {last}: "
                "the entries before them agree with a signed checkpoint, and with them {name} no longer does."
            )
        return findings.broken(said, first=self.agreed, last=last, name=known.name)

    def _lost(self, entry: papers.WrittenEntry | None) -> Iterator[findings.Finding]:
        yield from self._unsigned()
        self.is_broken = True
        place = self.frontier.size
        if entry is None:
            said = _("Line {line} cannot be read as entry {place}. Nothing after it was checked.")
            yield findings.broken(said, line=place + 1, place=place)
        else:
            said = _(
                "Line {line} holds entry {found} in the place of entry {place}. Nothing after it was checked."
            )
            yield findings.broken(said, line=place + 1, found=entry.index, place=place)
        yield findings.note(
            _("The first {agreed} entries agree with a signed checkpoint."), agreed=self.agreed
        )

    def _end(self) -> Iterator[findings.Finding]:
        size, signed = self.frontier.size, max(self.vouched, default=0)
        yield from self._unsigned()
        if signed > size:
            self.is_broken = True
            said = _(
                "The export ends after {size} entries, but {name} was signed over {signed}: "
                "entries were cut off, or an older state was put back."
            )
            yield findings.broken(said, size=size, name=self.vouched[signed].name, signed=signed)
        if size > signed:
            said = _("Entries newer than the last checkpoint: {number}. Nothing vouches for them yet.")
            yield findings.note(said, number=size - signed)
        if self.vouched and not self.is_broken:
            said = _("Entries: {size}. All that are signed are there, in order and unchanged.")
            yield findings.holds(said, size=size)

    def _unsigned(self) -> Iterator[findings.Finding]:
        """Name a changed body after which no checkpoint came."""
        if self.suspect is not None and not self.is_broken:
            self.is_broken = True
            yield _content(self.suspect)


def _content(place: int) -> findings.Finding:
    said = _("Entry {place} is the first bad one: its content does not give the hash recorded for it.")
    return findings.broken(said, place=place)
