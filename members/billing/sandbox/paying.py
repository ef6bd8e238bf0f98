"""The screen on which somebody pays: with what, and how it ends."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import life
from .exchange import Answer, Page, go_to
from .methods import METHODS
from .records import Payment, Status
from .world import World

OUTCOMES: dict[str, str | Promise] = {
    Status.PAID: _("Betaald"),
    Status.FAILED: _("Mislukt"),
    Status.CANCELED: _("Geannuleerd"),
    Status.EXPIRED: _("Verlopen"),
    Status.OPEN: _("Nog niet betaald"),
}
ACTS = {Status.FAILED: life.fail, Status.CANCELED: life.cancel, Status.EXPIRED: life.expire}


def show_checkout(world: World, payment: Payment, form: dict[str, str]) -> Page | Answer:
    """`form` is empty while somebody only looks."""
    if payment.status != Status.OPEN:
        return Page("closed.html", {"status": name_status(payment)}, 409 if form else 200)
    outcome, method = form.get("outcome", ""), form.get("method") or payment.offered[0]
    if outcome not in OUTCOMES or method not in payment.offered:
        return Page("checkout.html", describe_choices(payment) | {"is_refused": bool(form)}, 400 if form else 200)
    end(world, payment, outcome, method)
    is_canceled = outcome == Status.CANCELED
    return go_to((is_canceled and payment.cancel_url) or payment.redirect_url or world.address)


def end(world: World, payment: Payment, outcome: str, method: str) -> None:
    payment.method = method
    if outcome == Status.PAID:
        life.pay(world, payment)
    elif outcome == Status.OPEN:
        world.store.save(payment)
    else:
        ACTS[Status(outcome)](world, payment)


def describe_choices(payment: Payment) -> dict[str, object]:
    methods = [METHODS[name] for name in payment.offered]
    return {"methods": methods, "outcomes": [{"value": value, "title": title} for value, title in OUTCOMES.items()]}


def name_status(payment: Payment) -> str | Promise:
    return _("In behandeling bij de bank") if payment.status == Status.PENDING else OUTCOMES[payment.status]
