"""The admin has drafts, former versions, comparisons and previews of all: for who makes courses, and nobody else."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLResolver, get_resolver

from courses.models import LessonDocument, LessonPage

from .canaries import BAIT, EDITOR, FREE, LAPSED, LEGAL, MEMBER, OWNER, VISITOR
from .gated_site import make_gated_site
from .people import seat_readers
from .reading import find_leaks, read_all

# The report of wagtail-localize has no order of its own.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
]
PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
LEFT_OUT = ("admin/failwhale/", "admin/logout/")  # breaks on purpose; ends the visit
SEARCHES = ("pages/search/", "images/chooser/results/", "documents/chooser/results/", "media/chooser/")


def list_routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from list_routes(pattern, route)
        elif route.startswith("admin/") and route not in LEFT_OUT:
            yield route


def list_admin_addresses(lesson: LessonPage, file: str) -> list[str]:
    """Each address of the admin, for this lesson and its draft, and for the first record of whatever else it shows."""
    values: dict[str, object] = {
        **dict.fromkeys(("page_id", "pk", "object_id"), lesson.pk),
        **dict.fromkeys(("revision_id", "revision_id_b"), lesson.latest_revision_id),
        **dict.fromkeys(("app_label", "app_name", "content_type_app_name"), "courses"),
        **dict.fromkeys(("model_name", "content_type_model_name"), "lessonpage"),
        **{"parent_page_id": lesson.course.pk, "revision_id_a": "live", "media_type": "audio", "name": file},
    }
    routes = list(list_routes(get_resolver()))
    filled = {fill(route, found) for route in routes for found in (values, values | {"pk": 1})}
    return sorted(filled | {f"/admin/{search}?q={BAIT}" for search in SEARCHES})


def fill(route: str, values: dict[str, object]) -> str:
    filled = PLACE.sub(lambda found: str(values.get(found[1] or found[2], 1)), route)
    return "/" + filled.replace("^", "").replace("$", "").replace("\\", "")


def test_drafts_former_words_and_files_in_the_admin_are_for_who_makes_courses() -> None:
    site = make_gated_site()
    clients, lesson = seat_readers(site), LessonPage.objects.get(slug="in-bewerking")
    file = LessonDocument.objects.get().file.name
    addresses = list_admin_addresses(lesson, file)
    shown = [address for address in addresses if f"/pages/{lesson.pk}/" in address or file in address]
    found = find_leaks(read_all(clients[EDITOR], shown), site.find_texts())
    found_by_editor = clients[EDITOR].get("/admin/pages/search/", {"q": lesson.title}).content.decode()
    assert f"/admin/pages/{lesson.pk}/edit/" in found_by_editor, "Wagtail's own index must be on, or nothing can leak"
    words, places = ({leak.split(" at ")[number] for leak in found} for number in (0, 1))
    assert words >= {"kanariescheduledgeel", "kanarieaspublishedgeel", "kanariebytesgeel"}
    for name in (FREE, MEMBER, LAPSED, OWNER):
        assert {clients[name].get(address).status_code for address in places} == {404}, name
    assert find_leaks(read_all(clients[VISITOR], addresses), site.find_forbidden(VISITOR)) == []
    seen = find_leaks(read_all(clients[LEGAL], addresses), site.find_texts())
    assert seen == [], "a colleague with other work sees names in lists, and no texts"
