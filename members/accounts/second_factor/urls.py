from django.urls import path

from . import stage_views, views

app_name = "second_factor"
urlpatterns = [
    path("login/tweede-stap/", stage_views.AskView.as_view(), name="ask"),
    path("login/tweede-stap/instellen/", stage_views.SetUpView.as_view(), name="set_up"),
    path("login/tweede-stap/klaar/", stage_views.FinishView.as_view(), name="finish"),
    path("login/tweede-stap/stoppen/", stage_views.CancelView.as_view(), name="cancel"),
    path("beveiliging/app/", views.add, name="add"),
    path("beveiliging/<str:kind>/<int:number>/naam/", views.rename, name="rename"),
    path("beveiliging/<str:kind>/<int:number>/weg/", views.remove, name="remove"),
    path("beveiliging/herstelcodes/", views.renew_codes, name="renew_codes"),
]
