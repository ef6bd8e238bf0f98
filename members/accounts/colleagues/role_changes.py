"""Whoever gets or loses a role: it is in the log of the admin, and the owners and the person hear of it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from wagtail.log_actions import get_active_log_context, log

from ..models import User

VERBS = {"post_add": "given", "post_remove": "taken", "pre_clear": "taken"}


def follow_role_change(*, instance: Any, action: str, reverse: bool, pk_set: Any, **signal: Any) -> None:
    """Receiver of `m2m_changed` on a person's groups, along whichever road."""
    if action not in VERBS:
        return
    if reverse:  # from the side of the group
        numbers = instance.user_set.values_list("pk", flat=True) if pk_set is None else pk_set
        changes = [(person, [instance.name]) for person in User.objects.filter(pk__in=set(numbers))]
    else:
        groups = instance.groups.all() if pk_set is None else Group.objects.filter(pk__in=pk_set)
        changes = [(instance, sorted(groups.values_list("name", flat=True)))]
    for person, roles in changes:
        if roles:
            record_role_change(person, VERBS[action], roles)


def record_role_change(person: User, verb: str, roles: list[str]) -> None:
    """Mails go out for what a colleague did in the admin; at the server there is nobody to surprise."""
    actor = get_active_log_context().user
    log(instance=person, action=f"accounts.role_{verb}", data={"roles": roles})
    if actor:
        context = {"person": person, "actor": actor, "roles": roles, "is_given": verb == "given"}
        for reader in {person, *list_owners()}:
            get_adapter().send_notification_mail("account/email/roles_changed", reader, context)


def list_owners() -> QuerySet[User]:
    return User.objects.filter(Q(groups__name="Owners") | Q(is_superuser=True), is_active=True).distinct()
