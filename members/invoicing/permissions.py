"""Who may read what others paid. Nobody changes or removes an invoice: it is credited instead."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

VIEW = "invoicing.view_invoice"


def may_read_invoices(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(VIEW))


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Django's model permissions, and even owners may only look."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)
