from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
