"""Content pages can be found beside the courses."""

from courses.finding.texts import Findable, read_stream, register_findable
from courses.models import Kind

from .models import ContentPage


def read_content_page(page: ContentPage) -> list[str]:
    return [page.lead, *read_stream(page, "body")]


def register_content_pages() -> None:
    register_findable(Findable(ContentPage, Kind.PAGE, read_content_page))
