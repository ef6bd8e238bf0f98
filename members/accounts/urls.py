from django.urls import path

from . import views
from .sessions.views import end_other_sessions, end_session, show_sessions

app_name = "accounts"
urlpatterns = [
    path("", views.show_account, name="home"),
    path("sessies/", show_sessions, name="sessions"),
    path("sessies/uitloggen/", end_session, name="end_session"),
    path("sessies/overal-uitloggen/", end_other_sessions, name="end_other_sessions"),
]
