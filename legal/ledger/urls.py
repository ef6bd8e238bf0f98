from django.urls import path

from . import views

app_name = "ledger"
urlpatterns = [
    path("", views.show_seals, name="seals"),
    path("zegels.json", views.list_seals, name="seal_list"),
    path("zegels/<int:number>.json", views.give_seal, name="seal"),
    path("samenhang/<int:first>/<int:second>.json", views.give_consistency, name="consistency"),
    path("verify_receipt.py", views.give_verifier, name="verifier"),
]
