"""Every place where other systems leaked, and where it is read here, or what must be missing for it not to be here."""

from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, reverse

MATRIX = "tests/courses/leaks/test_leak_matrix.py"
FILES = "tests/courses/leaks/test_leaks_of_files.py"
CALENDARS = "tests/courses/leaks/test_leaks_in_calendars.py"
ADMIN = "tests/courses/leaks/test_leaks_in_admin.py"
COURSES = "tests/courses/test_"

COVERED: dict[str, tuple[str, ...]] = {
    "page body": (MATRIX, f"{COURSES}lesson_gate.py"),
    "teasers, cards, listings, related courses, topics, makers": (MATRIX,),
    "description, Open Graph and JSON-LD in the head": (MATRIX, f"{COURSES}structured.py"),
    "picture of a shared page": (f"{COURSES}sitemap.py",),  # drawn letters cannot be searched for
    "search results, snippets, corrected words": (MATRIX, f"{COURSES}search_gate.py"),
    "editors' own search": (ADMIN,),
    "sitemap with its languages, robots": (MATRIX, f"{COURSES}sitemap.py"),
    "Atom feed": (MATRIX, f"{COURSES}feeds.py"),
    "iCal feed of a member: revoked, of somebody else, after access ended": (CALENDARS,),
    "how to join a session, in pages and mails": (MATRIX, f"{COURSES}sessions_gate.py", f"{COURSES}sessions_mails.py"),
    "translations and aliases, made before and after gating": (MATRIX, FILES),
    "drafts, scheduled, former and compared versions, history, usage": (MATRIX, ADMIN),
    "previews, the preview panel, the user bar": (MATRIX, ADMIN, f"{COURSES}previews.py"),
    "Wagtail's API for the admin": (ADMIN,),
    "documents, pictures in every size, films, captions, transcripts, pictures of films": (MATRIX, FILES),
    "old addresses and originals of files": (ADMIN, f"{COURSES}files_gate.py", f"{COURSES}files_in_admin.py"),
    "HEAD, Range, conditional requests": (FILES, f"{COURSES}files_ranges.py"),
    "media folder, internal address of nginx": (FILES, f"{COURSES}files_probing.py"),
    "caches between the site and its reader": (MATRIX,),
    "caches of the site": (MATRIX, f"{COURSES}kept_lessons.py", "tests/home/pagecache/test_kept_pages.py"),
    "pages for wrong addresses, redirects to the log-in": (MATRIX,),
    "redirects that editors make": ("tests/home/test_moved_pages.py",),
    "certificates": (MATRIX, f"{COURSES}certificates.py"),
    "texts hidden by a script or a style only": (MATRIX,),  # what is read is what the server sends
    "embeds, and what they are told of the page": (f"{COURSES}embeds.py", "tests/test_security_headers.py"),
    "logs": (f"{COURSES}no_progress.py", f"{COURSES}sessions_calendar.py"),
}


def has_address(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


# Each says whether it came after all; then it wants a place above.
NOT_HERE: dict[str, Callable[[], bool]] = {
    "Wagtail's public API": lambda: apps.is_installed("wagtail.api.v2"),
    "pictures of any size by a signed address": lambda: has_address("wagtailimages_serve"),
    "documents by number, and their fingerprints": lambda: has_address("wagtaildocs_serve"),
    "promoted search results": lambda: apps.is_installed("wagtail.contrib.search_promotions"),
    "forms that editors make": lambda: apps.is_installed("wagtail.contrib.forms"),
    "a public media folder": lambda: bool(settings.MEDIA_ROOT),
    "reports of faults sent elsewhere": lambda: apps.is_installed("sentry_sdk"),
    **{
        app: lambda app=app: apps.is_installed(app)  # type: ignore[misc]
        for app in ("members.community", "members.newsletter", "members.assistant", "legal.rights")
    },
}
