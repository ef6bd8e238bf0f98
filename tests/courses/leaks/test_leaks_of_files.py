"""Files are asked for in every way a browser knows; who may not read the lesson learns not even that there are any."""

import pytest
from django.http import HttpResponse

from tests.visiting import Client

from .canaries import BUYERS, MEMBER, PEOPLE
from .gated_site import make_gated_site
from .people import seat_readers
from .reading import list_files

pytestmark = pytest.mark.django_db
# What of an answer tells that there is a file, how large it is, or whether it changed.
TELLING = {
    *("etag", "last-modified", "accept-ranges", "content-range", "content-disposition"),
    *("x-accel-redirect", "x-sendfile"),
}
REFUSED = {"head": 404, "part": 404, "unchanged": 404}
GIVEN = {"head": 200, "part": 206, "unchanged": 304}


def ask_in_every_way(client: Client, address: str, tag: str) -> dict[str, HttpResponse]:
    """`tag`: the fingerprint that somebody who had the file knows."""
    return {
        "head": client.head(address),
        "part": client.get(address, headers={"range": "bytes=0-9"}),
        "unchanged": client.get(address, headers={"if-none-match": tag}),
    }


def tells_nothing(response: HttpResponse) -> bool:
    return response.status_code == 404 and TELLING.isdisjoint(name.lower() for name in response.headers)


def test_a_head_a_part_or_a_fingerprint_opens_no_file_for_whom_the_lesson_is_shut() -> None:
    site = make_gated_site()
    clients = seat_readers(site)
    files = list_files(clients[MEMBER], site.lessons_with_files[0].get_url())
    assert len(files) == 9, "a picture in three sizes and as it came, a document, a film with three more, a recording"
    for address in files:
        tag = clients[MEMBER].head(address)["ETag"]
        for name in PEOPLE:
            found = ask_in_every_way(clients[name], address, tag)
            statuses = {way: response.status_code for way, response in found.items()}
            assert statuses == (GIVEN if name in BUYERS else REFUSED), (name, address)
            assert name in BUYERS or all(map(tells_nothing, found.values())), (name, address)


def test_the_same_files_are_as_shut_in_a_translation_and_an_alias_and_when_nginx_sends_them(settings) -> None:
    site = make_gated_site()
    clients = seat_readers(site)
    files = [list_files(clients[MEMBER], page.get_url()) for page in site.lessons_with_files]
    assert [len(found) for found in files] == [9, 9, 9]
    asked = [found[3] for found in files]  # one of each page: the gate knows no kinds of files
    for settings.X_ACCEL_PREFIX in ("", "/private-files/"):
        for name in PEOPLE:
            shut = [tells_nothing(clients[name].head(address)) for address in asked]
            assert shut == [name not in BUYERS] * 3, name
