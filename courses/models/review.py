from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState


class ColleagueTask(AbstractGroupApprovalTask):
    """The step of Wagtail's workflow in which a colleague of the same group looks, and not who handed it in."""

    class Meta:
        verbose_name = _("controle door een collega")
        verbose_name_plural = _("controles door een collega")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions = super().get_actions(obj, user)
        state = obj.current_workflow_state
        if state and state.requested_by_id == user.pk:
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """The editor of pages asks which actions there are before it saves, and not again."""
        if action_name == "approve" and task_state.workflow_state.requested_by_id == user.pk:
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)
