"""The field for a code, in the log-in and before what matters, and the form that adds an app."""

from __future__ import annotations

import math
from typing import Any

from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Answer, AuthenticatorApp, CodeDevice, Passkey, RecoveryCodes, User
from ..names import refuse_control_characters
from ..passkeys.checking import REAUTHENTICATE, finish_asking
from ..passkeys.fields import PasskeyField
from ..permissions import has_second_factor
from ..wording import OwnWords
from .checking import Verdict, check_code, clean_code, find_kind

NO_CODE = gettext_lazy("Vul de code in: 6 cijfers uit je app, of een herstelcode van 12 letters en cijfers.")
NO_APP_CODE = gettext_lazy("Vul de code in die je app nu toont: 6 cijfers.")
WRONG_APP_CODE = gettext_lazy(
    "Deze code klopt niet. Vul de code in die je app nu toont, en kijk of de klok van je telefoon goed staat."
)
CODE_HELP = gettext_lazy("De code van 6 cijfers uit je app, of een van je herstelcodes.")
NAME_LENGTH = AuthenticatorApp._meta.get_field("name").max_length


class CodeField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(
            label=options.pop("label", gettext_lazy("Code")),
            widget=forms.TextInput(attrs=attributes | options.pop("attributes", {})),
            **options,
        )

    def clean(self, value: Any) -> str:
        """A code as it is compared; "" for anything that can be none, however long or strange."""
        code = clean_code(str(value or ""))
        return code if find_kind(code) else ""


class CodeForm(forms.Form):
    """`device` is what gave the right code."""

    code = CodeField(help_text=CODE_HELP)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs["autofocus"] = not self.is_bound  # then the summary of mistakes has it
        self.user = user
        self.device: CodeDevice | None = None

    def clean_code(self) -> str:
        self.device = find_device(self.user, self.cleaned_data["code"])
        return self.cleaned_data["code"]


def find_device(user: User, code: str) -> CodeDevice:
    """What gives this code. Raises `ValidationError` with the reason why none does."""
    kind = find_kind(code)
    if kind is None:
        raise ValidationError(NO_CODE)
    verdict = check_code(user, kind, code)
    if verdict.answer is not Answer.RIGHT or verdict.device is None:
        raise ValidationError(word_refusal(kind, verdict))
    return verdict.device


def word_refusal(kind: type[CodeDevice], verdict: Verdict) -> str:
    if verdict.answer is Answer.TOO_SOON:
        return word_wait(verdict.seconds_to_wait)
    if verdict.answer is Answer.USED:
        return _("Deze code is al gebruikt. Wacht tot je app een nieuwe toont en vul die in.")
    if kind is RecoveryCodes:
        return _("Deze herstelcode klopt niet, of je hebt hem al gebruikt. Probeer een andere.")
    return _("Deze code klopt niet. Vul de code in die je app nu toont.")


def word_wait(seconds: int) -> str:
    minutes = math.ceil(seconds / 60)
    if minutes > 1:
        return _("Na een verkeerde code moet je wachten. Probeer het over %(count)s minuten opnieuw.") % {
            "count": minutes
        }
    return ngettext(
        "Na een verkeerde code moet je even wachten. Probeer het over %(count)s seconde opnieuw.",
        "Na een verkeerde code moet je even wachten. Probeer het over %(count)s seconden opnieuw.",
        seconds,
    ) % {"count": seconds}


class ReauthenticateForm(OwnWords, AllauthReauthenticateForm):
    """The password, and from whoever has a second factor a code or a passkey."""

    user: User
    code = CodeField(help_text=CODE_HELP)
    passkey = PasskeyField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_second_factor(self.user):
            del self.fields["code"], self.fields["passkey"]

    def has_passkey(self) -> bool:
        return Passkey.objects.filter(user=self.user, confirmed=True).exists()

    def clean(self) -> dict[str, Any]:
        """What comes beside the password is looked at, and used up, only when that is right."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "password" in cleaned and "code" in self.fields:
            try:
                self.check_second_factor(cleaned)
            except ValidationError as refusal:
                self.add_error("code", refusal)
        return cleaned

    def check_second_factor(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("passkey"):
            finish_asking(context.request, REAUTHENTICATE, self.user, cleaned["passkey"])
        else:
            find_device(self.user, cleaned["code"])


class NameField(forms.CharField):
    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            help_text=gettext_lazy("Zo herken je hem later, als je er meer hebt."),
            max_length=NAME_LENGTH,
            validators=[refuse_control_characters],
            error_messages={
                "required": gettext_lazy("Vul een naam in."),
                "control_characters": gettext_lazy("Schrijf de naam op één regel, zonder bijzondere tekens."),
            },
        )


class NewAppForm(forms.Form):
    """Shows that the app has the key: nothing is kept before that."""

    name = NameField(gettext_lazy("Naam van de app of telefoon"))
    code = CodeField(label=gettext_lazy("Code die de app nu toont"), attributes={"inputmode": "numeric"})

    def __init__(self, *args: Any, user: User, key: bytes, **options: Any) -> None:
        super().__init__(*args, **options)
        self.app = AuthenticatorApp(user=user)
        self.app.set_key(key)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if find_kind(code) is not AuthenticatorApp:
            raise ValidationError(NO_APP_CODE)
        if self.app.compare(code) is not Answer.RIGHT:
            raise ValidationError(WRONG_APP_CODE)
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.app.name = cleaned.get("name", "")
        return cleaned


class RenameForm(forms.Form):
    name = NameField(gettext_lazy("Naam"))
