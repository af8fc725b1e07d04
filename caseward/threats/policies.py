"""Who records, reads, closes and decides, and what a threat must say before it stands."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.policies import Ranked
from caseward.foundation.jobs.service import WORKER
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused, every
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop
from caseward.threats.models import Threat
from caseward.threats.vocabulary import (
    Done,
    Incident,
    Judged,
    Taken,
    Weighed,
    is_kept_on,
    owner_ranks,
    published,
)
from caseward.threats.vocabulary import Threat as Given


Asked = Iterator[tuple[str, Decision]]

A_MINUTE = timedelta(minutes=1)  # what is typed knows no seconds


def may_record(actor: Actor, case: Case) -> Decision:
    """Those who work on the case."""
    return actor.holds("case.write", case.compartment_id)


def may_take(actor: Actor, case: Case, done: Done) -> Decision:
    """Those who work on the case; not to warn is decided by rank."""
    by = published()["step"].get(done.value, {}).get("by", "case.write")
    return every(may_record(actor, case), actor.holds(by, case.compartment_id))


def may_grade(actor: Actor, case: Case, grade: str) -> Decision:
    """Those who work on the case; that a threat is not credible is said by rank."""
    by = published()["grade"].get(grade, {}).get("by", "case.write")
    return every(may_record(actor, case), actor.holds(by, case.compartment_id))


def may_close(actor: Actor, case: Case) -> Decision:
    """Whoever approves the closing of a case: never the officer alone."""
    return actor.holds(published()["by"]["close"], case.compartment_id)


def may_read_source(actor: Actor, case: Case) -> Decision:
    """The owner of the case, and whoever reads sources."""
    if case.owner_id == actor.id:
        return every(actor.holds("case.read", case.compartment_id), Allowed("owns the case", Tie.OWNER))
    return actor.holds(published()["by"]["source"], case.compartment_id)


def may_decide(actor: Actor, case: Case, ranked: Ranked) -> Decision:
    """Of rank, and let in to the case: rank goes with the officer, knowledge with the case (failings F59)."""
    read = actor.holds("case.read", case.compartment_id)
    if not read or ranked.is_reached:
        return read
    return Refused(
        "incident.not-of-rank",
        gettext_noop("A superintendent decides on a threat to life."),
        gettext_noop("Tell the superintendent, and let them in to the case."),
    )


def may_count(actor: Actor) -> Decision:
    """Only the platform counts: nobody learns from a count what another unit holds."""
    if actor.id == WORKER.id:
        return Allowed("counts incidents by the person", Tie.OFFICE)
    return Refused(
        "incident.not-the-platform", gettext_noop("Incidents of many cases are counted by Caseward itself.")
    )


def is_kept(case: Case) -> Decision:
    """The pathway says whether its cases keep threats."""
    if is_kept_on(case.pathway_key):
        return Allowed("its pathway keeps threats")
    return Refused(
        "threat.not-on-this-pathway",
        gettext_noop("Cases of this pathway keep no threats."),
        gettext_noop("Enter it as an event of the chronology."),
    )


def unmet_by_threat(given: Given, *, people: Collection[UUID], now: datetime) -> Asked:
    """Exact words, when and by whom received, and who is meant; not known is said and never left out (failings F53)."""
    yield (
        "words",
        _said(given.words, "words", gettext_noop("Write down the exact words, as they were received.")),
    )
    yield "received_by", _said(given.received_by, "receiver", gettext_noop("Say who received it."))
    yield "received_at", _has_happened(given.received_at, now)
    yield "victims", _names_somebody(given.victims, people)
    yield "makers", _knows_its_makers(given, people)


def is_standing(threat: Threat) -> Decision:
    """What is closed is history."""
    if threat.closed_at is None:
        return Allowed("open")
    return Refused(
        "threat.closed",
        gettext_noop("This threat is closed."),
        gettext_noop("Record a new threat if something new has come."),
    )


def unmet_by_grade(judged: Judged) -> Asked:
    """Each aspect has an answer, the grade is a published one, and there is a reason."""
    known = published()
    for aspect in known["aspect"]:
        yield aspect, _chosen(judged.aspects.get(aspect, ""), known["judged"])
    yield "grade", _chosen(judged.grade, known["grade"])
    yield "because", _said(judged.because, "grade-reason", gettext_noop("Say why it is graded like this."))


def unmet_by_step(taken: Taken, *, threat: Threat, now: datetime) -> Asked:
    """When, who, and what came of it."""
    yield "at", _after_it_came(taken.at, threat, now)
    yield "words", _said(taken.words, "account", gettext_noop("Say what was done, or why not."))
    if taken.done in {Done.OWNER_TOLD, Done.MAKER_CONTACTED, Done.WARNED}:
        yield "who", _said(taken.who, "name", gettext_noop("Name the person."))
    if taken.done is Done.OWNER_TOLD:
        yield "rank", _of_rank(taken.rank)
    if taken.done is Done.WARNED:
        yield "edition", _said(taken.edition, "edition", gettext_noop("Say which approved wording was used."))


def may_end(missing: Collection[str]) -> Decision:
    """Closed only when every question has its answer."""
    if not missing:
        return Allowed("every question has its answer")
    return Refused(
        "threat.unanswered",
        gettext_noop("This threat still lacks an answer."),
        gettext_noop(
            "Before it closes: the decision owner, a grade, the maker, and the warning or why none."
        ),
    )


def unmet_by_incident(incident: Incident, *, is_known: bool, now: datetime) -> Asked:
    """Against somebody of the case with a record, of a published kind, and told in words."""
    yield "nominal_id", _with_a_record(is_known=is_known)
    yield "kind", _chosen(incident.kind, published()["incident"])
    yield "happened_at", _has_happened(incident.happened_at, now)
    yield "words", _said(incident.words, "incident", gettext_noop("Say what happened."))


def unmet_by_decision(weighed: Weighed) -> Asked:
    """What is done, what was rejected, and why."""
    yield "chosen", _said(weighed.chosen, "choice", gettext_noop("Say what is done."))
    yield "rejected", _said(weighed.rejected, "rejected", gettext_noop("Say which options were rejected."))
    yield "because", _said(weighed.because, "reason", gettext_noop("Say why."))


def is_to_be_decided(*, is_owed: bool) -> Decision:
    """A decision is owed since the incidents made a pattern."""
    if is_owed:
        return Allowed("the incidents make a pattern")
    return Refused(
        "incident.nothing-to-decide",
        gettext_noop("No decision on a pattern of incidents is owed in this case."),
        gettext_noop("Record a threat if a life is threatened."),
    )


def says_why(because: str) -> Decision:
    """Nothing ends without a reason."""
    return _said(because, "closing-reason", gettext_noop("Say why the threat has ended."))


def _said(words: str, code: str, wants: str) -> Decision:
    return Allowed("said") if words.strip() else Refused(f"threat.no-{code}", wants)


def _chosen(key: str, published_keys: Collection[str]) -> Decision:
    if key in published_keys:
        return Allowed("published")
    return Refused("threat.not-published", gettext_noop("Choose one of the answers."))


def _of_rank(rank: str) -> Decision:
    if rank in owner_ranks():
        return Allowed("of rank")
    return Refused(
        "threat.not-of-rank",
        gettext_noop("The decision on a threat to life is owned by a superintendent or above."),
        gettext_noop("Tell one, and say of which rank."),
    )


def _has_happened(at: datetime, now: datetime) -> Decision:
    if at <= now:
        return Allowed("it has happened")
    return Refused(
        "threat.in-the-future",
        gettext_noop("This moment has not come yet."),
        gettext_noop("Give when it happened."),
    )


def _after_it_came(at: datetime, threat: Threat, now: datetime) -> Decision:
    if at + A_MINUTE < threat.received_at:
        return Refused(
            "threat.before-it-came",
            gettext_noop("The threat had not been received then."),
            gettext_noop("Give a moment after it was received."),
        )
    return _has_happened(at, now)


def _names_somebody(named: Collection[UUID], people: Collection[UUID]) -> Decision:
    if named and set(named) <= set(people):
        return Allowed("among the people of the case")
    return Refused(
        "threat.nobody-meant",
        gettext_noop("Choose who is meant, among the people of the case."),
        gettext_noop("Whoever is missing there is added to the case first."),
    )


def _knows_its_makers(given: Given, people: Collection[UUID]) -> Decision:
    if set(given.makers) - set(people):
        return _names_somebody(given.makers, people)
    if given.makers or given.maker_description.strip():
        return Allowed("known, or said what is known")
    return Refused(
        "threat.no-word-on-the-maker",
        gettext_noop("Choose who made it, or say what is known of the maker."),
        gettext_noop("“Not known” is an answer."),
    )


def _with_a_record(*, is_known: bool) -> Decision:
    if is_known:
        return Allowed("a person of the case with a record")
    return Refused(
        "incident.nobody",
        gettext_noop("Choose against whom, among the people of the case who have a record."),
    )
