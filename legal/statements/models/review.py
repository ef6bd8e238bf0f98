"""The step of Wagtail's workflow in which a colleague looks at a legal text."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from ..publishing.four_eyes import has_changed_since, list_writers
from ..publishing.publishing import PublicationRefused, describe_missing_approval
from ..publishing.rules import load_rules


class FourEyesTask(AbstractGroupApprovalTask):
    """The authors of the text cannot take this step, and it approves no other words than those that were handed in."""

    class Meta:
        verbose_name = gettext_lazy("controle door een tweede persoon")
        verbose_name_plural = gettext_lazy("controles door een tweede persoon")

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        """Approving always opens the window with the consequences, which has room for a remark."""
        actions = [action for action in super().get_actions(obj, user) if action[0] != "approve"]
        if actions and not self.find_objection(obj, user):
            actions.append(("approve", _("Bekijk gevolgen en keur goed"), True))
        return actions

    def find_objection(self, page: Page, user: Any) -> str:
        """Why this person cannot approve the newest draft, or an empty string."""
        state = page.current_workflow_task_state
        if state and has_changed_since(page.specific, state.revision_id):
            return _("Na het voorleggen is er nog iets veranderd. Leg de tekst opnieuw voor.")
        if load_rules().four_eyes and user.pk in list_writers(page.specific):
            return describe_missing_approval()
        return ""

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """The editor asks which actions there are before it saves what this person changed, and not again."""
        page = task_state.workflow_state.content_object
        if action_name == "approve" and (message := self.find_objection(page, user)):
            raise PublicationRefused({NON_FIELD_ERRORS: message}, page.pk)
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_template_for_action(self, action: str) -> str:
        return "statements/approve_publication.html" if action == "approve" else ""
