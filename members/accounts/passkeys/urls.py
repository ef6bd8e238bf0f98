from django.urls import path

from . import log_in_views, views

app_name = "passkeys"
urlpatterns = [
    path("login/passkey/", log_in_views.FinishAloneView.as_view(), name="log_in"),
    path("login/passkey/begin/", log_in_views.BeginAloneView.as_view(), name="begin_log_in"),
    path("login/tweede-stap/passkey/", log_in_views.FinishInStageView.as_view(), name="second_step"),
    path("login/tweede-stap/passkey/begin/", log_in_views.BeginInStageView.as_view(), name="begin_second_step"),
    path("reauthenticate/passkey/begin/", views.begin_reauthenticating, name="begin_reauthenticating"),
    path("beveiliging/passkey/", views.add, name="add"),
    path("beveiliging/passkey/begin/", views.begin_adding, name="begin_adding"),
]
