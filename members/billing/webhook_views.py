"""Where the payment provider tells that something happened to a payment: an id, and nothing that is believed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .addresses import is_signed
from .converging import ForeignPayment, converge_by_id
from .payment_provider import ProviderUnavailable, UnknownAtProvider, is_payment_id

TRY_AGAIN = 503


@csrf_exempt
@require_POST
def receive(request: HttpRequest, key: UUID, signature: str) -> HttpResponse:
    """200 for what is not ours, as Mollie asks: whoever tries gets to know nothing. 503 when it could not be found out
    now; Mollie tries ten times in 26 hours. See https://docs.mollie.com/reference/webhooks.
    """
    payment_id = request.POST.get("id", "")
    if is_signed(key, signature) and is_payment_id(payment_id):
        try:
            converge_by_id(key, payment_id)
        except (UnknownAtProvider, ForeignPayment):
            pass
        except ProviderUnavailable:
            return HttpResponse(status=TRY_AGAIN)
    return HttpResponse()
