from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from .encoding import accepts_gzip
from .naming import name_place


class CompressionMiddleware(GZipMiddleware):
    """Compresses a page for somebody with a session when neither a query nor a form was sent along. What an attacker
    has a browser send, beside what only its reader may know, would show in the length when the two are alike (BREACH,
    https://www.breachattack.com/). A part of an address that anybody may choose stands in refusals alone, which are
    not compressed. Django adds up to a hundred bytes at random.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_asked_for_alone = request.method == "GET" and not request.META.get("QUERY_STRING")
        is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
        if not (is_asked_for_alone and is_page) or response.streaming or name_place(request) is not None:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if not accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
