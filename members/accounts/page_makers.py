"""What Wagtail opens to everybody who may enter the admin, and here only to colleagues who make pages."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import user_has_any_page_permission

# Lists of pages, files and tags to choose from, with the titles of drafts and of files behind the gate among them.
FOR_MAKERS = (
    *("wagtailadmin_choose_page", "wagtailadmin_tag", "wagtailadmin_api:", "wagtailadmin_pages:"),
    *("wagtailadmin_block_preview", "wagtailadmin_editing_sessions:", "wagtailadmin_workflows:task_cho"),
    *("wagtailmedia:", "wagtaildocs_chooser:", "wagtailimages_chooser:", "wagtailsnippetchoosers_"),
    *("course_chooser:", "maker_chooser:", "topic_chooser:", "wagtailembeds:", "wagtail_localize:"),
    "own_translations_report",
)


class PageMakersMiddleware:
    """404 for the others. No page of theirs uses these."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        match = request.resolver_match
        if match is None or not match.view_name.startswith(FOR_MAKERS) or not request.user.is_authenticated:
            return
        if not user_has_any_page_permission(request.user):
            raise Http404
