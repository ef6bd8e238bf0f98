"""Which of the templates are whole pages of ours: those that fill in base.html, and the page for our own mistakes."""

import re
from pathlib import Path

from django.conf import settings
from django.template import engines

FOLDER = Path(settings.REPOSITORY) / "templates"
EXTENDS = re.compile(r"""\{%\s*extends\s+["']([^"']+)["']""")
ALONE = {"500.html"}  # it asks nothing that could be broken
MAIL = "mail.html"  # stands for the page in any mail that has one
# Others are made from these; nothing shows them as they are.
HALF = {
    *("error.html", "accounts/layout.html", "courses/lesson.html"),
    *("allauth/layouts/base.html", "allauth/layouts/entrance.html", "allauth/layouts/manage.html"),
}


def list_page_templates() -> set[str]:
    names = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html")}
    return {name for name in names - HALF if is_page(name)} | ALONE


def is_page(name: str) -> bool:
    while above := EXTENDS.search(engines["django"].engine.get_template(name).source):
        if above[1] == name:  # it fills in the one of the same name of a library
            return False
        name = above[1]
        if name == "base.html":
            return True
    return False
