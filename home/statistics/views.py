import datetime
import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from home.limits.counting import Limit
from legal.cookies.consent import has_consent
from legal.cookies.origins import is_from_our_own_site
from members.accounts.limiting import read_network

from .beacons import read_beacon
from .counting import count_view
from .labels import BrokenLabel
from .objecting import has_objected
from .robots import is_fetched_ahead, is_robot

CONSENT_GROUP = "statistics"
LAST_VISIT_COOKIE = "last_visit_day"
LAST_VISIT_SECONDS = 31 * 24 * 60 * 60
LARGEST_BODY = 1024
# For a whole neighbourhood of addresses, in which a school or an office may read at the same moment.
BEACONS = Limit("have a page counted", 600, 5 * 60)


@never_cache
# The page carries no personal token; the origin of the request is checked instead.
@csrf_exempt
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Counts a page for a browser that said yes; 204 either way, so that the answer tells nobody what was chosen.

    Nothing is written of who asks. The user agent is looked at for robots, the account for an objection, and the
    address for how often, after its end was cut off.
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
        seen = read_beacon(body, own_host=urlsplit(f"//{request.get_host()}").hostname or "")
    except BrokenLabel:
        return HttpResponse(status=400)
    response = HttpResponse(status=204)
    if may_count(request):
        today = timezone.localdate()
        is_visit = request.COOKIES.get(LAST_VISIT_COOKIE) != today.isoformat()
        count_view(day=today, seen=seen, is_visit=is_visit)
        if is_visit:
            remember_day(response, today)
    return response


def may_count(request: HttpRequest) -> bool:
    """The limit last: whoever is not counted anyway leaves no trace there either."""
    return (
        not settings.STATISTICS_URL  # another program counts
        and not is_robot(request)
        and not is_fetched_ahead(request)
        and has_consent(request, CONSENT_GROUP)
        and not has_objected(request.user)
        and BEACONS.take(cut_address(read_network(request)))
    )


def cut_address(network: str) -> str:
    """The neighbourhood only: 256 addresses, or 65536 households of IPv6."""
    found = ipaddress.ip_network(network)
    return str(found.supernet(new_prefix=24 if found.version == 4 else 48))


def remember_day(response: HttpResponse, day: datetime.date) -> None:
    """The one cookie of the statistics, set after the server's own look at the choice instead of by the script."""
    response.set_cookie(
        LAST_VISIT_COOKIE,
        day.isoformat(),
        max_age=LAST_VISIT_SECONDS,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
