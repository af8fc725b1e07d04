"""The head of a case, its rooms, and what the viewer may do in it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseward.cases import policies
from caseward.cases.presenters.happening import may_record
from caseward.cases.presenters.people import history
from caseward.cases.queries import CaseFile
from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Decision, every
from caseward.ui import components as c
from caseward.ui.templatetags.ui import day


# Kept by an app above, on the pathways that it names.
THREATS = "threats"
ROOMS = (
    ("file", "overview", gettext_lazy("Overview")),
    ("chronology", "chronology", gettext_lazy("Chronology")),
    ("people", "people", gettext_lazy("People in the case")),
    ("threats:list", THREATS, gettext_lazy("Threats and incidents")),
    ("plan", "plan", gettext_lazy("Gaps, actions, risks")),
    ("support-plan", "support-plan", gettext_lazy("Support plan")),
    ("provider", "provider", gettext_lazy("Provider")),
    ("decisions", "decisions", gettext_lazy("Decisions")),
    ("files", "files", gettext_lazy("Files")),
    ("who", "who", gettext_lazy("Who may know")),
)

# Stages off the straight road: drawn only while the case stands there.
BRANCHES = frozenset({"pcm"})


@dataclass(frozen=True, slots=True)
class Powers:
    """What the viewer may do here, each with its reason; None where the question does not arise.

    `record`: whether anything that happens can be recorded.
    """

    work: Decision
    record: bool
    categorise: Decision
    move: Decision
    offer: Decision
    transfer: Decision
    withdraw: Decision | None
    answer: Decision | None
    close: Decision
    answer_closing: Decision | None
    reopen: Decision


def head(file: CaseFile, *, viewer: Actor) -> c.CaseHead:
    """What stands above every page of a case: who, where it stands, who owns it, what is due, why I see it."""
    is_mine = file.heading.owner_id == viewer.id
    return c.CaseHead(
        title=file.heading.name,
        reference=file.heading.reference,
        pathway=_("%(title)s · version %(version)s")
        % {"title": file.pathway.title, "version": file.pathway.version},
        stages=_stages(file),
        owner=_("%(name)s (you)") % {"name": file.heading.owner} if is_mine else file.heading.owner,
        owner_note=_owner_note(file),
        due=file.owed[0].line if file.owed else None,
        basis="; ".join((*file.why, *_covering(file, viewer))),
        facts=_facts(file),
        history=history(file.referrals) if len(file.referrals) > 1 else (),
    )


def side(file: CaseFile, here: str) -> tuple[c.SideItem, ...]:
    """The rooms of a case, with how much is in each."""
    counts = {
        "people": len(file.people),
        "plan": len(file.open_ends),
        "provider": len(file.provided),
        "decisions": len(file.decisions),
        "files": len(file.files),
    }
    return tuple(
        c.SideItem(
            str(title),
            reverse(name if ":" in name else f"cases:{name}", args=[file.case.pk]),
            is_here=room == here,
            count=counts.get(room),
        )
        for name, room, title in ROOMS
        if room != THREATS or file.case.pathway_key in catalogue().table(THREATS, THREATS)["pathways"]
    )


def may(file: CaseFile, *, viewer: Actor) -> Powers:
    """What the viewer may do here, each a decision with its reason."""
    case, is_open = file.case, policies.is_open(file.case)
    here = file.pathway.stage(case.stage)
    offer, closing = file.offer, file.closing
    return Powers(
        work=every(is_open, policies.may_work_on(viewer, case)),
        record=may_record(case, viewer=viewer),
        categorise=policies.may_work_on(viewer, case),
        move=every(
            is_open,
            policies.may_move(
                viewer,
                case,
                decided_by=here.decided_by,
                title=here.decided_by_title,
                ranked=file.ranked,
            ),
        ),
        offer=every(
            is_open, policies.has_no_open_offer(is_open=offer is not None), policies.may_offer(viewer, case)
        ),
        transfer=every(is_open, policies.may_transfer(viewer, case)),
        withdraw=every(is_open, policies.may_offer(viewer, case)) if offer else None,
        answer=policies.may_answer(viewer, offer) if offer else None,
        close=every(
            is_open,
            policies.has_no_open_closing(is_open=closing is not None),
            policies.may_propose_closing(viewer, case),
        ),
        answer_closing=policies.may_answer_closing(viewer, case, closing) if closing else None,
        reopen=every(policies.is_closed(case), policies.may_reopen(viewer, case)),
    )


def _covering(file: CaseFile, viewer: Actor) -> tuple[str, ...]:
    if file.away is None or file.away.cover_id != viewer.id:
        return ()
    said = {"name": file.heading.owner, "day": day(file.away.until)}
    if file.away.until:
        return (_("covering for %(name)s until %(day)s") % said,)
    return (_("covering for %(name)s until they are back") % said,)


def _facts(file: CaseFile) -> tuple[str, ...]:
    """Who it is, for whoever has two cases open: born, and how often referred."""
    born = file.nominal.born.words if file.nominal and file.nominal.born else ""
    times = len(file.referrals)
    known = [_("born %(day)s") % {"day": born}] if born else []
    return (*known, *([_("referred %(times)s times") % {"times": times}] if times > 1 else []))


def _stages(file: CaseFile) -> tuple[c.Stage, ...]:
    """The road of the pathway: what was left is done, branches not taken are left out."""
    stages = [
        each
        for each in file.pathway.stages
        if each.key == file.case.stage or not (each.is_branch or each.key in BRANCHES)
    ]
    here = next(place for place, stage in enumerate(stages) if stage.key == file.case.stage)
    positions = {True: "done", False: "next"}
    return tuple(
        c.Stage(stage.title, "now" if place == here else positions[place < here])
        for place, stage in enumerate(stages)
    )


def _owner_note(file: CaseFile) -> str:
    offered = (
        _("offered to %(name)s, who has not answered") % {"name": file.offer.to.name} if file.offer else ""
    )
    return "; ".join(each for each in (_away_note(file), offered) if each)


def _away_note(file: CaseFile) -> str:
    """The owner stays the owner while away; who covers is said beside the name."""
    if file.away is None:
        return ""
    gone = _("away until %(day)s") % {"day": day(file.away.until)} if file.away.until else _("away")
    covered = _("%(name)s covers") % {"name": file.away.cover} if file.away.cover else _("nobody covers")
    return f"{gone}, {covered}"
