from django.urls import path

from . import account_views

app_name = "own_visits"
urlpatterns = [path("", account_views.choose, name="choose")]
