"""Forgery protection for forms on pages that are the same for everybody, and so cannot carry a personal token."""

from django.http import HttpRequest


def is_from_our_own_site(request: HttpRequest) -> bool:
    """Browsers set `Sec-Fetch-Site` and `Origin` themselves; no page can forge them. Without either: no.

    `same-site` is not enough: another host of the same domain may be somebody else's.
    """
    origin = request.headers.get("Origin")
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None and fetch_site != "same-origin":
        return False
    if origin is not None:
        return origin == f"{request.scheme}://{request.get_host()}"
    return fetch_site is not None
