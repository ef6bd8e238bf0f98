"""Who may help somebody back in: Support for members; for a colleague only who may change accounts, an owner."""

from __future__ import annotations

from typing import Any

from ..models import User
from ..models.account_recovery import AccountRecovery
from ..permissions import who_works_here, works_here

VIEW, ASK, CONFIRM = (f"accounts.{action}_accountrecovery" for action in ("view", "add", "change"))
OWNER = "accounts.change_user"


def may_help(actor: Any, person: User) -> bool:
    """Never oneself."""
    return bool(actor.pk != person.pk and (actor.has_perm(OWNER) or not works_here(person)))


def list_helped_by(actor: Any) -> Any:
    """The recoveries that this colleague may look at; what else there is, is not there for them."""
    recoveries = AccountRecovery.objects.exclude(person=actor.pk)
    if actor.has_perm(OWNER):
        return recoveries
    return recoveries.exclude(person__in=User.objects.filter(who_works_here()))
