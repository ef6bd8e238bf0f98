"""One view that answers whoever is logged in with as many bytes as BARE_LENGTH says."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from .bare_urls import BODY


def answer(request: HttpRequest) -> HttpResponse:
    status = 200 if request.user.is_authenticated or "sessionid" not in request.COOKIES else 403
    return HttpResponse(BODY, status=status, headers={"Content-Length": str(len(BODY))})


urlpatterns = [path("", answer)]
