"""From every page to the same page in the other language, or told before the click that it is not there."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.utils.text import slugify
from wagtail.models import Locale, Page, PageViewRestriction

from tests.factories.courses import find_topic, give_access, make_content_page, make_course
from tests.factories.people import make_person
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SWITCH = re.compile(r'class="language-switch__link" href="([^"]*)" hreflang="(\w+)"[^>]*>(.*?)</a>', re.DOTALL)


def read_switch(response: HttpResponse) -> dict[str, tuple[str, str]]:
    """By language, the address and what is said of it."""
    found = SWITCH.findall(response.content.decode())
    return {code: (unescape(address), re.sub(r"<[^>]+>", "", text).strip()) for address, code, text in found}


def publish_in_english(page: Page, title: str) -> Page:
    translated = page.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.title, translated.slug, translated.live = title, slugify(title), True
    translated.save()
    return translated


def shut(page: Page, kind: str) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=kind)


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/zoeken/?q=t%C3%A9%26t&p=2", "/en/zoeken/?q=t%C3%A9%26t&p=2"),
        ("/en/zoeken/?q=tijd", "/zoeken/?q=tijd"),
        ("/account/login/?next=/cursussen/", "/en/account/login/?next=%2Fcursussen%2F"),
        ("/lid-worden/", "/en/lid-worden/"),
        ("/bewijs/", "/en/certificate/"),
        ("/cookies/keuze/", "/en/cookies/keuze/"),
        ("/cursussen/?niveau=basis", "/en/courses/?niveau=basis"),
        ("/nope/", "/en/nope/"),
    ],
)
def test_visitor_changes_language_and_keeps_place_and_question(client: Client, path: str, other: str) -> None:
    language = "nl" if path.startswith("/en/") else "en"
    address, said = read_switch(client.get(path))[language]
    assert (address, said) == (other, language.upper())


def test_member_changes_language_on_a_page_of_their_own(client: Client) -> None:
    client.force_login(make_person())
    assert read_switch(client.get("/account/"))["en"][0] == "/en/account/"


def test_visitor_is_told_before_the_click_that_a_page_is_not_translated(client: Client) -> None:
    page = make_content_page("Over ons")
    assert read_switch(client.get("/over-ons/"))["en"] == ("/en/", "EN niet vertaald, naar de voorpagina")
    page.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    assert read_switch(client.get("/over-ons/"))["en"] == ("/en/over-ons/", "EN niet vertaald")


def test_what_a_visitor_chose_in_the_catalogue_is_chosen_in_the_other_language_too(client: Client) -> None:
    topic = find_topic("Veilig werken")
    publish_in_english(topic, "Working safely")
    publish_in_english(make_course(topic=topic), "Shorter meetings")
    chosen = f"/cursussen/?onderwerp={topic.slug}&onderwerp=bestaat-niet%00&taal=en&niveau=basis&p=2"
    address = read_switch(client.get(chosen))["en"][0]
    assert address == "/en/courses/?onderwerp=working-safely&taal=nl&niveau=basis"
    assert read_switch(client.get(address))["nl"][0] == f"/cursussen/?onderwerp={topic.slug}&taal=en&niveau=basis"


def test_a_topic_without_courses_in_the_other_language_is_not_asked_for_there(client: Client) -> None:
    topic = find_topic("Veilig werken")
    publish_in_english(topic, "Working safely")
    make_course(topic=topic)
    assert read_switch(client.get(f"/cursussen/?onderwerp={topic.slug}"))["en"][0] == "/en/courses/"


@pytest.mark.parametrize("is_alias", [False, True])
def test_only_who_may_read_a_private_translation_is_told_where_it_stands(client: Client, is_alias: bool) -> None:
    page = make_content_page("Over ons")
    english = Locale.objects.get(language_code="en")
    translated = page.copy_for_translation(english, alias=True) if is_alias else publish_in_english(page, "Merger")
    address, note = translated.url, "EN niet vertaald" if is_alias else "EN"
    assert read_switch(client.get("/over-ons/"))["en"] == (address, note)
    shut(page if is_alias else translated, PageViewRestriction.LOGIN)
    assert address.encode() not in client.get("/over-ons/").content
    client.force_login(make_person())
    assert read_switch(client.get("/over-ons/"))["en"] == (address, note)


def test_member_of_one_group_is_not_told_where_the_page_for_another_stands(client: Client) -> None:
    page = make_content_page("Over ons")
    shut(page, PageViewRestriction.LOGIN)
    shut(publish_in_english(page, "Merger"), PageViewRestriction.GROUPS)
    client.force_login(make_person())
    assert b"merger" not in client.get("/over-ons/").content


def test_member_is_not_told_by_the_certificate_where_a_private_translation_stands(client: Client) -> None:
    course, person = make_course(), make_person()
    restriction = shut(publish_in_english(course, "Merger"), PageViewRestriction.GROUPS)
    give_access(person, course)
    client.force_login(person)
    form = f"/cursussen/{course.slug}/bewijs/"
    assert b"merger" not in client.get(form).content
    restriction.delete()
    assert read_switch(client.get(form))["en"][0] == "/en/courses/merger/certificate/"


def test_the_form_for_a_certificate_of_a_private_course_still_knows_its_own_language(client: Client) -> None:
    course, person = make_course(), make_person()
    publish_in_english(course, "Shorter meetings")
    shut(course, PageViewRestriction.GROUPS)
    give_access(person, course)
    client.force_login(person)
    form = f"/cursussen/{course.slug}/bewijs/"
    assert read_switch(client.get(form))["nl"] == (form, "NL")


def test_who_is_refused_after_sending_changes_language_on_the_page_with_the_form() -> None:
    client = Client(enforce_csrf_checks=True)
    form = "http://testserver/account/login/?next=%2Fcursussen%2F"
    response = client.post("/account/login/passkey/begin/", headers={"Referer": form})
    assert response.status_code == 403
    assert read_switch(response)["en"][0] == "/en/account/login/?next=%2Fcursussen%2F"


@pytest.mark.parametrize("sender", ["", "https://elders.example/account/login/", "http://testserver/cursussen/", "%%"])
def test_a_sender_that_is_not_known_to_have_another_language_leads_to_the_front_page(sender: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/account/login/passkey/begin/", headers={"Referer": sender})
    assert read_switch(response)["en"] == ("/en/", "EN niet vertaald, naar de voorpagina")


def test_an_address_with_two_slashes_leads_nobody_to_another_site(client: Client) -> None:
    page = client.get("/", PATH_INFO="//kwaad.example/account/login/").content.decode()
    assert 'href="//' not in page
    assert 'href="/%2Fkwaad.example/account/login/"' in page
