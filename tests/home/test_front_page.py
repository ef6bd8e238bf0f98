"""The front page and the foot of every page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import CatalogPage
from home.identity.models import Controller, Organisation
from tests.factories.courses import make_course
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def test_visitor_is_shown_the_first_three_courses_of_the_catalogue(client: Client) -> None:
    for title in ("Eén", "Twee", "Drie", "Vier"):
        make_course(title)
    page = read_page(client, "/")
    assert page.index("Eén") < page.index("Twee") < page.index("Drie")
    assert "Vier" not in page


def test_visitor_sees_no_course_of_a_catalogue_that_is_offline(client: Client) -> None:
    make_course("Korter overleggen")
    CatalogPage.objects.update(live=False)
    assert "Korter overleggen" not in read_page(client, "/")


@pytest.mark.parametrize(
    ("names", "path", "sentence"),
    [
        (["Een & Co"], "/", "Een &amp; Co werkt onder de naam Werkflippen."),
        (["Een", "Twee B.V."], "/", "Een en Twee B.V. werken samen als Werkflippen."),
        (["Een", "Twee B.V."], "/en/", "Een and Twee B.V. work together as Werkflippen."),
    ],
)
def test_visitor_reads_who_stands_behind_the_site(client: Client, names: list[str], path: str, sentence: str) -> None:
    organisation = Organisation.load()
    organisation.controllers = [Controller(name=name) for name in names]
    organisation.save()
    with CaptureQueriesContext(connection) as queries:
        assert sentence in " ".join(read_page(client, path).split())
    assert sum('FROM "identity_controller"' in query["sql"] for query in queries) == 1
