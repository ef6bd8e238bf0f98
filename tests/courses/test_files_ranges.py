"""A film that is asked for in parts, as browsers do, and what nginx is told when it sends the file."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.http import HttpResponse

from courses.models import LessonMedia
from tests.courses.samples import MP4
from tests.factories.courses import make_course, make_open_lesson
from tests.factories.files import as_download, as_media, make_document, make_video
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SIZE = len(MP4)


@pytest.fixture
def address() -> str:
    video = make_video()
    lesson = make_open_lesson(make_course(), body=[as_media(video)])
    return f"{lesson.url}bestanden/media/{video.pk}/zo-begin-je.mp4"


def ask(client: Client, address: str, **headers: str) -> HttpResponse:
    return client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})


def read(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-", 0, SIZE),
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=100-999999999", 100, SIZE),
        ("bytes=-5", SIZE - 5, SIZE),
        ("bytes=-99999999", 0, SIZE),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
    ],
)
def test_a_part_is_exactly_what_was_asked_for(client, address, asked, start, end):
    response = ask(client, address, range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert response["Content-Length"] == str(end - start)
    assert read(response) == MP4[start:end]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=99999999-", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_with_the_size(client, address, asked):
    response = ask(client, address, range=asked)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked", ["", "bytes=", "bytes=-", "bytes=9-3", "bytes=0-1,5-9", "items=0-1", "bytes=a-b", "x"]
)
def test_what_is_no_range_gets_the_whole_file(client, address, asked):
    response = ask(client, address, range=asked)
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert read(response) == MP4


def test_a_part_is_sent_only_of_the_file_that_the_reader_has_already(client, address):
    whole = ask(client, address)
    for condition in (whole["ETag"], whole["Last-Modified"]):
        assert ask(client, address, range="bytes=0-9", if_range=condition).status_code == 206
    for condition in ('"another"', f"W/{whole['ETag']}", "Sat, 01 Jan 2000 00:00:00 GMT", "nonsense"):
        response = ask(client, address, range="bytes=0-9", if_range=condition)
        assert (response.status_code, read(response)) == (200, MP4)


def test_what_has_not_changed_is_not_sent_again(client, address):
    whole = ask(client, address)
    for header in ({"if_none_match": whole["ETag"]}, {"if_modified_since": whole["Last-Modified"]}):
        response = ask(client, address, **header)
        assert (response.status_code, response.content) == (304, b"")
        assert response["Cache-Control"] == "private, no-store"
    assert ask(client, address, if_match='"another"').status_code == 412


def test_another_file_in_its_place_has_another_tag(client, address):
    before = ask(client, address)["ETag"]
    video = LessonMedia.objects.get()
    Path(video.file.path).write_bytes(MP4 + b"\0\0\0\x08free")
    assert ask(client, address)["ETag"] != before


def test_head_says_how_long_it_is_and_sends_nothing(client, address):
    response = client.head(address, headers={"range": "bytes=0-9"})
    assert (response.status_code, response["Content-Length"], response.content) == (200, str(SIZE), b"")


def test_a_document_is_saved_under_its_title_and_a_film_is_shown(client):
    document = make_document("Werkblad “één” <b>")
    lesson = make_open_lesson(make_course(), body=[as_download(document)])
    response = client.get(f"{lesson.url}bestanden/document/{document.pk}/werkblad-een-b.pdf")
    assert response["Content-Disposition"] == 'attachment; filename="werkblad-een-b.pdf"'


def test_a_file_that_is_lost_is_not_there(client, address):
    Path(LessonMedia.objects.get().file.path).unlink()
    assert ask(client, address).status_code == 404


def test_nginx_sends_the_file_when_it_may(client, address, settings):
    settings.X_ACCEL_PREFIX = "/private-files/"
    response = ask(client, address, range="bytes=0-9")
    stored = LessonMedia.objects.get().file.name
    assert response["X-Accel-Redirect"] == f"/private-files/{stored}"
    assert default_storage.exists(stored)
    assert (response.content, response["Content-Type"]) == (b"", "video/mp4")
    assert "ETag" not in response  # nginx makes its own, from the same file


def test_nginx_is_told_nothing_about_what_may_not_be_seen(client, address, settings):
    settings.X_ACCEL_PREFIX = "/private-files/"
    LessonMedia.objects.get()
    response = ask(client, address.replace("zo-begin-je", "anders"))
    assert response.status_code == 404
    assert "X-Accel-Redirect" not in response
