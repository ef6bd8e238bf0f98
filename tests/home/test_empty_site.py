"""What stands there after `migrate` alone: a site that can be used. Its groups: `tests/members/test_roles.py`."""

import pytest

from tests.visiting import Client

pytestmark = pytest.mark.django_db

PAGES = ["/", "/en/", "/cursussen/", "/en/courses/", "/account/signup/", "/account/login/"]
PAGES += ["/en/account/signup/", "/en/account/login/", "/cookies/keuze/"]
NOT_YET = dict.fromkeys(("/privacy/", "/voorwaarden/", "/cookies/"), "Deze tekst is er nog niet")
NOT_YET |= {"/en/privacy/": '<html lang="en">'}


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_of_a_site_without_content_can_go_everywhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("path", "words"), NOT_YET.items())
def test_a_visitor_is_told_that_a_text_was_never_published(client: Client, path: str, words: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert words in response.content.decode()
