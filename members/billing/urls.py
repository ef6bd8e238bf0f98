from django.urls import include, path

from . import checkout_views

app_name = "billing"
urlpatterns = [
    path("account/lidmaatschap/", include("members.billing.membership.urls")),
    path("bestellen/<slug:slug>/", checkout_views.begin, name="begin"),
    path("bestellen/<uuid:key>/controle/", checkout_views.check, name="check"),
    path("bestellen/<uuid:key>/betalen/", checkout_views.pay, name="pay"),
    path("bestellen/<uuid:key>/betaald/", checkout_views.outcome, name="outcome"),
]
