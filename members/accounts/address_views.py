"""Moving to another e-mail address, from the wish to the click in the mail."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.views import ConfirmEmailView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .changing_address import BrokenLink, ask_for_change, change_address, read_link
from .models import AddressChange, User
from .profile_forms import NewAddressForm
from .sessions.ending import renew_session


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_email(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    if "withdraw" in request.POST:
        return withdraw_wish(request, person)
    form = NewAddressForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        return send_link(request, form.cleaned_data["email"])
    facts = {"form": form, "wish": AddressChange.objects.filter(user=person).first()}
    return render(request, "accounts/email.html", facts, status=422 if form.errors else 200)


@reauthentication_required
def send_link(request: HttpRequest, email: str) -> HttpResponse:
    """Only now is the password asked: what was wrong with the address is said first."""
    ask_for_change(person=cast(User, request.user), email=email)
    messages.success(request, _("We hebben een mail gestuurd naar %(email)s.") % {"email": email})
    return redirect("accounts:email")


def withdraw_wish(request: HttpRequest, person: User) -> HttpResponse:
    AddressChange.objects.filter(user=person).delete()
    messages.success(request, _("Je e-mailadres blijft zoals het was."))
    return redirect("accounts:email")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing: programs that look at mails open every link in them."""
    try:
        wish = read_link(token, person=cast(User, request.user))
        if request.method != "POST":
            return render(request, "accounts/confirm_email.html", {"wish": wish})
        change_address(wish)
    except BrokenLink:
        return render(request, "accounts/confirm_email_broken.html", status=400)
    renew_session(request)
    messages.success(request, _("Vanaf nu log je in met %(email)s.") % {"email": wish.email})
    return redirect("accounts:email")


class ConfirmSignUpView(ConfirmEmailView):
    def logout_other_user(self, confirmation: EmailConfirmationHMAC) -> None:
        """Whoever is logged in here stays so, whosever the link is; allauth's own ends their session as it opens."""
