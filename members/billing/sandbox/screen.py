"""What somebody sees in place of a bank: says that it is a test, and lets them choose how it ends."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.template import Context, Engine
from django.utils.translation import get_language, override

from .changing import show_change
from .exchange import Answer, Page, Request
from .passing import act_now
from .paying import show_checkout
from .records import Payment
from .wording import HTML, write_euros
from .world import World

TEMPLATES = Path(__file__).with_name("templates")
ENGINE = Engine(dirs=[str(TEMPLATES)], libraries={"i18n": "django.templatetags.i18n"})
FILES = {"/style.css": "text/css", "/method.svg": "image/svg+xml"}
SCREENS = {"pay": show_checkout, "change": show_change}
MISSING = Page("missing.html", status=404)


def show_screen(world: World, request: Request) -> Answer:
    if request.path in FILES:
        return Answer(200, (TEMPLATES / request.path[1:]).read_bytes(), FILES[request.path])
    screen, _, payment_id = request.path[1:].partition("/")
    with act_now(world):
        payment = world.store.find(Payment, payment_id)
        with override(choose_language(payment, request)):
            if payment is None or screen not in SCREENS or request.method not in {"GET", "POST"}:
                return render(MISSING, payment)
            page = SCREENS[screen](world, payment, request.form if request.method == "POST" else {})
            return render(page, payment) if isinstance(page, Page) else page


def choose_language(payment: Payment | None, request: Request) -> str:
    """The payment's, or else the browser's, of the two that there are."""
    wanted = (payment and payment.locale) or request.languages or "nl"
    return "nl" if wanted.lower().startswith("nl") else "en"


def render(page: Page, payment: Payment | None) -> Answer:
    amount = write_euros(payment.cents) if payment else ""
    values = {"language": get_language(), "payment": payment, "amount": amount}
    html = ENGINE.get_template(page.template).render(Context(values | page.values))
    return Answer(page.status, html.encode(), f"{HTML}; charset=utf-8", write_headers(payment))


def write_headers(payment: Payment | None) -> dict[str, str]:
    """Chromium asks of a form that it may also go where its answer leads to."""
    back = {find_origin(url) for url in (payment.redirect_url, payment.cancel_url) if url} if payment else set()
    policy = {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": " ".join(["'self'", *sorted(back)]),
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def find_origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
