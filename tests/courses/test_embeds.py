"""A film of another company: only when the statement in force names that company, and only after a click."""

from datetime import timedelta

import pytest
from cookie_consent.models import Cookie, CookieGroup
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.blocks.embed import EmbedBlock, find_provider
from legal.cookies.models import CookieDetails
from legal.statements.models import LegalPage
from tests.factories.courses import make_course, make_open_lesson
from tests.factories.statements import make_legal_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
VIMEO = "https://vimeo.com/76979871"
BLOCK = ("embed", {"address": VIMEO, "title": "Hoe een team het deed"})


def declare(provider: str = "Vimeo") -> None:
    """The cookie register names the provider from now on."""
    group = CookieGroup.objects.get_or_create(varname="video", defaults={"name": "Video", "description": "Films."})[0]
    cookie = Cookie.objects.create(cookiegroup=group, name="player", description="Onthoudt het geluid.")
    CookieDetails.objects.create(cookie=cookie, provider=provider, kept_for="een jaar")


def publish_register(**fields: object) -> None:
    content = [{"type": "register", "value": "cookies"}]
    body = [("section", {"heading": "Cookies", "anchor": "cookies", "content": content})]
    make_legal_page("cookies", body=body, **fields).save_revision().publish()


def clean(address: str = VIMEO) -> object:
    block = EmbedBlock()
    return block.clean(block.to_python({"address": address, "title": "Film"}))


def read_refusal(address: str = VIMEO) -> str:
    with pytest.raises(ValidationError) as refusal:
        clean(address)
    return str(refusal.value.block_errors["address"].message)


def read(client: Client) -> tuple[str, str]:
    response = client.get(make_open_lesson(make_course(), body=[BLOCK]).url)
    return response.content.decode(), response["Content-Security-Policy"]


def test_nobody_is_named_today_so_the_editor_is_refused_with_the_reason():
    for address, name in ((VIMEO, "Vimeo"), ("https://youtu.be/dQw4w9WgXcQ", "YouTube")):
        assert f"De verklaring die nu geldt, noemt {name} niet." in read_refusal(address)


def test_a_register_that_nobody_published_counts_for_nothing():
    declare()
    assert "noemt Vimeo niet" in read_refusal()


def test_a_statement_that_is_still_to_come_counts_for_nothing():
    declare()
    publish_register(effective_from=timezone.localdate() + timedelta(days=20))
    assert "noemt Vimeo niet" in read_refusal()


def test_a_provider_in_the_statement_in_force_may_be_embedded_and_another_not():
    declare()
    publish_register()
    assert clean()
    assert "noemt YouTube niet" in read_refusal("https://www.youtube.com/watch?v=dQw4w9WgXcQ")


def test_a_provider_that_is_only_mentioned_in_a_sentence_is_not_named():
    declare("Wij gebruiken Vimeo niet")
    publish_register()
    assert "noemt Vimeo niet" in read_refusal()


@pytest.mark.parametrize(
    "address",
    [
        "https://voorbeeld.example/film",
        "http://vimeo.com/76979871",
        "https://vimeo.com.kwaad.example/76979871",
        "https://kwaad.example/https://vimeo.com/76979871",
        "https://vimeo.com/76979871\nhttps://kwaad.example",
        "https://youtu.be/../../kwaad1",
        'https://vimeo.com/76979871"onload="',
    ],
)
def test_only_addresses_of_films_that_we_know(address):
    assert find_provider(address) is None


def test_without_a_statement_the_page_only_links_and_frames_nobody(client):
    page, policy = read(client)
    assert f'href="{VIMEO}"' in page
    assert "data-embed" not in page and "<iframe" not in page and "embed.js" not in page
    assert "frame-src" not in policy


def test_the_page_asks_nothing_of_the_company_before_a_click(client):
    declare()
    publish_register()
    page, policy = read(client)
    assert 'data-embed="https://player.vimeo.com/video/76979871?dnt=1"' in page
    assert "Zodra je hem laadt, ziet Vimeo je IP-adres." in page
    assert "<iframe" not in page and 'src="https://' not in page
    assert "frame-src https://player.vimeo.com" in policy
    assert "frame-src" not in client.get("/cursussen/")["Content-Security-Policy"]
    assert "frame-src" not in client.get("/cursussen/korter-overleggen/")["Content-Security-Policy"]


def test_only_the_company_of_the_film_may_fill_the_screen_and_it_need_not_agree_to_be_shown(client):
    declare()
    publish_register()
    lesson = client.get(make_open_lesson(make_course(), body=[BLOCK]).url)
    assert 'fullscreen=(self "https://player.vimeo.com")' in lesson["Permissions-Policy"]
    assert "Cross-Origin-Embedder-Policy" not in lesson
    assert client.get("/cursussen/")["Cross-Origin-Embedder-Policy"] == "require-corp"


def test_what_a_later_statement_leaves_out_is_only_linked_to(client):
    declare()
    publish_register()
    CookieGroup.objects.filter(varname="video").delete()
    page = LegalPage.objects.get(document__kind="cookies")
    page.effective_from = timezone.localdate()
    page.save_revision().publish()
    shown, policy = read(client)
    assert "data-embed" not in shown
    assert "frame-src" not in policy
