"""Where a member answers: at the gate, one text after another, and on their own page, whenever they like."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from ..models import Act, Document
from .accepting import BrokenToken, ShownText, StaleToken, UnfittingAct, read_token, record_act
from .agreements import describe_state
from .answers import LATER, list_gate_answers, list_possible_answers
from .leading_on import read_next
from .reviewing import POSTPONED, list_open_versions, put_question, set_aside


@method_decorator(never_cache, name="dispatch")
class AnsweringView(LoginRequiredMixin, View):
    """A form that brings the token of what it showed. What does not fit is refused and leaves nothing on record."""

    def ask(self, request: HttpRequest, document: Document, status: int = 200) -> HttpResponse:
        raise NotImplementedError

    def answer(self, request: HttpRequest, document: Document) -> HttpResponse:
        raise NotImplementedError

    def receive(self, request: HttpRequest, document: Document) -> HttpResponse:
        try:
            return self.answer(request, document)
        except StaleToken as stale:
            messages.warning(request, explain_stale(stale))
            return self.ask(request, document, status=409)
        except (BrokenToken, UnfittingAct):
            return render(request, "400.html", status=400)
        except get_user_model().DoesNotExist:  # the account was deleted while its owner clicked
            return redirect_to_login(read_next(request))


class ReviewView(AnsweringView):
    """The gate: asks about one text at a time, and then leads on to where the member was going."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask_next(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.receive(request, find_document(request.POST.get("document", "")))

    def answer(self, request: HttpRequest, document: Document) -> HttpResponse:
        shown = read_shown(request, document, Act.Place.REVIEW)
        answer = request.POST.get("answer", "")
        if answer == LATER and document.act == Document.Answer.ACKNOWLEDGE:
            shown.check_answer(LATER)
            set_aside(request, POSTPONED, shown.text.version)
        else:
            act = record_act(user=request.user, shown=shown, kind=answer)
            if act.kind == Act.Kind.DECLINE and document.act == Document.Answer.ACCEPT:
                messages.info(request, explain_decline())
        return self.ask_next(request)

    def ask(self, request: HttpRequest, document: Document, status: int = 200) -> HttpResponse:
        return self.ask_next(request, status)

    def ask_next(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        address = read_next(request)
        versions = list_open_versions(request)
        if not versions:
            return HttpResponseRedirect(address)
        answers = list_gate_answers(versions[0].document)
        question = put_question(user=request.user, version=versions[0], answers=answers, place=Act.Place.REVIEW)
        context = {"question": question, "next": address, "action": reverse("statements:review")}
        return render(request, "statements/review.html", context, status=status)


class AnswerView(AnsweringView):
    """One document on the member's own page: to answer it outside the gate, or to change one's mind."""

    def get(self, request: HttpRequest, document: Document) -> HttpResponse:
        return self.ask(request, document)

    def post(self, request: HttpRequest, document: Document) -> HttpResponse:
        return self.receive(request, document)

    def answer(self, request: HttpRequest, document: Document) -> HttpResponse:
        answer = request.POST.get("answer", "")
        try:
            shown = read_shown(request, document, Act.Place.ACCOUNT)
        except StaleToken as stale:
            if answer != Act.Kind.WITHDRAW:
                raise
            shown = stale.shown  # withdrawing is as easy as consenting was (GDPR art. 7(3)): it is never too late
        act = record_act(user=request.user, shown=shown, kind=answer)
        messages.success(request, explain_answer(act))
        return redirect("statements:agreements")

    def ask(self, request: HttpRequest, document: Document, status: int = 200) -> HttpResponse:
        version = document.versions.in_force().select_related("document").first()
        if version is None or document.act == Document.Answer.NONE:
            raise Http404
        acts = Act.objects.of(request.user).on(document).newest_first().select_related("text__version")
        last = acts.without_words().first()
        answers = list_possible_answers(version, last)
        question = put_question(user=request.user, version=version, answers=answers, place=Act.Place.ACCOUNT)
        action = reverse("statements:answer", args=[document])
        context = {"question": question, "action": action, "state": describe_state(document, last)}
        return render(request, "statements/answer.html", context, status=status)


def read_shown(request: HttpRequest, document: Document, place: str) -> ShownText:
    return read_token(request.POST.get("token", ""), kind=document.kind, place=place, user=request.user)


def find_document(kind: str) -> Document:
    """Compared here and not by the database: PostgreSQL raises an error for some of what a form may hold."""
    for document in Document.objects.all():
        if document.kind == kind:
            return document
    raise Http404


def explain_stale(stale: StaleToken) -> str:
    if stale.text == stale.shown.text:
        return _("Deze pagina stond te lang open. Er is niets vastgelegd. Lees de tekst en antwoord opnieuw.")
    return _("De tekst is intussen vernieuwd. Hieronder staat wat er nu geldt.")


def explain_answer(act: Act) -> str:
    asks = act.text.version.document.act
    if act.kind == Act.Kind.DECLINE and asks == Document.Answer.ACCEPT:
        return explain_decline()
    if act.kind == Act.Kind.WITHDRAW:
        return _("We hebben vastgelegd dat je je toestemming intrekt.")
    return _("We hebben je antwoord vastgelegd.")


def explain_decline() -> str:
    return _(
        "We hebben vastgelegd dat je niet akkoord gaat. Je houdt toegang onder de voorwaarden die je eerder "
        "accepteerde, tot het einde van de periode waarvoor je hebt betaald. Wil je stoppen, laat het ons dan weten."
    )
