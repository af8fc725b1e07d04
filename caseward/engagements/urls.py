"""The addresses of engagements."""

from django.urls import path

from caseward.engagements import views


app_name = "engagements"

urlpatterns = [
    path("engagements/", views.calendar, name="calendar"),
    path("engagements/book/", views.book, name="book"),
    path("cases/<uuid:case_id>/engagements/", views.of_case, name="of-case"),
    path("cases/<uuid:case_id>/engagements/book/", views.book_in_case, name="book-in-case"),
    path("engagements/<uuid:engagement_id>/", views.file, name="file"),
    path("engagements/<uuid:engagement_id>/move/", views.move, name="move"),
    path("engagements/<uuid:engagement_id>/end/", views.end, name="end"),
    path("engagements/clashes/<uuid:clash_id>/", views.settle, name="settle"),
]
