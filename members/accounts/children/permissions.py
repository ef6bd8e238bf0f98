from typing import Any

from ..permissions import works_here


def may_help_with_children(actor: Any) -> bool:
    return bool(actor.is_active and actor.has_perm("accounts.add_childact"))


def may_act_on_child_account(actor: Any, user: Any) -> bool:
    """Never on a colleague's account, nor on one's own: that would be a way to shut an owner out."""
    return may_help_with_children(actor) and actor.pk != user.pk and not works_here(user)
