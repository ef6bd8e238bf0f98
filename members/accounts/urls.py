from django.urls import include, path

from . import address_views, views
from .second_factor.views import show_security
from .sessions.views import end_other_sessions, end_session, show_sessions

app_name = "accounts"
urlpatterns = [
    path("", views.show_account, name="home"),
    path("beveiliging/", show_security, name="security"),
    path("", include("members.accounts.second_factor.urls")),
    path("", include("members.accounts.passkeys.urls")),
    path("", include("members.accounts.lost_device.urls")),
    path("sessies/", show_sessions, name="sessions"),
    path("sessies/uitloggen/", end_session, name="end_session"),
    path("sessies/overal-uitloggen/", end_other_sessions, name="end_other_sessions"),
    path("profiel/", views.change_profile, name="profile"),
    path("meldingen/", views.choose_notifications, name="notifications"),
    # In the place of allauth's page of the same address, which would keep several.
    path("email/", address_views.change_email, name="email"),
    path("email/bevestigen/<str:token>/", address_views.confirm_email, name="confirm_email"),
]
