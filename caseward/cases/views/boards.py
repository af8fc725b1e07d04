"""The boards of whoever leads a unit: its officers, and every silence."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases import commands, forms, queries
from caseward.cases.presenters import boards, group_asked, lapsing, officers, silences
from caseward.cases.presenters.boards import Part, Section
from caseward.obligations.vocabulary import Sought
from caseward.ui.components import Tile
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed
from caseward.workforce.queries import lapses_in, who_records


# Parts of the whole board; what was told to everybody is late, too, and stands there.
ON_THE_BOARD = [part for part in Part if part is not Part.UNHEARD]


@require_safe
def team(request: Signed) -> HttpResponse:
    """Who in my unit carries how much, who is away, and what waits for an answer."""
    led = _led(request)
    board = queries.team_board(viewer=request.actor, led=led, now=request.ctx.now)
    context = {
        "led": led,
        "units": boards.units_of(led, place="cases:team"),
        "rows": boards.team_rows(board, led=led, today=request.ctx.today),
        "load": boards.load_chart(board.loads),
        "exceptions": boards.address(led),
    }
    return render(request, "cases/team.html", context)


@require_safe
def exceptions(request: Signed) -> HttpResponse:
    """Every silence of my unit, each with its rule and the form that ends it."""
    led, part = _led(request), boards.part_asked(request.GET.get("part", ""))
    page = None
    if part is None:
        sections = [_part(request, led, one, more=boards.address(led, part=one))[0] for one in ON_THE_BOARD]
    else:
        section, page = _part(request, led, part)
        sections = [section]
    tiles = _tiles(request, led)
    context = {
        "led": led,
        "units": boards.units_of(led, place="cases:exceptions"),
        "tiles": [one for one in tiles if one.figure or one.is_here],
        "quiet": [one.title for one in tiles if not (one.figure or one.is_here)],
        "parts": boards.parts_of(led, part),
        "sections": [one for one in sections if one.groups],
        "page": page,
        "is_part": part is not None,
        "everything": boards.address(led),
    }
    return render(request, "cases/exceptions.html", context)


@require_http_methods(["GET", "POST"])
def hand_over(request: Signed, officer_id: UUID) -> HttpResponse:
    """Offer the cases of an officer who leaves, or cannot look after them, to others."""
    led, viewer = _led(request), request.actor
    left = queries.to_hand_over(viewer=viewer, led=led, officer_id=officer_id, now=request.ctx.now)
    board = queries.able_in(viewer=viewer, led=led)
    form = forms.HandOver.of(
        request, cases=boards.case_choices(left), officers=officers(board, but=officer_id)
    )
    if form.submitted() and form.carries_out(commands.hand_over_cases, request.ctx):
        messages.success(request, _("Offered. Each case stays where it is until the officer accepts it."))
        return redirect(request.path)
    context = {"form": form, "left": left, "led": led, "is_left": bool(boards.case_choices(left))}
    return render(request, "cases/hand_over.html", context, status=form.status)


def _led(request: Signed) -> queries.Led:
    return queries.led(viewer=request.actor, unit_id=boards.owner_asked(request.GET.get("unit", "")))


def _part(request: Signed, led: queries.Led, part: Part, *, more: str = "") -> tuple[Section, Any]:
    if part is Part.LATE:
        return _late(request, led, more)
    if part is Part.OWNERS:
        owners = queries.owners_in_doubt(viewer=request.actor, led=led, now=request.ctx.now)
        return boards.owner_section(owners, rules={one.rule: _rule(one.rule) for one in owners}), None
    if part is Part.QUALIFIED:
        return _qualified(request, led, more), None
    said: dict[str, Any] = {"viewer": request.actor, "within": led.within}
    said |= {} if more else {"place": place_from(request)}
    if part in {Part.QUESTIONS, Part.ACTIONS}:
        is_action, title = part is Part.ACTIONS, str(boards.TITLES[part])
        page = queries.past_their_day(**said, today=request.ctx.today, is_action=is_action)
        return boards.overdue_section(page, title=title, today=request.ctx.today, more=more), page
    return _blank(part, said | {"now": request.ctx.now}, request.ctx.today, more)


def _qualified(request: Signed, led: queries.Led, more: str) -> Section:
    """Vetting and training of those posted to the unit; whom to ask is read where a line says so."""
    within = queries.exception(lapsing.ENDS)["within"]
    rows = lapses_in(viewer=request.actor, unit_id=led.unit.id, today=request.ctx.today, within=within)
    ask = who_records(viewer=request.actor) if rows else ()
    rules = {key: _rule(key) for key in (lapsing.ENDED, lapsing.ENDS)}
    return lapsing.lapse_section(rows, rules=rules, ask=ask, more=more)


def _blank(part: Part, said: dict[str, Any], today: date, more: str) -> tuple[Section, Any]:
    """What nobody has said, and what everybody was told: no day of its own."""
    if part is Part.RISKS:
        blank = queries.without_a_risk(**said)
        return boards.risk_section(blank, rule=_rule("blank-risk"), now=said["now"], more=more), blank
    if part is Part.UNKNOWN:
        unknown = queries.not_known(**said)
        rule = _rule("risk-not-known")
        return silences.not_known_section(unknown, rule=rule, now=said["now"], more=more), unknown
    if part is Part.PLANS:
        unplanned = queries.without_a_plan(**said)
        return silences.plan_section(unplanned, rule=_rule("no-plan"), today=today, more=more), unplanned
    unheard = queries.told_to_all(**said)
    return boards.late_section(unheard, title=str(boards.TITLES[part]), more=more), unheard


def _tiles(request: Signed, led: queries.Led) -> tuple[Tile, ...]:
    found = queries.silences(viewer=request.actor, within=led.within, now=request.ctx.now)
    is_unheard = request.GET.get("part") == Part.UNHEARD
    asked = Part.UNHEARD.value if is_unheard else request.GET.get("silence", "")
    return silences.tiles(found, led=led, asked=asked)


def _rule(key: str) -> str:
    return _(queries.exception(key)["rule"])


def _late(request: Signed, led: queries.Led, more: str) -> tuple[Section, Any]:
    """What is late; where one part is asked for, of one officer, due when, and under which rule."""
    if more:
        sought = Sought(within=led.within)
        page = queries.owed_in_unit(viewer=request.actor, sought=sought, now=request.ctx.now)
        return boards.late_section(page, title=str(boards.TITLES[Part.LATE]), more=more), page
    owner, group = request.GET.get("owner", ""), group_asked(request.GET.get("due", "") or "late")
    title, rules = silences.silence_asked(request.GET.get("silence", ""))
    rule = request.GET.get("rule", "")
    sought = Sought(
        within=led.within,
        owner_id=boards.owner_asked(owner),
        is_queued=owner == "nobody",
        group=group,
        rules=frozenset({rule}) if rule else rules,
    )
    page = queries.owed_in_unit(
        viewer=request.actor, sought=sought, now=request.ctx.now, place=place_from(request)
    )
    return boards.late_section(page, title=title or boards.owed_title(page, owner=owner, group=group)), page
