"""Ending sessions: at once, wherever they are."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import Model
from django.http import HttpRequest

from ..models import Session, User, hash_key

# When one of these changes, whoever was logged in before has to log in anew.
GUARDED = {"password", "is_active", "is_superuser"}


def end_sessions(user: User | AnonymousUser, except_key: str | None = None) -> int:
    """How many were ended. `except_key` is the `session_key` of the request, for “everywhere else”."""
    sessions = Session.objects.filter(user=user.pk)
    if except_key:
        sessions = sessions.exclude(pk=hash_key(except_key))
    return sessions.delete()[0]


def renew_session(request: HttpRequest) -> None:
    """After a change of what one logs in with: this session goes on under a key that nobody saw, all others end."""
    request.session.cycle_key()
    end_sessions(request.user, except_key=request.session.session_key)


def end_after_change(sender: type[User], instance: User, **signal: Any) -> None:
    """Receives `pre_save`. The one who changes their own password keeps the session of this request: its content is
    then kept under another key.
    """
    written = signal.get("update_fields")
    if instance.pk is None or (written is not None and GUARDED.isdisjoint(written)):
        return
    before = User.objects.filter(pk=instance.pk).values(*GUARDED).first()
    if before and any(before[name] != getattr(instance, name) for name in GUARDED):
        end_sessions(instance)


def end_after_new_role(sender: object, instance: Model, action: str, pk_set: set[int] | None, **signal: Any) -> None:
    """Receives `m2m_changed` of groups and rights, from either side: other rights begin with another session."""
    if isinstance(instance, User):
        people = User.objects.filter(pk=instance.pk)
    elif action == "pre_clear":  # afterwards nobody knows any more who it was
        field = "groups" if isinstance(instance, Group) else "user_permissions"
        people = User.objects.filter(**{field: instance.pk})
    else:
        people = User.objects.filter(pk__in=pk_set or [])
    if action.startswith("post_") or action == "pre_clear":
        Session.objects.filter(user__in=people).delete()


def end_this_one(request: HttpRequest, key: str) -> bool:
    """False when there is none of theirs with this key. The key is that of the row, which opens nothing."""
    return bool(Session.objects.open().of(request.user).filter(pk=key).delete()[0])
