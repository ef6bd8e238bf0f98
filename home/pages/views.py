from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def refuse_forged_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without our token: usually one that stood open through a log-in or log-out."""
    return render(request, "403_form.html", status=403)


@never_cache
@require_safe
def check_health(request: HttpRequest) -> HttpResponse:
    """200 when the site can answer and reach its database; for load balancers and monitors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def refuse_broken_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's own answer to 400 knows neither the company's address nor the languages."""
    return render(request, "400.html", status=400)


def explain_refusal(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """405 (RFC 9110 §15.5.6) with words: somebody reloaded, or came back from a log-in, where a form had been sent."""
    refusal.content = render_to_string("405.html", request=request)
    return refusal


def admit_mistake(request: HttpRequest) -> HttpResponse:
    """Whatever broke may be what a page needs: this one asks nothing of the database, and no context processor."""
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        page = render_to_string("500.html", {"language": language, "stylesheet": find_stylesheet()})
    return HttpResponseServerError(page)


def find_stylesheet() -> str:
    """Empty when there is none: that may be what broke."""
    try:
        return str(staticfiles_storage.url("css/site.css"))
    except (OSError, ValueError):
        return ""
