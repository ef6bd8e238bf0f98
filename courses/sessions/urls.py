from django.urls import path

from . import calendar_views, views

app_name = "sessions"
urlpatterns = [
    path("bijeenkomsten/<int:number>/", views.show_booking, name="show"),
    path("bijeenkomsten/<int:number>/boeken/", views.book_session, name="book"),
    path("bijeenkomsten/<int:number>/annuleren/", views.cancel_session, name="cancel"),
    path("bijeenkomsten/<int:number>/bijeenkomst.ics", views.download_session, name="download"),
    path("agenda/", calendar_views.manage_calendar, name="calendar"),
]
