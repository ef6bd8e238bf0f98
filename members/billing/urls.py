from django.urls import path

from .views import begin

app_name = "billing"
urlpatterns = [path("bestellen/<slug:slug>/", begin, name="begin")]
