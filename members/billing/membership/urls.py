from django.urls import path

from . import account_views, pause_views, switch_views, views

app_name = "own_membership"
urlpatterns = [
    path("", views.show, name="show"),
    path("<uuid:key>/opzeggen/", views.cancel, name="cancel"),
    path("<uuid:key>/doorgaan/", views.resume, name="resume"),
    path("<uuid:key>/pauzeren/", pause_views.begin, name="pause"),
    path("<uuid:key>/hervatten/", pause_views.end, name="end_pause"),
    path("<uuid:key>/overstappen/", switch_views.choose, name="plans"),
    path("<uuid:key>/overstappen/terug/", switch_views.forget, name="forget_switch"),
    path("<uuid:key>/overstappen/<slug:slug>/", switch_views.confirm, name="switch"),
    path("<uuid:key>/rekening/", account_views.change, name="change_account"),
    path("<uuid:key>/betaald/", account_views.returned, name="returned"),
]
