"""One view that answers with as many bytes as BARE_LENGTH says."""

import os

from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = b"x" * int(os.environ["BARE_LENGTH"])


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY))})


urlpatterns = [path("", answer)]
