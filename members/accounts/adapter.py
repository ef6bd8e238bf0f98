from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .limiting import LimitedAdapter
from .models import User


class AccountAdapter(LimitedAdapter):
    error_messages = {
        **LimitedAdapter.error_messages,
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "email_password_mismatch": _(
            "Dit adres en wachtwoord horen niet bij elkaar. Probeer het opnieuw of kies een nieuw wachtwoord."
        ),
        "incorrect_code": _("Deze code klopt niet. Kijk nog eens in de nieuwste mail."),
        "too_many_login_attempts": _("Drie keer een verkeerde code. Vraag een nieuwe aan."),
    }

    def get_login_stages(self) -> list[str]:
        """The second factor last: who has not confirmed their address is not asked for a code."""
        return [*super().get_login_stages(), "members.accounts.second_factor.stage.SecondFactorStage"]

    def login(self, request: HttpRequest, user: User) -> None:
        """The end of all stages; the guard of `user_logged_in` lets nobody else in."""
        user.came_through_stages = True
        super().login(request, user)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The front page in the language of the page they left."""
        return reverse("wagtail_serve", args=[""])

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """False when another account logs in with this address, even one that never confirmed it."""
        others = User.objects.filter(email=email_address.email).exclude(pk=email_address.user_id)
        if others.exists():
            template = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, template, {"email": email_address.email})
            return False
        return super().confirm_email(request, email_address)
