from django.urls import path

from . import views

app_name = "held_back"
urlpatterns = [path("", views.receive, name="receive")]
