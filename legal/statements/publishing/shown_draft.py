"""Publishing, or handing to a colleague, exactly the draft that somebody was shown."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from ..models import LegalPage
from .faults import find_publication_faults
from .four_eyes import has_changed_since
from .publishing import PublicationRefused, lock_document


class DraftChanged(Exception):
    """Somebody saved another draft, or wrote over the one that was shown."""


def publish_shown_draft(page: LegalPage, *, revision: str, saved_at: str, user: Any) -> Revision:
    """Raises DraftChanged or PublicationRefused, and then the page is as it was."""
    with transaction.atomic():
        draft = find_shown_draft(page, revision, saved_at, user)
        if faults := find_publication_faults(draft.as_object()):
            raise PublicationRefused(faults, page.pk)
        draft.publish(user=user)
    return Revision.objects.get(pk=draft.pk)


def hand_in_shown_draft(page: LegalPage, *, revision: str, saved_at: str, user: Any) -> None:
    """Start the review of this text: for the first time, after a colleague asked for changes, or after a change."""
    with transaction.atomic():
        draft = find_shown_draft(page, revision, saved_at, user)
        if faults := find_publication_faults(draft.as_object()):
            raise PublicationRefused(faults, page.pk)
        state, task_state = page.current_workflow_state, page.current_workflow_task_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(user)
        elif state is None or (task_state and has_changed_since(page, task_state.revision_id)):
            start_review(page, state, user)


def start_review(page: LegalPage, former: WorkflowState | None, user: Any) -> None:
    workflow = page.get_workflow()
    if workflow is None:
        message = _("Er is geen controle ingesteld voor deze tekst. Vraag de beheerder om hulp.")
        raise PublicationRefused({NON_FIELD_ERRORS: message}, page.pk)
    if former:
        former.cancel(user=user)
    workflow.start(page, user)


def find_shown_draft(page: LegalPage, revision: str, saved_at: str, user: Any) -> Revision:
    """The newest draft, when it still is the one that was shown."""
    lock_document(page)
    page.refresh_from_db()
    lock = page.get_lock()
    if lock and lock.for_user(user):
        raise PublicationRefused({NON_FIELD_ERRORS: strip_tags(lock.get_message(user) or "")}, page.pk)
    draft = page.latest_revision
    if draft is None or (str(draft.pk), draft.created_at.isoformat()) != (revision, saved_at):
        raise DraftChanged
    return draft
