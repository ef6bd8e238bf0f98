"""What colleagues see of files: thumbnails, previews, and a warning when everybody can open a file of a lesson."""

import pytest
from django.core.files.base import ContentFile
from wagtail.users.models import UserProfile

from courses.models import LessonImage, LessonMedia, LessonPage
from members.accounts.models import User
from tests.courses.samples import make_picture
from tests.factories.courses import (
    give_membership,
    make_content_page,
    make_course,
    make_lesson,
    make_open_lesson,
)
from tests.factories.files import as_image, as_media, make_document, make_image, make_video
from tests.factories.people import make_colleague, make_person
from tests.visiting import Client

pytestmark = pytest.mark.django_db
WARNING = "een bestand erin staat ook op een plek die iedereen ziet"


def log_in(client: Client, person: User) -> User:
    client.force_login(person)
    return person


def list_admin_addresses() -> list[str]:
    video = make_video()
    image = make_image()
    files = (image.file, image.get_rendition("max-165x165").file, make_document().file)
    return [file.url for file in (*files, video.file, video.thumbnail, video.captions_nl)]


def test_an_editor_sees_every_stored_file_in_the_admin(client):
    log_in(client, make_colleague("Editors"))
    for address in list_admin_addresses():
        assert address.startswith("/admin/bestanden/")
        response = client.get(address)
        assert response.status_code == 200
        assert response["Cache-Control"].startswith("private, no-store")
        assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_nobody_else_does(client):
    addresses = list_admin_addresses()
    assert {client.get(address).status_code for address in addresses} == {302}  # to the log-in
    give_membership(log_in(client, make_person()))
    assert {client.get(address).status_code for address in addresses} == {404}
    for group in ("Legal", "Support"):
        log_in(client, make_colleague(group, f"{group.lower()}@voorbeeld.example"))
        assert {client.get(address).status_code for address in addresses} == {404}


def test_what_belongs_to_no_file_of_ours_stays_shut(client, settings):
    log_in(client, make_person(is_superuser=True))
    settings.PRIVATE_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.PRIVATE_ROOT / "los.txt").write_text("los", encoding="utf-8")
    for name in ("los.txt", "../secret_key", "%2e%2e/secret_key", "image/", "image/weg.jpg"):
        assert client.get(f"/admin/bestanden/{name}").status_code == 404


def test_colleagues_see_each_others_portrait(client):
    person = log_in(client, make_colleague("Legal"))
    profile = UserProfile.get_for_user(person)
    profile.avatar.save("ik.png", ContentFile(make_picture("PNG", (40, 40))))
    assert client.get(profile.avatar.url).status_code == 200
    log_in(client, make_person())
    assert client.get(profile.avatar.url).status_code == 404


def test_the_preview_of_a_draft_shows_its_pictures(client):
    log_in(client, make_colleague("Editors"))
    image = make_image()
    lesson = make_lesson(make_course(), body=[as_image(image), as_media(make_video())])
    lesson.save_revision()
    page = client.get(f"/admin/pages/{lesson.pk}/view_draft/").content.decode()
    source = page.split('<img class="figure__picture"')[1].split('src="')[1].split('"')[0]
    assert source.startswith("/admin/bestanden/")
    assert client.get(source).status_code == 200


def read_editor(client: Client, lesson: LessonPage) -> str:
    return client.get(f"/admin/pages/{lesson.pk}/edit/").content.decode()


def test_the_editor_is_warned_of_a_file_that_the_opening_of_the_lesson_shows(client):
    log_in(client, make_person(is_superuser=True))
    image = make_image()
    lesson = make_lesson(make_course(), body=[as_image(image)], opening=[as_image(image)])
    page = read_editor(client, lesson)
    assert WARNING in page
    assert "“Plattegrond” staat ook op “De agenda”." in page


@pytest.mark.usefixtures("with_tasks")
def test_the_editor_is_warned_of_a_file_that_another_open_page_shows(client):
    log_in(client, make_person(is_superuser=True))
    image, course = make_image(), make_course()
    lesson = make_lesson(course, body=[as_image(image)])
    assert WARNING not in read_editor(client, lesson)
    make_lesson(course, "Ook besloten", body=[as_image(image)])
    assert WARNING not in read_editor(client, lesson)
    other = make_open_lesson(course, "Kennismaken", body=[as_image(image)])
    assert "“Plattegrond” staat ook op “Kennismaken”." in read_editor(client, lesson)
    assert WARNING not in read_editor(client, other)
    other.unpublish()
    assert WARNING not in read_editor(client, lesson)
    page = make_content_page(body=[as_image(image)])
    assert "“Plattegrond” staat ook op “Over ons”." in read_editor(client, lesson)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_a_new_lesson_can_be_made(client):
    log_in(client, make_person(is_superuser=True))
    course = make_course()
    assert client.get(f"/admin/pages/add/courses/lessonpage/{course.pk}/").status_code == 200


@pytest.mark.usefixtures("with_tasks")
def test_a_file_that_is_deleted_goes_from_the_disk(settings, django_capture_on_commit_callbacks):
    video, image = make_video(), make_image()
    paths = [settings.PRIVATE_ROOT / file.name for file in (video.file, video.captions_nl, video.thumbnail, image.file)]
    assert all(path.exists() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        LessonMedia.objects.all().delete()
        LessonImage.objects.all().delete()
    assert not any(path.exists() for path in paths)
