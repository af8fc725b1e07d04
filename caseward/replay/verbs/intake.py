"""From the arrival of a referral to the gateway decision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.vocabulary import ADOPT, JOIN
from caseward.foundation.commands import Context
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.replays import Event, Officer, Person, Player
from caseward.kernel.wording import counted, listed
from caseward.referrals import commands as referrals
from caseward.referrals import queries
from caseward.referrals.models import Answer, Clarification, Referral
from caseward.referrals.vocabulary import DeconflictionResult, ImmediateRisk, ReferralId, Same
from caseward.referrals.vocabulary import Stage as Step
from caseward.replay.doing import Doing, Done, at_referral, decided, first, referral_id, rows, value, word
from caseward.replay.stage import NotPossible, Stage


ANOTHER_RECORD = "Another record of the same person; the referral is tied to the older one."


def refer(stage: Stage, event: Event) -> Done:
    """Type the referral in, as it came."""
    history, placed = stage.history(event), stage.unit_of(event)
    if named := word(event, "unit"):
        placed = stage.units[named]
    answers = _answers(event, history.person)
    with stage.acting(stage.who(event.by, Player.INTAKE, placed.unit.name)) as ctx:
        made = referrals.take_referral(
            ctx, compartment_id=placed.referrals, answers=answers, received_at=value(event, "received")
        )
    history.referrals.append(made)
    stage.homes[made] = placed.unit.name
    if event.label:
        stage.labels[event.label] = made
    name = f"{answers['individual.forenames']} {answers['individual.surname']}".strip()
    return [f"{placed.unit.name} took in a referral of {name}."]


def acknowledge(stage: Stage, event: Event) -> Done:
    """Tell the referrer."""
    found, who = at_referral(stage, event, Player.INTAKE)
    with stage.acting(who) as ctx:
        referrals.mark_acknowledged(
            ctx, referral_id=ReferralId(found), version=_version(found), how=word(event, "how")
        )
    return ["The referrer was told that it arrived."]


def screen(stage: Stage, event: Event) -> Done:
    """Say whether anybody is at risk, and finish checking: what was typed reads as it was given."""
    found, who = at_referral(stage, event, Player.INTAKE)
    risk = ImmediateRisk(word(event, "risk"))
    with stage.acting(who) as ctx:
        referrals.screen_immediate_risk(
            ctx, referral_id=ReferralId(found), version=_version(found), risk=risk, note=word(event, "words")
        )
        _finish_checking(ctx, found)
    return [f"Immediate risk was screened: {str(risk.label).lower()}.", "Every field was compared."]


def find(stage: Stage, event: Event) -> Done:
    """Search the records; where no record could be meant, the person gets one."""
    found, who = at_referral(stage, event, Player.INTAKE)
    with stage.acting(who) as ctx:
        shown = referrals.search_records(ctx, referral_id=ReferralId(found))
        referral = _referral(found)
        candidates = queries.candidates_for(viewer=ctx.actor, referral=referral)
        elsewhere = queries.identity_of(viewer=ctx.actor, referral=referral).pointers
    said = [_of_candidate(stage, row) for row in candidates if not row.answer]
    shown_words = f"The search found {counted(shown, one='record', many='records')}"
    if said:
        return [f"{shown_words}: {listed(said)}. Each waits for an answer.", *_pointed_to(elsewhere)]
    settled = _settle(stage, event, who, found)
    return [f"{shown_words} to be answered.", *_pointed_to(elsewhere), *settled]


def _pointed_to(elsewhere: Sequence[str]) -> Done:
    """What the screen shows of units that know the person and are not to be read from here."""
    if not elsewhere:
        return []
    return [
        f"Another unit knows of somebody like this, and what it knows is not shown: ask {listed(elsewhere)}."
    ]


def link(stage: Stage, event: Event) -> Done:
    """Say that a record is the same person's."""
    return _answer(stage, event, Same.SAME)


def reject(stage: Stage, event: Event) -> Done:
    """Say that a record is not the person's."""
    return _answer(stage, event, Same.NOT_SAME)


def ask(stage: Stage, event: Event) -> Done:
    """Ask the referrer."""
    found, who = at_referral(stage, event, Player.INTAKE)
    with stage.acting(who) as ctx:
        referrals.ask_referrer(
            ctx, referral_id=ReferralId(found), version=_version(found), question=word(event, "words")
        )
    return ["The referrer was asked; the clock of the gateway decision stands still."]


def reply(stage: Stage, event: Event) -> Done:
    """Keep the reply."""
    found, who = at_referral(stage, event, Player.INTAKE)
    with stage.acting(who) as ctx:
        asked = first(Clarification.objects.filter(referral_id=found, replied_at__isnull=True))
        if asked is None:
            raise stage.missing("question to the referrer", event, "ask")
        referrals.keep_reply(
            ctx, clarification_id=asked.pk, version=asked.version, reply=word(event, "words")
        )
    return ["The reply was kept; the clock runs on."]


def deconflict(stage: Stage, event: Event) -> Done:
    """Record what the intelligence unit answered."""
    found, who = at_referral(stage, event, Player.OFFICER)
    result, day = DeconflictionResult(word(event, "result")), value(event, "on")
    with stage.acting(who) as ctx:
        referrals.record_deconfliction(
            ctx,
            referral_id=ReferralId(found),
            result=result,
            done_on=day if isinstance(day, date) else ctx.today,
            systems=[one.upper() for one in value(event, "systems")],
            note=word(event, "words"),
        )
    stage.deconflicted[found] = event
    return [f"Deconfliction: {result.label}."]


def review_referrals(stage: Stage, event: Event) -> Done:
    """A supervisor reads this and the earlier referrals together."""
    found, who = at_referral(stage, event, Player.SUPERVISOR)
    with stage.acting(who) as ctx:
        referrals.review_repeat(
            ctx, referral_id=ReferralId(found), version=_version(found), review=word(event, "words")
        )
    return ["A supervisor reviewed this and the earlier referrals together."]


def decide(stage: Stage, event: Event) -> Done:
    """Take the gateway decision."""
    found, who = at_referral(stage, event, Player.SUPERVISOR)
    return _decide(stage, event, found, who, outcome=word(event, "outcome") or "adopt")


def end_referral(stage: Stage, event: Event) -> Done:
    """Close a referral that became no case: no further action."""
    found = referral_id(stage, event)
    who = stage.who(event.by, Player.SUPERVISOR, stage.homes[found])
    return _decide(stage, event, found, who, outcome="no-further-action")


def is_undecided(stage: Stage, event: Event) -> bool:
    """Whether the person's latest referral still waits for its decision."""
    found = stage.history(event).referrals[-1:]
    if not found:
        return False
    with stage.acting(stage.player(Player.INTAKE, stage.homes[found[0]])):
        return _referral(found[0]).stage != Step.DECIDED


def _decide(stage: Stage, event: Event, found: UUID, who: Officer, *, outcome: str) -> Done:
    officer = stage.who(word(event, "officer"), Player.OFFICER, who.unit)
    is_adopted = outcome == ADOPT
    with stage.acting(who) as ctx:
        made = cases.decide_gateway(
            ctx,
            referral_id=ReferralId(found),
            version=_version(found),
            decided=decided(
                event,
                question="gateway",
                question_words="What should happen to this referral?",
                outcome=outcome,
                outcome_words=outcome.replace("-", " ").capitalize(),
            ),
            offer_to_id=stage.user_id(officer) if is_adopted else None,
            receiver=word(event, "receiver"),
        )
    if outcome == JOIN:
        return ["The referral went to the open case of the person, whose owner is told."]
    if not is_adopted:
        return [f"The referral was decided: {outcome.replace('-', ' ')}."]
    stage.history(event).cases.append(made)
    if event.label:
        stage.labels[event.label] = made
    return [f"The referral was adopted; {who.name} owns the case, and offers it to {officer.name}."]


def _answer(stage: Stage, event: Event, answer: Same) -> Done:
    found, who = at_referral(stage, event, Player.INTAKE)
    said = []
    with stage.acting(who) as ctx:
        referral = _referral(found)
        every = queries.candidates_for(viewer=ctx.actor, referral=referral)
        # Its own record is answered with the others; alone there is nothing to say of it.
        is_any = any(row.candidate.heading.id != referral.nominal_id for row in every)
        asked = _asked_about(stage, event, every if is_any else ())
        for row, one, because in _one_each(stage, asked, answer, word(event, "words")):
            referrals.answer_candidate(
                ctx, referral_id=ReferralId(found), nominal_id=row.candidate.heading.id, answer=one, because=because
            )  # fmt: skip
            said.append(f"{row.candidate.heading.name}: {str(one.label).lower()}.")
    if not said:
        raise _nothing_to_answer(stage, event, referral)
    return [*said, *_settle(stage, event, who, found)]


def _nothing_to_answer(stage: Stage, event: Event, referral: Referral) -> NotPossible:
    """Why no record waits for an answer: nobody has searched, or the search left none."""
    if referral.nominal_id is None:
        return stage.missing("record to answer", event, "find")
    return NotPossible("No record waits for an answer: the referral is tied to a person's record already.")


def _asked_about(
    stage: Stage, event: Event, candidates: Iterable[queries.CandidateRow]
) -> list[queries.CandidateRow]:
    """What nobody has answered yet, of whoever is named; the record that was made first comes first."""
    wanted, known = word(event, "to"), list(stage.person_of)
    rows = [row for row in candidates if not row.answer]
    rows = [one for one in rows if not wanted or stage.person_of.get(one.candidate.heading.id) == wanted]
    return sorted(
        rows,
        key=lambda one: known.index(one.candidate.heading.id) if one.candidate.heading.id in known else 0,
    )


def _one_each(
    stage: Stage, asked: Iterable[queries.CandidateRow], answer: Same, because: str
) -> Iterator[tuple[queries.CandidateRow, Same, str]]:
    """A referral is tied to one record: a second one of the same person is left open, as its refusal would ask."""
    tied: set[str] = set()
    for row in asked:
        person = stage.person_of.get(row.candidate.heading.id, "")
        if answer is Same.SAME and person in tied:
            yield row, Same.CANNOT_TELL, ANOTHER_RECORD
        else:
            yield row, answer, because
        tied.add(person)


def _settle(stage: Stage, event: Event, who: Officer, found: UUID) -> Done:
    """Tie the referral to a person once nothing stands open."""
    with stage.acting(who) as ctx:
        candidates = queries.candidates_for(viewer=ctx.actor, referral=_referral(found))
        left = [_of_candidate(stage, row) for row in candidates if not row.answer]
        if left:
            return [f"Still to be answered: {listed(left)}."]
        nominal_id = referrals.settle_identity(ctx, referral_id=ReferralId(found), version=_version(found))
    is_new = nominal_id not in stage.person_of
    stage.person_of.setdefault(nominal_id, event.person)
    said = "The person got a new record." if is_new else "The referral was tied to the person's record."
    return [said, *_enter_early_answer(stage, found)]


def _enter_early_answer(stage: Stage, found: UUID) -> Done:
    """What the intelligence unit answered before anybody knew who it was about is entered again, with its own day."""
    early = stage.deconflicted.get(found)
    if early is None:
        return []
    day = early.values["on"] if isinstance(early.values["on"], date) else london_day(early.at)
    again = replace(early, at=stage.now, values={**early.values, "on": day})
    return [f"The answer of event {early.number} stands. {deconflict(stage, again)[0]}"]


def _of_candidate(stage: Stage, row: queries.CandidateRow) -> str:
    heading = row.candidate.heading
    known = stage.person_of.get(heading.id)
    return f"{heading.name} ({row.candidate.match.likelihood.value.lower()}{', ' + known if known else ''})"


def _finish_checking(ctx: Context, found: UUID) -> None:
    for one in rows(Answer.objects.filter(referral_id=found, status="NOT_READ")):
        referrals.correct_answer(
            ctx, referral_id=ReferralId(found), field=one.field, version=one.version, typed={}
        )
    if _referral(found).stage == Step.RECEIVED:
        referrals.finish_checking(ctx, referral_id=ReferralId(found), version=_version(found))


def _version(found: UUID) -> int:
    return _referral(found).version


def _referral(found: UUID) -> Referral:
    there = first(Referral.objects.filter(pk=found))
    if there is None:
        raise NotPossible("Whoever acts here may not know of this referral.")
    return there


def _answers(event: Event, person: Person) -> dict[str, str]:
    """The form as the referrer filled it in; what the timeline leaves out of the event comes from the person."""
    forenames, _, surname = (word(event, "name") or person.name).rpartition(" ")
    referrer, _, family = word(event, "referrer").rpartition(" ")
    address = word(event, "address") or person.address
    given = {
        "individual.forenames": forenames,
        "individual.surname": surname,
        "individual.aliases": word(event, "alias") or ", ".join(person.aliases),
        "individual.date_of_birth": word(event, "born") or person.born,
        "individual.addresses": f"{address} (current)" if address else "",
        "individual.phones": word(event, "phone") or person.phone,
        "concerns.concern_narrative": word(event, "concern"),
        "referrer.forenames": referrer,
        "referrer.surname": family,
        "referrer.role_and_organisation": word(event, "organisation"),
    }
    return {key: said for key, said in given.items() if said} | {
        "individual.forenames": forenames, "individual.surname": surname
    }  # fmt: skip


DOINGS: Mapping[str, Doing] = {
    "link": link,
    "reject": reject,
    "ask": ask,
    "reply": reply,
}
