from django.urls import include, path

from . import checkout_views, claim_views, details_views

app_name = "billing"
urlpatterns = [
    path("account/lidmaatschap/", include("members.billing.membership.urls")),
    path("", include("members.billing.gifts.urls")),
    path("", include("members.billing.team.urls")),
    path("bestellen/<slug:slug>/", details_views.begin, name="begin"),
    path("bestellen/<uuid:key>/gegevens/", details_views.details, name="details"),
    path("bestellen/<uuid:key>/controle/", checkout_views.check, name="check"),
    path("bestellen/<uuid:key>/betalen/", checkout_views.pay, name="pay"),
    path("bestellen/<uuid:key>/betaald/", checkout_views.outcome, name="outcome"),
    path("bestellen/<uuid:key>/van-mij/<slug:signature>/", claim_views.claim, name="claim"),
    path("", include("members.billing.withdrawal.urls")),
]
