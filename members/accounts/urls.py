from django.urls import include, path

from . import views
from .second_factor.views import show_security
from .sessions.views import end_other_sessions, end_session, show_sessions

app_name = "accounts"
urlpatterns = [
    path("", views.show_account, name="home"),
    path("beveiliging/", show_security, name="security"),
    path("", include("members.accounts.second_factor.urls")),
    path("sessies/", show_sessions, name="sessions"),
    path("sessies/uitloggen/", end_session, name="end_session"),
    path("sessies/overal-uitloggen/", end_other_sessions, name="end_other_sessions"),
]
