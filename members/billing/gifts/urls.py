from django.urls import path

from . import views

urlpatterns = [
    path("bestellen/cadeau/", views.redeem, name="redeem_gift"),
    path("bestellen/<uuid:key>/cadeau/", views.show, name="show_gift"),
    path("bestellen/<uuid:key>/cadeau/nieuw/", views.renew, name="renew_gift"),
]
