from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.models import Page

from members.membership.access import decide

from ..restrictions import may_enter
from .permissions import may_see_file
from .pieces import KINDS
from .sending import GATED, OPEN, send_file
from .showing import list_gated_files, list_open_files


@require_safe
def send_page_file(request: HttpRequest, page_path: str, kind: str, number: int, name: str) -> HttpResponseBase:
    """A file beneath the page that shows it. 404 for whatever this person may not see, or the page does not show."""
    page = find_page(request, page_path)
    found = KINDS.get(kind)
    if found is None:
        raise Http404
    key = (found.model, number)
    is_open = key in list_open_files(page)
    # The gated text is read only after the gate said yes.
    if not is_open and not (may_read(request, page) and key in list_gated_files(page)):
        raise Http404
    file = found.model.objects.get(pk=number)
    for piece in found.list_pieces(file):
        if piece.name == name:
            cache = OPEN if is_open and not page.get_view_restrictions().exists() else GATED
            return send_file(request, piece.open().name, name=name, cache=cache, is_download=piece.is_download)
    raise Http404


def find_page(request: HttpRequest, path: str) -> Any:
    """The published page with this address, unless Wagtail's own privacy keeps it from this person."""
    if "\0" in path:  # PostgreSQL takes no such text
        raise Http404
    route = Page.route_for_request(request, path)
    if route is None or route.args or route.kwargs:
        raise Http404
    if not may_enter(request, route.page):
        raise Http404
    return route.page


def may_read(request: HttpRequest, page: Any) -> bool:
    return bool(getattr(page, "gated_streams", ())) and decide(request.user, page).is_allowed


@require_safe
def send_private_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """For the admin: thumbnails, previews, and the original of what a colleague may choose or change."""
    if "\0" in name or not may_see_file(request.user, name):
        raise Http404
    return send_file(request, name, name=name.rpartition("/")[2], cache=GATED)
