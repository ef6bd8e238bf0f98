from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .asking import Question, ask
from .choosing import record_choice
from .consent import Verdicts, delete_cookies, read_number, read_verdicts, remember_choice
from .forms import OUTDATED_TEXT, ChoiceForm
from .models import CookieChoice
from .origins import is_from_our_own_site
from .published import read_published_purposes
from .purposes import Purpose, list_optional

DONE = "gedaan"
LARGEST_BODY = 8192


class SeeOther(HttpResponseRedirect):
    status_code = 303


@never_cache
# Django's protection would set a cookie before the visitor chose; the origin of the request is checked instead.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and not is_from_our_own_site(request):
        return HttpResponseForbidden(
            gettext("Dit formulier kwam niet van onze eigen site. Er is niets bewaard."), content_type="text/plain"
        )
    if request.method == "POST" and not has_small_body(request):
        return HttpResponse(
            gettext("Dit formulier is te groot. Er is niets bewaard."), status=413, content_type="text/plain"
        )
    purposes = read_published_purposes()
    question = ask(list_optional(purposes))
    if request.method == "POST" and question.purposes:
        return answer(request, purposes, question)
    return show_choice(request, purposes, question, form=None, status=200 if request.method != "POST" else 409)


def has_small_body(request: HttpRequest) -> bool:
    """As its header says; Django reads no further than that, and would trip over what is no number."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isascii() and length.isdigit() and len(length) < 10 and int(length) <= LARGEST_BODY


def answer(request: HttpRequest, purposes: tuple[Purpose, ...], question: Question) -> HttpResponse:
    """Records the choice and goes back. 422 for what is no choice, 409 when the words were changed meanwhile."""
    form = ChoiceForm(request.POST, question=question)
    if not form.is_valid():
        return show_choice(request, purposes, question, form=form, status=422)
    if not form.has_read_this():
        form.add_error(None, OUTDATED_TEXT)
        return show_choice(request, purposes, question, form=form, status=409)

    optional, answers = list_optional(purposes), form.read_answers()
    before = read_verdicts(request, optional)
    user = request.user if request.user.is_authenticated else None
    response = SeeOther(form.cleaned_data["next"] or f"{reverse('cookies:choice')}?{DONE}")
    choice = record_choice(question=question, answers=answers, before=before, language=get_language() or "", user=user)
    if choice:
        remember_choice(response, optional=optional, verdicts={**before, **answers}, number=choice.pk)
    delete_cookies(response, tuple(purpose for purpose in optional if answers.get(purpose.group) is False))
    return response


def show_choice(
    request: HttpRequest,
    purposes: tuple[Purpose, ...],
    question: Question,
    *,
    form: ChoiceForm | None,
    status: int,
) -> HttpResponse:
    verdicts = read_verdicts(request, list_optional(purposes))
    context = {
        "form": form,
        "question": question,
        "purposes": [purpose.translate() for purpose in sorted(purposes, key=lambda purpose: purpose.is_required)],
        "choice": find_choice(request),
        # No message of Django's: that would need a cookie or a session.
        "is_done": DONE in request.GET and None not in verdicts.values(),
        **describe_verdicts(verdicts),
    }
    return render(request, "cookies/choice.html", context, status=status)


def describe_verdicts(verdicts: Verdicts) -> dict[str, Any]:
    found = set(verdicts.values())
    return {
        "accepted": [group for group, verdict in verdicts.items() if verdict],
        "refused": [group for group, verdict in verdicts.items() if verdict is False],
        "is_accepted": found == {True},
        "is_refused": found == {False},
    }


def find_choice(request: HttpRequest) -> CookieChoice | None:
    """What is on record under the number that this browser remembers."""
    number = read_number(request)
    return CookieChoice.objects.filter(pk=number).first() if number else None
