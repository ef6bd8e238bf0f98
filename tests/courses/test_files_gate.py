"""A file goes to whoever may read the page that shows it, and to nobody else."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from courses.models import LessonPage
from members.accounts.models import User
from tests.courses.samples import MP4, PDF, VTT
from tests.factories.courses import (
    find_catalog,
    give_membership,
    make_content_page,
    make_course,
    make_lesson,
    make_open_lesson,
)
from tests.factories.files import as_download, as_image, as_media, make_audio, make_document, make_image, make_video
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import publish_version
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
HOME = "/cursussen/korter-overleggen/de-agenda"


def log_in(client: Client, person: User) -> User:
    client.force_login(person)
    return person


@pytest.fixture
def member(client: Client) -> User:
    person = log_in(client, make_person())
    give_membership(person)
    return person


@pytest.fixture
def addresses() -> dict[str, str]:
    """Every kind of file, all in the gated text of one lesson."""
    image, document, video, audio = make_image(), make_document(), make_video(), make_audio()
    body = [as_image(image), as_download(document), as_media(video), as_media(audio)]
    make_lesson(make_course(slug="korter-overleggen"), slug="de-agenda", body=body)
    return {
        f"{HOME}/bestanden/afbeelding/{image.pk}/480-plattegrond.webp": "image/webp",
        f"{HOME}/bestanden/afbeelding/{image.pk}/1440-plattegrond.jpg": "image/jpeg",
        f"{HOME}/bestanden/afbeelding/{image.pk}/960-plattegrond.webp": "image/webp",
        f"{HOME}/bestanden/document/{document.pk}/werkblad.pdf": "application/pdf",
        f"{HOME}/bestanden/media/{video.pk}/zo-begin-je.mp4": "video/mp4",
        f"{HOME}/bestanden/omslag/{video.pk}/zo-begin-je.jpg": "image/jpeg",
        f"{HOME}/bestanden/ondertiteling/{video.pk}/nl.vtt": "text/vtt; charset=utf-8",
        f"{HOME}/bestanden/media/{audio.pk}/een-gesprek.mp3": "audio/mpeg",
    }


def ask(client: Client, address: str, **headers: str) -> int:
    return client.get(address, headers=headers).status_code


def test_a_member_gets_every_file_of_the_lesson(client, member, addresses):
    for address, content_type in addresses.items():
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, content_type)
        assert b"".join(response.streaming_content)
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].endswith("sandbox")


def test_the_page_names_the_addresses_that_work(client, member, addresses):
    page = client.get(f"{HOME}/").content.decode()
    for address in addresses:
        assert address in page
    assert 'alt="Een vergaderzaal"' in page
    assert '<track kind="captions"' in page
    assert 'srclang="nl" label="Nederlands" default>' in page
    assert "Hallo allemaal." in page
    assert "/admin/" not in page.split("<main")[1].split("</main")[0]


def test_a_visitor_and_somebody_without_access_get_nothing(client, addresses):
    for who in ("visitor", "free"):
        if who == "free":
            log_in(client, make_person("gratis@voorbeeld.example"))
        for address in addresses:
            assert ask(client, address) == 404
            assert ask(client, address, range="bytes=0-9") == 404
            assert client.head(address).status_code == 404
        assert "bestanden/" not in client.get(f"{HOME}/").content.decode()


def test_a_refusal_tells_nothing_to_who_knows_the_fingerprint(client, member, addresses):
    address = next(iter(addresses))
    tag = client.get(address)["ETag"]
    client.logout()
    response = client.get(address, headers={"if-none-match": tag})
    assert response.status_code == 404
    assert "ETag" not in response


def test_a_colleague_who_makes_lessons_gets_them(client, addresses):
    log_in(client, make_colleague("Editors"))
    assert {ask(client, address) for address in addresses} == {200}


def test_a_file_of_another_lesson_is_not_to_be_had_through_an_open_one(client, addresses):
    course = LessonPage.objects.get(slug="de-agenda").course
    make_open_lesson(course, "Kennismaken", slug="kennismaken")
    for address in addresses:
        assert ask(client, address.replace("/de-agenda/", "/kennismaken/")) == 404


def test_what_the_opening_shows_is_for_everybody_and_the_rest_is_not(client):
    shown, kept = make_image("Voorproef"), make_image("Binnen")
    course = make_course(slug="korter-overleggen")
    make_lesson(course, slug="de-agenda", opening=[as_image(shown)], body=[as_image(kept)])
    response = client.get(f"{HOME}/bestanden/afbeelding/{shown.pk}/960-voorproef.webp")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-cache"
    assert ask(client, f"{HOME}/bestanden/afbeelding/{kept.pk}/960-binnen.webp") == 404


def test_a_page_for_everybody_gives_its_files_at_its_own_address_and_nowhere_else(client, addresses):
    lesson = LessonPage.objects.get(slug="de-agenda")
    page = make_content_page(slug="over-ons", body=list(lesson.body.raw_data))
    own = [address.replace(HOME, "/over-ons") for address in addresses]
    shown = client.get("/over-ons/").content.decode()
    assert [address for address in own if "/480-" not in address and address not in shown] == []
    for address in own:
        response = client.get(address)
        assert (response.status_code, response["Cache-Control"]) == (200, "no-cache")
    assert {ask(client, address) for address in addresses} == {404}
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert {ask(client, address) for address in own} == {404}
    log_in(client, make_person())
    assert {client.get(address)["Cache-Control"] for address in own} == {"private, no-store"}


def test_what_a_page_for_everybody_will_show_once_it_is_published_is_shut_until_then(client):
    image, page = make_image(), make_content_page(slug="over-ons")
    page.body = [as_image(image)]
    page.save_revision()
    address = f"/over-ons/bestanden/afbeelding/{image.pk}/480-plattegrond.webp"
    assert ask(client, address) == 404
    page.get_latest_revision().publish()
    assert ask(client, address) == 200


def test_a_draft_leaks_nothing_even_to_a_member(client, member):
    lesson = make_lesson(make_course(slug="korter-overleggen"), slug="de-agenda")
    image = make_image()
    lesson.body = [as_image(image)]
    lesson.save_revision()
    address = f"{HOME}/bestanden/afbeelding/{image.pk}/960-plattegrond.webp"
    assert ask(client, address) == 404
    lesson.get_latest_revision().publish()
    assert ask(client, address) == 200
    lesson.course.unpublish()
    assert ask(client, address) == 404
    lesson.course.save_revision().publish()
    assert ask(client, address) == 200
    LessonPage.objects.get(pk=lesson.pk).unpublish()
    assert ask(client, address) == 404


def test_a_file_deep_in_a_gallery_counts_as_shown(client, member):
    image = make_image()
    body = [("gallery", [as_image(image)[1], as_image(image)[1]])]
    make_lesson(make_course(slug="korter-overleggen"), slug="de-agenda", body=body)
    assert ask(client, f"{HOME}/bestanden/afbeelding/{image.pk}/480-plattegrond.webp") == 200


@pytest.mark.parametrize("change", ["kind", "number", "huge", "name", "width", "tail", "page", "traversal"])
def test_only_the_exact_address_of_a_piece_answers(client, member, addresses, change):
    address = next(iter(addresses))
    number = address.split("/")[-2]
    other = {
        "kind": address.replace("/afbeelding/", "/document/"),
        "number": address.replace(f"/{number}/", "/99999/"),
        "huge": address.replace(f"/{number}/", f"/{'9' * 40}/"),
        "name": address.replace("480-plattegrond", "480-anders"),
        "width": address.replace("480-", "481-"),
        "tail": f"{address}/",
        "page": address.replace("/de-agenda/", "/geen-les/"),
        "traversal": address.rpartition("/")[0] + "/..%2f..%2f480-plattegrond.webp",
    }
    assert ask(client, other[change]) == 404


def test_an_alias_obeys_the_rule_of_its_source(client, addresses):
    lesson = LessonPage.objects.get(slug="de-agenda")
    other = make_course("Andere cursus", slug="andere-cursus", access_rule="open")
    lesson.create_alias(parent=other, update_slug="kopie")
    for address in addresses:
        alias = address.replace(HOME, "/cursussen/andere-cursus/kopie")
        rule = LessonPage.objects.get(slug="kopie").access_rule
        assert ask(client, alias) == (200 if rule == "open" else 404)


def test_a_translation_serves_its_own_files_behind_the_same_gate(client):
    english = Locale.objects.get(language_code="en")
    course = make_course(slug="korter-overleggen")
    image, other = make_image(), make_image("Floor plan")
    lesson = make_lesson(course, slug="de-agenda", body=[as_image(image)])
    copy = course.copy_for_translation(english)
    copy.save_revision().publish()
    translated = lesson.copy_for_translation(english)
    translated.body = [as_image(other)]
    translated.save_revision().publish()
    path = translated.get_url()
    assert path.startswith("/en/")
    mine = f"{path}bestanden/afbeelding/{other.pk}/480-floor-plan.webp"
    assert ask(client, mine) == 404
    give_membership(log_in(client, make_person()))
    assert ask(client, mine) == 200
    assert ask(client, f"{path}bestanden/afbeelding/{image.pk}/480-plattegrond.webp") == 404


def test_wagtails_own_privacy_of_a_page_keeps_its_files_too(client, member, addresses):
    lesson = LessonPage.objects.get(slug="de-agenda")
    PageViewRestriction.objects.create(page=lesson.get_parent(), restriction_type="password", password="x")
    assert {ask(client, address) for address in addresses} == {404}


def test_a_page_that_says_nothing_about_files_serves_none(client):
    image = make_image()
    assert ask(client, f"{find_catalog().url}bestanden/afbeelding/{image.pk}/480-plattegrond.webp") == 404


def test_wagtails_own_address_of_documents_is_gone(client, addresses):
    document = LessonPage.objects.get(slug="de-agenda").body[1].value["document"]
    log_in(client, make_person("baas@voorbeeld.example", is_superuser=True))
    for name in (document.filename, "werkblad.pdf"):
        assert ask(client, f"/documents/{document.pk}/{name}") == 404


def test_nothing_is_changed_by_a_post(client, member, addresses):
    assert client.post(next(iter(addresses))).status_code == 405


def test_files_are_found_in_few_questions(client, member, addresses, django_assert_max_num_queries):
    video = next(address for address in addresses if "/media/" in address)
    with django_assert_max_num_queries(20):
        assert ask(client, video, range="bytes=0-99") == 206


def test_the_bytes_are_those_that_were_uploaded(client, member, addresses):
    for end, content in (("werkblad.pdf", PDF), ("zo-begin-je.mp4", MP4), ("nl.vtt", VTT)):
        address = next(address for address in addresses if address.endswith(end))
        assert b"".join(client.get(address).streaming_content) == content


def test_a_film_plays_on_while_somebody_owes_an_answer(client, member, addresses):
    publish_version("privacy")
    assert client.get(f"{HOME}/").status_code == 302
    assert {ask(client, address) for address in addresses} == {200}


@pytest.mark.parametrize("address", ["/a%00b/bestanden/document/1/x.pdf", "/cursussen/a%00/bestanden/media/1/x"])
def test_an_address_that_no_page_can_have_finds_nothing(client, address):
    assert client.get(address).status_code == 404
