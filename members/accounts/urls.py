from django.urls import path

from . import address_views, views

app_name = "accounts"
urlpatterns = [
    path("", views.show_account, name="home"),
    path("profiel/", views.change_profile, name="profile"),
    path("meldingen/", views.choose_notifications, name="notifications"),
    # In the place of allauth's page of the same address, which would keep several.
    path("email/", address_views.change_email, name="email"),
    path("email/bevestigen/<str:token>/", address_views.confirm_email, name="confirm_email"),
]
