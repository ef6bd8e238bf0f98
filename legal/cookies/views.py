from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .answering import carry_out
from .asking import Question, ask
from .consent import Verdicts, find_choice, read_verdicts
from .forms import OUTDATED_TEXT, ChoiceForm
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
    """Records the choice and goes back. 422 for what is no choice, 409 for a yes to words that changed meanwhile."""
    form = ChoiceForm(request.POST, question=question)
    if not form.is_valid():
        return show_choice(request, purposes, question, form=form, status=422)
    is_refusal = True not in form.read_answers().values()
    if not is_refusal and not form.has_read_this():
        form.add_error(None, OUTDATED_TEXT)
        return show_choice(request, purposes, question, form=form, status=409)
    one_too_many = request.refuse_too_many()  # type: ignore[attr-defined]
    if one_too_many and not is_refusal:
        return one_too_many
    return do_as_answered(request, purposes, form, is_recorded=not one_too_many)


def do_as_answered(
    request: HttpRequest, purposes: tuple[Purpose, ...], form: ChoiceForm, *, is_recorded: bool
) -> HttpResponse:
    """A no always holds, as easily as a yes did: what is not recorded when there were too many is its proof."""
    response = SeeOther(form.cleaned_data["next"] or f"{reverse('cookies:choice')}?{DONE}")
    carry_out(
        request,
        response,
        optional=list_optional(purposes),
        question=form.question,
        answers=form.read_answers(),
        wording=form.read_wording(),
        is_recorded=is_recorded,
    )
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
