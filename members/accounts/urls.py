from django.urls import include, path

from . import views
from .second_factor.views import show_security

app_name = "accounts"
urlpatterns = [
    path("", views.show_account, name="home"),
    path("beveiliging/", show_security, name="security"),
    path("", include("members.accounts.second_factor.urls")),
]
