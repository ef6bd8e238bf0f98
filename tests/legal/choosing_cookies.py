"""Choosing on /cookies/keuze/ as a visitor does, for the tests about it."""

from typing import Any

from django.http import HttpResponse

from legal.cookies.asking import Question, ask
from legal.cookies.models import CookieChoice
from legal.cookies.published import read_published_purposes
from legal.cookies.purposes import list_optional
from tests.visiting import Client

ADDRESS = "/cookies/keuze/"
OWN = {"sec-fetch-site": "same-origin", "origin": "http://testserver"}


def read_question() -> Question:
    return ask(list_optional(read_published_purposes()))


def choose(
    client: Client, choice: str, *, headers: dict[str, str] = OWN, path: str = ADDRESS, **fields: Any
) -> HttpResponse:
    return client.post(path, {"choice": choice, "shown": read_question().shown, **fields}, headers=headers)


def list_acts() -> list[str]:
    return list(CookieChoice.objects.order_by("chosen_at", "pk").values_list("act", flat=True))
