"""What a member is asked when a text changes, and what they answered so far."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .accepting import BrokenToken, StaleToken, UnfittingAct, read_token, record_act
from .models import PREVAILING_LANGUAGE, Act, Document
from .reviewing import LATER, list_open_versions, postpone, put_question


@login_required
@never_cache
@require_safe
def show_agreements(request: HttpRequest) -> HttpResponse:
    """Everything this member accepted, acknowledged or declined, newest first."""
    acts = Act.objects.of(request.user).newest_first().select_related("text__version__document").without_words()
    return render(request, "statements/agreements.html", {"acts": acts})


@method_decorator(never_cache, name="dispatch")
class ReviewView(LoginRequiredMixin, View):
    """Asks about one text at a time, and then leads on to where the member was going."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        document = find_document(request.POST.get("document", ""))
        try:
            shown = read_token(request.POST.get("token", ""), kind=document.kind, place=Act.Place.REVIEW)
            self.answer(request, shown, request.POST.get("answer", ""))
        except StaleToken:
            messages.warning(request, _("De tekst is intussen vernieuwd. Hieronder staat wat er nu geldt."))
            return self.ask(request, status=409)
        except (BrokenToken, UnfittingAct):
            return render(request, "400.html", status=400)
        except get_user_model().DoesNotExist:  # the account was deleted while its owner clicked
            return redirect_to_login(read_next(request))
        return self.ask(request)

    def answer(self, request: HttpRequest, shown: Any, answer: str) -> None:
        version = shown.text.version
        if answer == LATER and version.document.act == Document.Answer.ACKNOWLEDGE:
            postpone(request, version)
            return
        act = record_act(user=request.user, shown=shown, kind=answer)
        if act.kind == Act.Kind.DECLINE:
            messages.info(request, explain_decline())

    def ask(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        address = read_next(request)
        versions = list_open_versions(request)
        if not versions:
            return HttpResponseRedirect(address)
        question = put_question(request.user, versions[0], get_language() or PREVAILING_LANGUAGE)
        context = {"question": question, "next": address}
        return render(request, "statements/review.html", context, status=status)


def find_document(kind: str) -> Document:
    """Compared here and not by the database: PostgreSQL raises an error for some of what a form may hold."""
    for document in Document.objects.all():
        if document.kind == kind:
            return document
    raise Http404


def explain_decline() -> str:
    return _(
        "We hebben vastgelegd dat je niet akkoord gaat. Je houdt toegang onder de voorwaarden die je eerder "
        "accepteerde, tot het einde van de periode waarvoor je hebt betaald. Wil je stoppen, laat het ons dan weten."
    )


def read_next(request: HttpRequest) -> str:
    """Where the member was going; addresses of other sites are ignored."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return resolve_url(settings.LOGIN_REDIRECT_URL)
