"""Addresses of cases and of the work of those who own them."""

from django.urls import path

from caseward.cases.views import (
    boards,
    closing,
    gateway,
    happening,
    lists,
    moving,
    owning,
    pages,
    people,
    provision,
    standing,
    working,
)


app_name = "cases"

CASE = "cases/<uuid:case_id>/"

urlpatterns = [
    path("", lists.work, name="work"),
    path("cases/", lists.case_list, name="list"),
    path("team/", boards.team, name="team"),
    path("exceptions/", boards.exceptions, name="exceptions"),
    path("categories/", standing.doubts, name="categories"),
    path("find/", people.find, name="find"),
    path("people/<uuid:nominal_id>/", people.person, name="person"),
    path("referrals/<uuid:referral_id>/gateway/", gateway.gateway, name="gateway"),
    path(CASE, pages.case_file, name="file"),
    path(f"{CASE}chronology/", pages.case_chronology, name="chronology"),
    path(f"{CASE}people/", standing.people, name="people"),
    path(f"{CASE}people/add/", standing.add, name="add-person"),
    path(f"{CASE}people/subject/", standing.subject, name="subject"),
    path(f"{CASE}people/<uuid:person_id>/", standing.category, name="category"),
    path(f"{CASE}people/<uuid:person_id>/end/", standing.end, name="end-person"),
    path(f"{CASE}plan/", pages.case_plan, name="plan"),
    path(f"{CASE}decisions/", pages.case_decisions, name="decisions"),
    path(f"{CASE}files/", pages.case_files, name="files"),
    path(f"{CASE}files/<uuid:file_id>/", pages.case_stored_file, name="stored-file"),
    path(f"{CASE}who/", pages.case_who, name="who"),
    path(f"{CASE}note/", working.note, name="note"),
    path(f"{CASE}contact/", working.contact, name="contact"),
    path(f"{CASE}event/", working.event, name="event"),
    path(f"{CASE}happened/", happening.happened, name="happened"),
    path(f"{CASE}attach/", working.attach, name="attach"),
    path(f"{CASE}gap/", working.gap, name="gap"),
    path(f"{CASE}action/", working.action, name="action"),
    path(f"{CASE}risk/", working.risk, name="risk"),
    path(f"{CASE}provider/", provision.providers, name="provider"),
    path(f"{CASE}provider/task/", provision.task, name="task-provider"),
    path(f"{CASE}provider/<uuid:tasking_id>/acknowledge/", provision.acknowledge, name="acknowledge-tasking"),
    path(f"{CASE}provider/<uuid:tasking_id>/amend/", provision.amend, name="amend-tasking"),
    path(f"{CASE}provider/<uuid:tasking_id>/session/", provision.session, name="log-session"),
    path(f"{CASE}provider/<uuid:tasking_id>/end/", provision.end, name="end-tasking"),
    path(f"{CASE}provider/sessions/<uuid:session_id>/report/", provision.report, name="report-session"),
    path(f"{CASE}settle/<slug:kind>/<uuid:loose_end_id>/", working.settle, name="settle"),
    path(f"{CASE}finding/<slug:fact>/", moving.finding, name="finding"),
    path(f"{CASE}set-aside/<slug:gate>/", moving.set_aside, name="set-aside"),
    path(f"{CASE}move/", moving.move, name="move"),
    path(f"{CASE}offer/", owning.offer, name="offer"),
    path(f"{CASE}accept/", owning.accept, name="accept"),
    path(f"{CASE}refuse/", owning.refuse, name="refuse"),
    path(f"{CASE}withdraw/", owning.withdraw, name="withdraw"),
    path(f"{CASE}close/", closing.close, name="close"),
    path(f"{CASE}reopen/", closing.reopen, name="reopen"),
    path(f"{CASE}closing/", closing.answer, name="answer-closing"),
]
