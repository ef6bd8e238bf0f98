from django.urls import path

from . import views

app_name = "lost_device"
urlpatterns = [
    path("login/tweede-stap/kwijt/", views.LostDeviceView.as_view(), name="explain"),
    path("login/kwijt/stoppen/<str:token>/", views.stop, name="stop"),
    path("beveiliging/kwijt/<int:number>/stoppen/", views.stop_own, name="stop_own"),
]
