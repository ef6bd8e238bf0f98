"""Asking for a certificate, which is made and forgotten, and checking one, which anybody may."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView
from wagtail.models import Locale

from legal.ledger.rotating import KeyRefused
from legal.statements.evidence.downloads import PDF, give_file
from members.membership.access import decide

from ..models import CatalogPage, CoursePage
from ..restrictions import list_known_translations
from .certificate_pdf import render_certificate_pdf
from .forms import CertificateForm, CheckForm
from .issuing import issue_certificate

logger = logging.getLogger(__name__)


@method_decorator([never_cache, sensitive_post_parameters("name")], name="dispatch")
class CertificateView(FormView):
    """For whoever may see the whole course now. Others find nothing here, and visitors may log in first."""

    form_class = CertificateForm
    template_name = "certificates/certificate.html"
    http_method_names = ["get", "head", "options", "post"]

    def dispatch(
        self, request: HttpRequest, *args: Any, catalogue: str, course: str, **kwargs: Any
    ) -> HttpResponseBase:
        self.course = find_course(catalogue, course)
        if not request.user.is_authenticated:  # of a free course too: signing takes more than showing
            return redirect_to_login(request.path)
        if not decide(request.user, self.course.contents).is_allowed:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trail = [self.course.get_parent(), self.course]
        facts = {"course": self.course, "trail": trail, "addresses": list_addresses(self.request, self.course)}
        return super().get_context_data(**kwargs) | facts

    def form_valid(self, form: CertificateForm) -> HttpResponse:
        try:
            certificate, code = issue_certificate(name=form.cleaned_data["name"], course=self.course)
        except (KeyRefused, ImproperlyConfigured) as error:
            logger.error("No certificate can be signed: %s", error)
            form.add_error(None, _("We kunnen nu niets ondertekenen. Er is niets bewaard. Probeer het later nog eens."))
            return self.render_to_response(self.get_context_data(form=form), status=503)
        return give_file(render_certificate_pdf(certificate, code), PDF, _("bewijs"), self.course.slug)  # type: ignore[return-value]


def find_course(catalogue: str, slug: str) -> CoursePage:
    """The published course of this name in the language of the address."""
    if "\0" in catalogue + slug:  # PostgreSQL takes no such text
        raise Http404
    parent = CatalogPage.objects.live().filter(locale=Locale.get_active(), slug=catalogue).first()
    courses = CoursePage.objects.child_of(parent).live().with_access_keys() if parent else CoursePage.objects.none()
    course: CoursePage | None = courses.filter(slug=slug).first()
    if course is None:
        raise Http404
    return course


def list_addresses(request: HttpRequest, course: CoursePage) -> dict[str, str]:
    """Of this form, by language, where the course is published in it."""
    addresses = {}
    for page in list_known_translations(request, course):
        with override(page.locale.language_code):
            addresses[page.locale.language_code] = reverse(
                "certificates:certificate", args=[page.get_parent().slug, page.slug]
            )
    return addresses


@never_cache
# Checking changes nothing and knows no session, so there is nothing to forge: a token would only set a cookie.
@csrf_exempt
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def check_certificate(request: HttpRequest) -> HttpResponse:
    """The code holds a name, so it is read from the body only: addresses are written down along the way."""
    form = CheckForm(request.POST) if request.method == "POST" else CheckForm()
    verdict = form.cleaned_data["code"] if form.is_bound and form.is_valid() else None
    shown = CheckForm() if verdict else form
    return render(request, "certificates/check.html", {"form": shown, "verdict": verdict})
