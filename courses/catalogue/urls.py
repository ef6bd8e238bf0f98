from django.urls import path
from django.views.decorators.http import require_safe

from .feeds import CourseFeed

app_name = "catalogue"
urlpatterns = [
    path("<slug:catalogue>/feed/", require_safe(CourseFeed()), name="feed"),
]
