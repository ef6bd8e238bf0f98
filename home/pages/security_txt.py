"""Where somebody reports a hole in the site (RFC 9116), for programs and for people.

Who to write to is in the settings of the organisation, and nowhere else. Without an address there is no file: one that
leads nowhere would be worse.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote, urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.identity.models import Organisation

AN_HOUR = 60 * 60
TERM = timedelta(days=180)  # the RFC asks for less than a year; every day it is said anew


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def show_security_txt(request: HttpRequest) -> HttpResponse:
    """The same for everybody all day."""
    address = Organisation.load(request_or_site=request).email
    if not address:
        raise Http404
    lines = [
        f"Contact: mailto:{quote(address, safe='@')}",
        f"Expires: {write_end(timezone.now().astimezone(UTC).date())}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {urljoin(settings.SITE_URL, reverse('security_txt'))}",
        "",
    ]
    return HttpResponse("\r\n".join(lines), content_type="text/plain; charset=utf-8")


def write_end(today: date) -> str:
    return datetime.combine(today + TERM, time(), UTC).isoformat().replace("+00:00", "Z")
