from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from home.limits.counting import Limit
from members.accounts.limiting import read_network

from .pages import name_page
from .reading import NEW, OLD, BrokenReport, read_reports
from .recording import record

LARGEST_BODY = 64 * 1024
PER_NETWORK = Limit("report what a browser held back", 60, 10 * 60)
FROM_ELSEWHERE = {"cross-site", "same-site"}


@never_cache
# A browser sends this by itself, without a token.
@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Takes what a browser reports. Its address is only counted, under a key of the day that tells nothing; the user,
    the browser and the query of the page are not read.
    """
    if request.headers.get("Sec-Fetch-Site") in FROM_ELSEWHERE:
        return HttpResponse(status=403)
    if request.content_type not in {OLD, NEW}:
        return HttpResponse(status=415)
    if not PER_NETWORK.take(read_network(request)):
        return HttpResponse(status=429)
    body = request.read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        return HttpResponse(status=413)
    try:
        reports = read_reports(request.content_type, body, request.get_host().lower())
    except BrokenReport:
        return HttpResponse(status=400)
    today = timezone.localdate()
    for report in reports:
        record(day=today, directive=report.directive, origin=report.origin, page=name_page(report.page))
    return HttpResponse(status=204)
