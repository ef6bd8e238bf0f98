from django.urls import path

from . import views

app_name = "certificates"
urlpatterns = [
    path("bewijs/", views.check_certificate, name="check"),
    path("cursussen/<str:course>/bewijs/", views.CertificateView.as_view(), name="certificate"),
]
