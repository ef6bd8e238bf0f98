"""Evidence is asked of a ledger that does not hold together: nothing is handed out, and the controllers hear of it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .nodes import LedgerDamaged

logger = logging.getLogger(__name__)


class DamagedLedgerMiddleware:
    """Answers 503: the daily verification finds the same fault and mails it to the controllers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, LedgerDamaged):
            return None
        logger.error("%s", exception)
        return render(request, "ledger/damaged.html", status=503)
