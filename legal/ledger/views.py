"""The ledger for everybody: its seals and keys, in words and for programs. Nothing here is about a person."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.freshness.sharing import share_under

from .models import Seal, SigningKey
from .proving import prove_consistency
from .signing import describe_keys, describe_seal
from .verify_receipt import PROGRAM_NAME, join_program

SEALS_A_PAGE = 25
SEALS_AT_ONCE = 100  # for programs
FOR_EVER = {"public": True, "max_age": 365 * 24 * 60 * 60, "immutable": True}


@require_safe
def show_seals(request: HttpRequest) -> HttpResponse:
    seals = Paginator(Seal.objects.select_related("key").order_by("-pk"), SEALS_A_PAGE).get_page(request.GET.get("p"))
    keys = SigningKey.objects.order_by("-pk")
    newest = seals[0] if seals.number == 1 and seals else Seal.objects.select_related("key").last()
    response = render(request, "ledger/seals.html", {"seals": seals, "keys": keys, "newest": newest})
    return share_under(response, request, number=seals.number)


@require_safe
@cache_control(public=True, max_age=60)
def list_seals(request: HttpRequest) -> HttpResponse:
    """All keys, then the newest hundred seals that came before `?voor=`, in the order in which they were made."""
    seals = Seal.objects.select_related("key").order_by("-pk")
    if "voor" in request.GET:
        seals = seals.filter(pk__lt=read_number(request.GET["voor"]))
    page = list(seals[: SEALS_AT_ONCE + 1])
    shown = page[:SEALS_AT_ONCE]
    response = give_json([*describe_keys(), *(describe_seal(seal) for seal in reversed(shown))])
    if len(page) > len(shown):
        response["Link"] = f'<{reverse("ledger:seal_list")}?voor={shown[-1].pk}>; rel="next"'
    return response


@require_safe
@cache_control(**FOR_EVER)
def give_seal(request: HttpRequest, number: int) -> HttpResponse:
    return give_json(describe_seal(get_object_or_404(Seal.objects.select_related("key"), pk=number)))


@require_safe
@cache_control(**FOR_EVER)
def give_consistency(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """That the first `second` leaves begin with the first `first`; only of what has been sealed."""
    if not 0 < first <= second <= (Seal.objects.aggregate(size=Max("size"))["size"] or 0):
        raise Http404
    hashes = prove_consistency(first, second)
    return give_json({"first": first, "hashes": hashes, "second": second, "type": "consistency"})


@require_safe
@cache_control(public=True, max_age=3600)
def give_verifier(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{PROGRAM_NAME}"'}
    return HttpResponse(join_program(), content_type="text/x-python; charset=utf-8", headers=headers)


def give_json(content: Any) -> JsonResponse:
    """For programs of others too: nothing here is secret, and a page elsewhere may compare."""
    options = {"indent": 1, "sort_keys": True, "ensure_ascii": False}
    return JsonResponse(content, safe=False, json_dumps_params=options, headers={"Access-Control-Allow-Origin": "*"})


def read_number(value: str) -> int:
    """Raises Http404 for what is no number, or none that a row could have."""
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise Http404
    return int(value)
