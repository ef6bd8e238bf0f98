"""Asking to begin anew in the middle of a log-in, and stopping that from a mail or in the account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..models import AccountRecovery, RecoveryCodes
from ..models.account_recovery import RecoveryEnded
from ..permissions import has_second_factor
from ..second_factor.stage_views import StageView
from .asking import AskingRefused, ask_for_recovery
from .stopping import read_token, stop_recovery


class LostDeviceView(StageView):
    """The password was right, so it is the owner or who has stolen it."""

    def lead_elsewhere(self) -> HttpResponse | None:
        return None if has_second_factor(self.person) else redirect("accounts:second_factor:ask")

    def get(self, request: HttpRequest) -> HttpResponse:
        running = AccountRecovery.objects.open().filter(person=self.person).first()
        context = {
            "recovery": running if running and running.is_open else None,
            "has_codes": RecoveryCodes.objects.filter(user=self.person).exists(),
        }
        return TemplateResponse(request, "accounts/lost_device/explain.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            ask_for_recovery(person=self.person, asked_by=self.person)
        except AskingRefused as refusal:
            messages.error(request, refusal.message)
        return redirect("accounts:lost_device:explain")


@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail, without a log-in: programs that follow links in mails only look."""
    recovery = read_token(token)
    if recovery is None:
        raise Http404
    if request.method == "POST":
        try:
            stop_recovery(recovery, AccountRecovery.StoppedBy.MAIL)
        except RecoveryEnded:
            recovery.refresh_from_db()
        else:
            return TemplateResponse(request, "accounts/lost_device/stopped.html")
    return TemplateResponse(request, "accounts/lost_device/stop.html", {"recovery": recovery})


@login_required
@require_POST
def stop_own(request: HttpRequest, number: int) -> HttpResponse:
    recovery = get_object_or_404(AccountRecovery, pk=number, person=request.user.pk)
    try:
        stop_recovery(recovery, AccountRecovery.StoppedBy.ACCOUNT)
    except RecoveryEnded:
        messages.info(request, _("Deze aanvraag liep al niet meer."))
    else:
        messages.success(request, _("De aanvraag is gestopt. Er is niets veranderd aan je account."))
    return redirect("accounts:security")
