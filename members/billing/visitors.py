"""Who orders without having logged in: what their session knows of it.

It holds the keys of what was ordered in it, and with which address. An address that has an account already gets no
second one: the order waits for its owner (see claiming.py), and on the screen nothing tells that it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.http import HttpRequest

from members.accounts.models import User

from .models import Order

ORDERS, BUYER = "orders", "ordering_as"
MOST = 50  # orders that one session remembers


@dataclass(frozen=True)
class Buyer:
    """`user` is none for an address whose account has not been shown to be theirs."""

    email: str
    user: User | None

    @property
    def is_unclaimed(self) -> bool:
        return self.user is None


def find_buyer(request: HttpRequest) -> Buyer | None:
    """Who is logged in, or with whose address somebody ordered in this session; none for who did neither."""
    if request.user.is_authenticated:
        user = request.user
        return Buyer(user.email, user)
    noted = request.session.get(BUYER)
    return Buyer(noted["email"], find_unconfirmed(noted)) if noted else None


def find_unconfirmed(noted: dict[str, Any]) -> User | None:
    """The account that was made in this session. Once its address is confirmed it is its owner's, who can log in."""
    account = User.objects.filter(pk=noted["account"], email=noted["email"], is_active=True, last_login=None).first()
    is_confirmed = EmailAddress.objects.filter(user=account, verified=True).exists() if account else True
    return None if is_confirmed else account


def remember_buyer(request: HttpRequest, buyer: Buyer) -> None:
    request.session[BUYER] = {"email": buyer.email, "account": buyer.user.pk if buyer.user else None}


def remember_order(request: HttpRequest, order: Order) -> None:
    request.session[ORDERS] = [*list_keys(request.session), str(order.key)][-MOST:]


def list_keys(session: Any) -> list[str]:
    """Of what was ordered in this session."""
    return list(session.get(ORDERS, []))


def forget_buyer(session: Any) -> None:
    session.pop(BUYER, None)
