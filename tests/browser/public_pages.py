"""What everybody can open, by the name that a failing test shows."""

import pytest

from tests.browser.demo_site import DemoSite

PATHS = {
    "front page": "/",
    "catalogue": "/cursussen/",
    "filtered catalogue": "/cursussen/?onderwerp=tijd",
    "topic": "/cursussen/tijd/",
    "maker": "/over-ons/eddie-eik/",
    "search": "/zoeken/?q=overleg",
    "nothing found": "/zoeken/?q=kwispelstaart",
    "certificate check": "/bewijs/",
    "course": "",
    "lesson": "",
    "invitation": "",
    "plans": "/lid-worden/",
    "english plans": "/en/lid-worden/",
    "privacy": "/privacy/",
    "privacy archive": "/privacy/versies/",
    "privacy version": "/privacy/versies/1/",
    "privacy difference": "/privacy/versies/2/verschil/1/",
    "terms": "/voorwaarden/",
    "cookies": "/cookies/",
    "cookie choice": "/cookies/keuze/",
    "ledger": "/grootboek/",
    "log in": "/account/login/",
    "log in by code": "/account/login/code/",
    "sign up": "/account/signup/",
    "password reset": "/account/password/reset/",
    "contact": "/contact/",
    "accessibility statement": "/en/accessibility/",
    "not found": "/deze-pagina-is-er-niet/",
    "english front page": "/en/",
    "english course": "",
    "english privacy": "/en/privacy/",
}
# What a member opens beside those.
OF_MEMBERS = [
    *("/account/", "/account/profiel/", "/account/email/", "/account/meldingen/", "/account/password/change/"),
    *("/account/beveiliging/", "/account/sessies/", "/account/afspraken/", "/account/meetellen/", "/account/agenda/"),
    *("/account/lidmaatschap/", "/account/facturen/", "/bestellen/maandlid/", "/bestellen/cadeau/"),
]
EVERY_PAGE = pytest.mark.parametrize("name", PATHS)


def find_path(site: DemoSite, name: str) -> str:
    """Courses and lessons have names that editors choose: the first ones are found as a visitor finds them."""
    if name == "course":
        return site.find_first_course("/cursussen/")
    if name == "english course":
        return site.find_first_course("/en/courses/")
    if name in {"lesson", "invitation"}:
        course = find_path(site, "course")
        lessons = site.find_links(course, rf"{course}[\w-]+/")
        return lessons[0] if name == "lesson" else lessons[-1]  # the first is open to everybody, the last to members
    return PATHS[name]
