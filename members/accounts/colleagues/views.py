"""Wagtail's pages about accounts. Whoever opens one has looked at somebody, and that is on record."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.views.generic import UsageView
from wagtail.users.views import users
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from legal.statements.models import StaffReading
from legal.statements.reports.reading_log import log_reading

from .forms import AddAccountForm, ChangeAccountForm


class AccountIndexView(users.IndexView):
    @cached_property
    def columns(self) -> list[Any]:
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        log_reading(reader=self.request.user, what=StaffReading.What.LIST, detail="accounts")
        return super().get_context_data(**context)


class OneAccount:
    """For a page about one account."""

    page_name = ""
    request: HttpRequest
    object: Any

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        log_reading(
            reader=self.request.user,
            what=StaffReading.What.ACCOUNT,
            subject=self.object.pk,
            detail=f"accounts {self.page_name}",
        )
        return super().get_context_data(**context)  # type: ignore[misc]


class EditAccountView(OneAccount, users.EditView):
    page_name = "edit"


class DeleteAccountView(OneAccount, users.DeleteView):
    page_name = "delete"


class AccountHistoryView(OneAccount, users.HistoryView):
    page_name = "history"


class AccountUsageView(OneAccount, UsageView):
    page_name = "usage"


class AccountViewSet(users.UserViewSet):
    copy_view_enabled = False
    index_view_class = AccountIndexView
    edit_view_class = EditAccountView
    delete_view_class = DeleteAccountView
    history_view_class = AccountHistoryView
    usage_view_class = AccountUsageView

    def get_form_class(self, for_update: bool = False) -> Any:
        return ChangeAccountForm if for_update else AddAccountForm


class NotInBulk:
    """One account at a time: so each is looked at, and on record."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        raise Http404


class NoBulkRole(NotInBulk, AssignRoleBulkAction):
    pass


class NoBulkRemoval(NotInBulk, DeleteBulkAction):
    pass


class NoBulkClosing(NotInBulk, SetActiveStateBulkAction):
    pass
