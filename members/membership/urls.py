from django.urls import path

from .plan_views import show_plans

app_name = "membership"
urlpatterns = [path("lid-worden/", show_plans, name="plans")]
