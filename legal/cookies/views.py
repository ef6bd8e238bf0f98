from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .asking import ask
from .choosing import record_choices
from .consent import delete_cookies, read_verdicts, remember_choice
from .forms import OUTDATED_TEXT, ChoiceForm
from .origins import is_from_our_own_site
from .purposes import Purpose, list_optional, read_purposes

DONE = "gedaan"


class SeeOther(HttpResponseRedirect):
    status_code = 303


@never_cache
# Django's protection would set a cookie before the visitor chose; the origin of the request is checked instead.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    purposes = read_purposes()
    if request.method != "POST":
        return show_choice(request, purposes, form=None, status=200)
    if not is_from_our_own_site(request):
        return HttpResponseForbidden(
            gettext("Dit formulier kwam niet van onze eigen site. Er is niets bewaard."), content_type="text/plain"
        )
    return answer(request, purposes)


def answer(request: HttpRequest, purposes: tuple[Purpose, ...]) -> HttpResponse:
    """Records the choice and goes back. 422 for what is no choice, 409 when the words were changed meanwhile."""
    optional = list_optional(purposes)
    question = ask(optional)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return show_choice(request, purposes, form=form, status=422)
    if form.cleaned_data["shown"] != question.shown:
        form.add_error(None, OUTDATED_TEXT)
        return show_choice(request, purposes, form=form, status=409)

    response = SeeOther(form.cleaned_data["next"] or f"{reverse('cookies:choice')}?{DONE}")
    if record_choices(
        question=question,
        is_accepted=form.is_accepted,
        before=read_verdicts(request, optional),
        language=get_language() or "",
    ):
        remember_choice(response, optional=optional, is_accepted=form.is_accepted)
    if not form.is_accepted:
        delete_cookies(response, optional)
    return response


def show_choice(
    request: HttpRequest, purposes: tuple[Purpose, ...], *, form: ChoiceForm | None, status: int
) -> HttpResponse:
    optional = list_optional(purposes)
    verdicts = set(read_verdicts(request, optional).values())
    choice = verdicts.pop() if len(verdicts) == 1 else None
    context = {
        "form": form,
        "question": ask(optional),
        "purposes": [purpose.translate() for purpose in sorted(purposes, key=lambda purpose: purpose.is_required)],
        "is_accepted": choice is True,
        "is_refused": choice is False,
        # No message of Django's: that would need a cookie or a session.
        "is_done": DONE in request.GET and choice is not None,
    }
    return render(request, "cookies/choice.html", context, status=status)
