"""What everybody can open, by the name that a failing test shows."""

import pytest

from tests.browser.demo_site import DemoSite

PATHS = {
    "front page": "/",
    "catalogue": "/cursussen/",
    "course": "",
    "lesson": "",
    "privacy": "/privacy/",
    "privacy archive": "/privacy/versies/",
    "terms": "/voorwaarden/",
    "cookies": "/cookies/",
    "cookie choice": "/cookies/keuze/",
    "log in": "/account/login/",
    "sign up": "/account/signup/",
    "password reset": "/account/password/reset/",
    "not found": "/deze-pagina-is-er-niet/",
    "english front page": "/en/",
}
EVERY_PAGE = pytest.mark.parametrize("name", PATHS)


def find_path(site: DemoSite, name: str) -> str:
    """Courses and lessons have names that editors choose: the first ones are found as a visitor finds them."""
    if name == "course":
        return site.find_first_link("/cursussen/", r"/cursussen/[\w-]+/")
    if name == "lesson":
        course = find_path(site, "course")
        return site.find_first_link(course, rf"{course}[\w-]+/")
    return PATHS[name]
