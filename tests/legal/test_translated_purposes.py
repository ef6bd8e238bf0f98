"""What visitors are asked in English is what the legal team wrote there, as the cookie page was published with it."""

import re

import pytest
from cookie_consent.models import Cookie, CookieGroup
from wagtail.models import Locale

from legal.cookies.models import CookieChoice
from legal.cookies.published import read_published_purposes
from legal.statements.models import LegalPage
from legal.statements.publishing.publishing import PublicationRefused
from tests.factories.cookies import declare_purpose, publish_cookie_page, translate_cookie_page
from tests.reading import read_text
from tests.visiting import Client

from .choosing_cookies import OWN

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PURPOSES, COOKIES = "/admin/legal/cookie-purposes/", "/admin/legal/cookies/"
PURPOSE = {"name_en": "Videos from elsewhere", "description_en": "Then we load videos from Filmhuis."}
FILM = {"description_en": "Remembers your volume.", "kept_for_en": "1 year"}


def read_fields(legal: Client, address: str) -> dict[str, str]:
    """What the form would send as it is opened."""
    values = {field.name: field.value() for field in legal.get(address).context["form"]}
    return {name: value for name, value in values.items() if value not in (None, False)}


def write(legal: Client, address: str, **words: str) -> None:
    """Opens the form, changes these words and saves."""
    fields = read_fields(legal, address)
    response = legal.post(address, fields | words)
    assert response.status_code == 302, response.context["form"].errors


def find_addresses() -> tuple[str, str]:
    purpose, cookie = CookieGroup.objects.get(varname="videos"), Cookie.objects.get(name="film_id")
    return f"{PURPOSES}edit/{purpose.pk}/", f"{COOKIES}edit/{cookie.pk}/"


def translate_purpose(legal: Client) -> None:
    purpose, cookie = find_addresses()
    write(legal, purpose, **PURPOSE)
    write(legal, cookie, **FILM)


@pytest.fixture(autouse=True)
def videos() -> None:
    declare_purpose()


def test_english_visitors_read_the_english_that_was_published_and_nothing_of_a_later_edit(legal: Client) -> None:
    translate_purpose(legal)
    publish_cookie_page()
    translate_cookie_page()
    fingerprints = [purpose.fingerprint for purpose in read_published_purposes()]
    write(legal, find_addresses()[0], description_en="Then Filmhuis follows you.")
    for path in ("/en/", "/en/cookies/keuze/", "/en/cookies/"):
        text = read_text(Client().get(path))
        for words in ("Videos from elsewhere", "Then we load videos from Filmhuis.", "Remembers your volume."):
            assert words in text, (path, words)
        assert "follows you" not in text
    assert "Video’s van buiten. Dan laden we video’s van Filmhuis." in read_text(Client().get("/"))
    publish_cookie_page()
    assert [purpose.fingerprint for purpose in read_published_purposes()] == fingerprints  # nobody is asked again


def test_an_english_choice_proves_the_english_words(legal: Client) -> None:
    translate_purpose(legal)
    publish_cookie_page()
    translate_cookie_page()
    visitor = Client()
    page = visitor.get("/en/cookies/keuze/").content.decode()
    shown = re.findall(r'name="shown" value="([0-9a-f]{16})"', page)[-1]
    visitor.post("/en/cookies/keuze/", {"choice": "accept", "shown": shown}, headers=OWN)
    assert "film_id · Remembers your volume. · Filmhuis B.V. · 1 year" in CookieChoice.objects.get().wording.text


def test_before_the_dutch_page_is_published_the_missing_words_are_named(legal: Client) -> None:
    publish_cookie_page()
    address = f"/admin/legal/publish/{LegalPage.objects.get(document__kind='cookies').pk}/"
    missing = "Video’s van buiten”, “Dan laden we video’s van Filmhuis.”, “Onthoudt je volume."
    assert f"nog niet vertaald in het Engels: “{missing}”" in read_text(legal.get(address))
    translate_purpose(legal)
    assert "nog niet vertaald" not in read_text(legal.get(address))


def test_an_english_page_with_a_word_that_is_still_dutch_is_not_published(legal: Client) -> None:
    publish_cookie_page()
    with pytest.raises(PublicationRefused, match="Nog niet vertaald: “Video’s van buiten”"):
        translate_cookie_page()
    purpose, cookie = find_addresses()
    write(legal, purpose, **PURPOSE | {"name_en": "Video’s van buiten"})  # somebody said that it is the same
    write(legal, cookie, **FILM)
    translate_cookie_page()
    assert LegalPage.objects.get(document__kind="cookies", locale=Locale.objects.get(language_code="en")).live


def test_who_changes_the_dutch_is_asked_about_the_english(legal: Client) -> None:
    translate_purpose(legal)
    address = find_addresses()[0]
    fields = read_fields(legal, address) | {"description": "Dan laden we films van Filmhuis."}
    response = legal.post(address, fields)
    assert set(response.context["form"].errors) == {"description_en"}
    assert legal.post(address, fields | {"fits": "on"}).status_code == 302
    write(legal, address, description="Dan laden we alles.", description_en="")
    publish_cookie_page()
    with pytest.raises(PublicationRefused, match="Dan laden we alles"):
        translate_cookie_page()


def test_english_of_other_dutch_words_than_those_in_force_is_not_shown(legal: Client) -> None:
    translate_purpose(legal)
    publish_cookie_page()
    write(legal, find_addresses()[0], description="Dan laden we films.", description_en="Then we load films.")
    translate_cookie_page()
    assert "Then we load films." not in read_text(Client().get("/en/"))


def test_our_own_texts_come_with_their_english(legal: Client) -> None:
    address = f"{COOKIES}edit/{Cookie.objects.get(name='sessionid').pk}/"
    fields = read_fields(legal, address)
    assert (fields["description_en"], fields["kept_for_en"]) == (
        "Keeps you logged in.",
        "Until you log out or close your browser",
    )
