"""What deploy/nginx.conf says of every page that it gives out itself. One that says anything else is left to the site:
what it says would be lost.
"""

from __future__ import annotations

from csp.utils import build_policy
from django.conf import settings

from home.pages.browser_rules import write_rules
from home.pages.middleware import name_endpoints, name_reporting

from .naming import Place

POLICY = "content-security-policy"
OF_EACH_PAGE = {"content-length", "etag", "vary"}  # nginx makes the first two; `prepare` writes the third


def is_usual(place: Place, headers: tuple[tuple[str, str], ...]) -> bool:
    usual = list_usual(place)
    for name, value in headers:
        key = name.lower()
        if key not in OF_EACH_PAGE and (key not in usual or normalise(key, value) != normalise(key, usual[key])):
            return False
    return POLICY in {name.lower() for name, _value in headers}


def list_usual(place: Place) -> dict[str, str]:
    return {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-cache",
        "content-language": "en" if place.path.startswith("/en/") else settings.LANGUAGE_CODE,
        "x-frame-options": settings.X_FRAME_OPTIONS,
        "x-content-type-options": "nosniff",
        "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
        "reporting-endpoints": name_endpoints(),
        POLICY: build_policy(update=name_reporting(is_secure=place.scheme == "https")),
        **{name.lower(): rule for name, rule in write_rules([]).items()},
    }


def normalise(name: str, value: str) -> object:
    """The directives of a policy stand in another order each time."""
    return {directive.strip() for directive in value.split(";")} if name == POLICY else value
