"""The cookie page as the legal team publishes it, and purposes that they add to it."""

from typing import Any

from cookie_consent.models import Cookie, CookieGroup
from wagtail.models import Locale

from legal.cookies.models import CookieDetails
from legal.statements.models import LegalPage, Version

from .statements import publish_version


def publish_cookie_page(**fields: Any) -> Version:
    """From today visitors are asked about the purposes as they now are in the admin."""
    register = {"type": "register", "value": "cookies"}
    section = {"heading": "Onze cookies", "anchor": "onze-cookies", "content": [register]}
    return publish_version("cookies", body=[("section", section)], **fields)


def translate_cookie_page(title: str = "Our cookies") -> None:
    """The English page of the newest version, with the register as it now is in the admin."""
    dutch = LegalPage.objects.get(document__kind="cookies", locale__language_code="nl")
    english = Locale.objects.get(language_code="en")
    page = dutch.get_translation_or_none(english) or dutch.copy_for_translation(english)
    register = {"type": "register", "value": "cookies"}
    section = {"heading": title, "anchor": "our-cookies", "content": [register]}
    page.title, page.summary, page.body = "Cookies", "This is new.", [("section", section)]
    page.save_revision().publish()


def declare_purpose(group: str = "videos", name: str = "Video’s van buiten") -> CookieGroup:
    """A second purpose that asks, with a cookie of somebody else."""
    purpose = CookieGroup.objects.create(
        varname=group, name=name, description="Dan laden we video’s van Filmhuis.", is_required=False, ordering=30
    )
    cookie = Cookie.objects.create(cookiegroup=purpose, name="film_id", description="Onthoudt je volume.", path="/")
    CookieDetails.objects.create(cookie=cookie, provider="Filmhuis B.V.", kept_for="1 jaar")
    return purpose
