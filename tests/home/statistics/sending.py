"""A browser that read a page and says so, and what came of it."""

from typing import Any
from urllib.parse import urlencode

from home.statistics.labels import sign_label
from home.statistics.models import DailyCount, Dimension
from legal.cookies.published import read_published_purposes
from legal.cookies.purposes import list_optional, read_purposes
from tests.factories.cookies import publish_cookie_page
from tests.visiting import Client

ADDRESS = "/statistiek/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
OWN = {"sec-fetch-site": "same-origin", "origin": "http://testserver", "user-agent": FIREFOX}
LABEL = "page:3f0f5a3e-3f2b-4a7e-9a55-0d3d8a3c1a11"
FORM = "application/x-www-form-urlencoded"


def consent(client: Client, answer: str = "yes") -> Client:
    if read_published_purposes() == ():
        publish_cookie_page()
    purpose = next(purpose for purpose in list_optional(read_purposes()) if purpose.group == "statistics")
    client.cookies["cookie_consent"] = f"statistics={answer}.{purpose.fingerprint}"
    return client


def send(client: Client, *, headers: dict[str, str] = OWN, address: str = "127.0.0.1", **sent: str) -> Any:
    body = urlencode({"label": sign_label(LABEL)} | sent)
    return client.post(ADDRESS, body, content_type=FORM, headers=headers, REMOTE_ADDR=address)


def read_pages() -> list[tuple[str, str, int, int]]:
    rows = DailyCount.objects.filter(dimension=Dimension.PAGE).order_by("day", "label")
    return [(row.day.isoformat(), row.label, row.views, row.visits) for row in rows]


def read_labels(dimension: Dimension) -> dict[str, int]:
    return dict(DailyCount.objects.filter(dimension=dimension, views__gt=0).values_list("label", "views"))
