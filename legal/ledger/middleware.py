"""Evidence is asked of a ledger that does not hold together, or that cannot be sealed: nothing is handed out."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .nodes import LedgerDamaged
from .rotating import KeyRefused
from .signing import NoSigningKey

logger = logging.getLogger(__name__)


class DamagedLedgerMiddleware:
    """Answers 503. The daily verification mails the same fault to the controllers, `run_due` tells that of a key."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (LedgerDamaged, KeyRefused, NoSigningKey)):
            return None
        logger.error("%s", exception)
        context = {"is_damaged": isinstance(exception, LedgerDamaged)}
        return render(request, "ledger/damaged.html", context, status=503)
