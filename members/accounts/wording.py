"""Labels and messages of the log-in forms in the words of this site, where allauth brings its own."""

from functools import partial
from typing import Any

from allauth.account import forms as allauth_forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .afterwards import do_after_the_answer

ADDRESS = _("Vul een e-mailadres in, zoals naam@voorbeeld.nl.")
WORDS = {
    "first_name": {"required": _("Vul je voornaam in.")},
    "last_name": {"required": _("Vul je achternaam in.")},
    "language": {"required": _("Kies een taal."), "invalid_choice": _("Kies een taal.")},
    "email": {"label": _("E-mailadres"), "required": ADDRESS, "invalid": ADDRESS},
    "login": {"label": _("E-mailadres"), "required": ADDRESS, "invalid": ADDRESS},
    "password": {"required": _("Vul je wachtwoord in.")},
    "password1": {"required": _("Bedenk een wachtwoord en vul het hier in.")},
    "password2": {"required": _("Vul het wachtwoord nog een keer in.")},
    "code": {"label": _("Code"), "required": _("Vul de code uit de mail in.")},
    "oldpassword": {"label": _("Huidig wachtwoord"), "required": _("Vul je huidige wachtwoord in.")},
}


class OwnWords:
    """For a form of allauth. Placeholders go: they repeat the label and vanish when somebody types."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            words: dict[str, Any] = dict(WORDS.get(name, {}))
            field.label = words.pop("label", field.label)
            field.error_messages = {**field.error_messages, **words}


class LoginForm(OwnWords, allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class RequestLoginCodeForm(OwnWords, allauth_forms.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "username"


class ConfirmLoginCodeForm(OwnWords, allauth_forms.ConfirmLoginCodeForm):
    pass


class ResetPasswordForm(OwnWords, allauth_forms.ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """After the answer: making the link and sending it takes time only for an address that has an account."""
        do_after_the_answer(request, partial(super().save, request, **kwargs))
        return str(self.cleaned_data["email"])


class ResetPasswordKeyForm(OwnWords, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(OwnWords, allauth_forms.ChangePasswordForm):
    pass
