"""What a browser may do with an answer of ours, beside the policy for its content: every answer carries it, also files,
error pages and what other middleware refuses.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Nothing here uses them, so nothing that gets into a page can.
DENIED = (
    *("accelerometer", "camera", "clipboard-read", "display-capture", "encrypted-media", "gamepad"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking"),
)
# Films, passkeys, and copying what stands in a field.
OWN = ("autoplay", "clipboard-write", "publickey-credentials-create", "publickey-credentials-get")
EMBEDDER = "Cross-Origin-Embedder-Policy"
SHOWING = ("fullscreen", "picture-in-picture")  # a film of another company asks for them too


class BrowserRulesMiddleware:
    """The first of all, so that no answer goes without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, rule in list_rules(request).items():
            response.headers.setdefault(name, rule)
        return response


def list_rules(request: HttpRequest) -> dict[str, str]:
    """A page that shows another company's film, and the admin that previews such a page, cannot ask of everything in
    them that it agrees to be shown (`require-corp`): the providers do not say so.
    """
    rules = write_rules(sorted(getattr(request, "embedded_origins", ())))
    if request.path.startswith(reverse("wagtailadmin_home")):
        rules.pop(EMBEDDER, None)
    return rules


def write_rules(origins: list[str]) -> dict[str, str]:
    """For a page of visitors, which shows something of these."""
    rules = {
        "Permissions-Policy": write_permissions(origins),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
    }
    return rules if origins else rules | {EMBEDDER: "require-corp"}


def write_permissions(origins: list[str]) -> str:
    """RFC 8941: a list per feature."""
    shown = " ".join(["self", *(f'"{origin}"' for origin in origins)])
    lists = [*((name, "") for name in DENIED), *((name, "self") for name in OWN), *((name, shown) for name in SHOWING)]
    return ", ".join(f"{name}=({allowed})" for name, allowed in lists)
