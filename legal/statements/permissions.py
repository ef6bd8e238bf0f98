from typing import Any

from wagtail.models import Page

from .models import LegalIndexPage, LegalPage

VIEW_ACTS = "statements.view_act"
ADD_ACTS = "statements.add_act"


def may_see_evidence(user: Any) -> bool:
    """Who may read which person did what. Editors of courses and pages may not."""
    return user.is_active and user.has_perm(VIEW_ACTS)


def may_act_for(actor: Any, user: Any) -> bool:
    """Who may put on record what somebody else said. For oneself one answers like everybody."""
    return actor.is_active and actor.has_perm(ADD_ACTS) and actor.pk != user.pk


def may_publish(user: Any, page: Page) -> bool:
    return bool(user.is_active and page.permissions_for_user(user).can_publish())


def may_translate(user: Any, page: Page) -> bool:
    """A page by who may edit it; a legal text only by who may publish it: its translation goes into the record too."""
    if not issubclass(page.specific_class or Page, (LegalIndexPage, LegalPage)):
        return bool(page.permissions_for_user(user).can_edit())
    return may_publish(user, page)


def may_end_documents(user: Any) -> bool:
    """Who may decide that a kind of legal text with versions ends: the owners."""
    return user.is_active and user.has_perm("statements.delete_document")
