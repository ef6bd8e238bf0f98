from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from . import views

LAST = _("bewijs/")

app_name = "certificates"
urlpatterns = [
    path(LAST, views.check_certificate, name="check"),
    # Printed on certificates in English before their address was English; the code behind its `#` goes along.
    path("bewijs/", RedirectView.as_view(pattern_name="certificates:check", permanent=True), name="former_check"),
    path(
        "<str:catalogue>/<str:course>/",
        include([path(LAST, views.CertificateView.as_view(), name="certificate")]),
    ),
]
