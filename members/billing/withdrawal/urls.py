from django.urls import path

from . import views

urlpatterns = [
    path("herroepen/", views.ask, name="withdraw"),
    path("herroepen/bevestigen/", views.confirm, name="withdrawal_confirm"),
    path("herroepen/ontvangen/", views.receipt, name="withdrawal_receipt"),
]
