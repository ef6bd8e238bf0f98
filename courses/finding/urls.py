from django.urls import path

from .views import search_site

app_name = "finding"
urlpatterns = [path("", search_site, name="search")]
