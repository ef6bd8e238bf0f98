"""Which pages are the same for every visitor without a session: a view says so itself. No others are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[..., HttpResponseBase]


def share(response: Answer, *keys: str) -> Answer:
    """`keys`: the only parts of a query that make it another page. Browsers ask each time whether it changed."""
    patch_cache_control(response, no_cache=True)
    response.shared_keys = frozenset(keys)  # type: ignore[attr-defined]
    return response


def share_under(response: Answer, request: HttpRequest, *, number: int) -> Answer:
    """A page of many, each under its own number `p`. Of those that there are not, nobody keeps the page that comes in
    their place: they have no end.
    """
    return share(response, "p") if request.GET.get("p", str(number)) == str(number) else response


def shared(*keys: str) -> Callable[[View], View]:
    """The same for a view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def show(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
            return share(view(request, *args, **options), *keys)

        return show

    return decorate
