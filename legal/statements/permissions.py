from typing import Any

from wagtail.models import Page

from .models import LegalIndexPage, LegalPage

VIEW_ACTS = "statements.view_act"


def may_see_evidence(user: Any) -> bool:
    """Who may read which person did what. Editors of courses and pages may not."""
    return user.is_active and user.has_perm(VIEW_ACTS)


def may_translate(user: Any, page: Page) -> bool:
    """A legal text only by who may publish it: its translation goes into the record too."""
    if not issubclass(page.specific_class or Page, (LegalIndexPage, LegalPage)):
        return True
    return bool(page.permissions_for_user(user).can_publish())
