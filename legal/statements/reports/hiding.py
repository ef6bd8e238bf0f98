"""For views of Wagtail itself: whoever may not open them is told that they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

Show = Callable[..., HttpResponse]


def hide_from_others(show: Show) -> Show:
    """Wagtail would lead back to its first page, with a message that gives the address away."""

    @wraps(show)
    def show_or_hide(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return show(request, *args, **kwargs)
        except PermissionDenied as error:
            raise Http404 from error

    return show_or_hide
