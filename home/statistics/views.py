from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from legal.cookies.consent import has_consent
from legal.cookies.origins import is_from_our_own_site

from .counting import count_view
from .labels import BrokenLabel, read_label

CONSENT_GROUP = "statistics"
LAST_VISIT_COOKIE = "last_visit_day"
LAST_VISIT_SECONDS = 31 * 24 * 60 * 60
LARGEST_BODY = 1024


@never_cache
# The page carries no personal token; the origin of the request is checked instead.
@csrf_exempt
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Counts a page for a browser that said yes; 204 either way, so that the answer tells nobody what was chosen.

    Neither the address, the user agent nor the user of the request is read.
    """
    if not is_from_our_own_site(request):
        return HttpResponse(status=403)
    if request.content_type != "application/x-www-form-urlencoded":
        return HttpResponse(status=415)
    # Not request.POST: it trusts the header Content-Length to be a number.
    body = request.read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        return HttpResponse(status=413)
    try:
        label = read_label(QueryDict(body).get("label", ""))
    except BrokenLabel:
        return HttpResponse(status=400)
    response = HttpResponse(status=204)
    if has_consent(request, CONSENT_GROUP):
        today = timezone.localdate()
        is_visit = request.COOKIES.get(LAST_VISIT_COOKIE) != today.isoformat()
        count_view(label=label, day=today, is_visit=is_visit)
        if is_visit:
            remember_day(response, today.isoformat())
    return response


def remember_day(response: HttpResponse, day: str) -> None:
    """The one cookie of the statistics, set after the server's own look at the choice instead of by the script."""
    response.set_cookie(
        LAST_VISIT_COOKIE,
        day,
        max_age=LAST_VISIT_SECONDS,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
