"""What somebody reads at an address."""

import re
from html import unescape

from django.http import HttpResponse

from tests.visiting import Client


def read_page(client: Client, path: str, query: dict[str, str] | None = None) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def read_text(response: HttpResponse) -> str:
    """The words alone, with one space between them."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
