"""The addresses of enquiries, and of the page on which anybody may ask."""

from django.urls import path

from caseward.enquiries import views


app_name = "enquiries"

urlpatterns = [
    path("enquire/", views.enquire, name="enquire"),
    path("enquire/received/", views.receipt, name="receipt"),
    path("enquiries/", views.queue, name="queue"),
    path("enquiries/take/", views.take, name="take"),
    path("enquiries/<uuid:enquiry_id>/", views.file, name="file"),
    path("enquiries/<uuid:enquiry_id>/take-on/", views.take_on, name="take_on"),
    path("enquiries/<uuid:enquiry_id>/answer/", views.answer, name="answer"),
    path("enquiries/<uuid:enquiry_id>/case/", views.open_case, name="case"),
    path("enquiries/<uuid:enquiry_id>/close/", views.close, name="close"),
]
