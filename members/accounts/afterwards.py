"""What is done once the visitor has their answer, so that its duration says nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from allauth.core.context import request_context
from django.http import HttpRequest, HttpResponse
from django.utils import translation

logger = logging.getLogger(__name__)


def do_after_the_answer(request: HttpRequest | None, act: Callable[[], object]) -> None:
    """In the language of the request. At once when there is no request, or none that passes the middleware below."""
    acts = getattr(request, "acts_after_the_answer", None)
    if acts is None:
        act()
        return
    acts.append(partial(act_in_language, translation.get_language() or "nl", act))


def act_in_language(language: str, act: Callable[[], object]) -> None:
    with translation.override(language):
        act()


class AfterwardsMiddleware:
    """Servers close an answer after they have sent the whole of it (PEP 3333); that is when it is done. Nobody waits
    for it any more, so what fails is only logged, without a word of what it was about.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acts_after_the_answer = []  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.acts_after_the_answer:  # type: ignore[attr-defined]
            response._resource_closers.append(partial(do_everything, request))  # type: ignore[attr-defined]
        return response


def do_everything(request: HttpRequest) -> None:
    acts = request.acts_after_the_answer  # type: ignore[attr-defined]
    with request_context(request):
        while acts:
            try:
                acts.pop(0)()
            except Exception as error:
                logger.error("After the answer: %s", type(error).__name__)
