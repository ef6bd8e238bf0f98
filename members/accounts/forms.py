"""Signing up: a name, an address, a password, and an answer to every text that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import BadRequest, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legal.statements.acts.accepting import BrokenToken, ShownText, StaleToken, issue_token, read_token, record_act
from legal.statements.acts.asking import list_texts_to_agree
from legal.statements.languages import read_language
from legal.statements.models import Act, Document, VersionText

from .fields import AddressField
from .models import User
from .names import refuse_control_characters
from .passwords import UnlikeTheirDetails
from .wording import OwnWords


def word_agreement(text: VersionText) -> tuple[str, str]:
    """The sentence beside the box, and the act that ticking it is."""
    facts = {"title": text.title, "number": text.version.number}
    if text.version.document.act == Document.Answer.ACCEPT:
        return _("Ik ga akkoord met de tekst “%(title)s”, versie %(number)s.") % facts, Act.Kind.ACCEPT
    return _("Ik heb de tekst “%(title)s”, versie %(number)s, gezien.") % facts, Act.Kind.ACKNOWLEDGE


class AgreementField(forms.BooleanField):
    """An unticked box for one text, with the sentence that is recorded and a link to the words themselves."""

    def __init__(self, text: VersionText) -> None:
        self.text = text
        self.wording, self.act = word_agreement(text)
        asked = _("Zet een vinkje bij “%(title)s”. Zonder kunnen we geen account voor je maken.")
        super().__init__(label=self._link_text(), error_messages={"required": asked % {"title": text.title}})

    def _link_text(self) -> SafeString:
        address = self.text.version.get_absolute_url()
        opens = _("Lees de tekst (opent in een nieuw tabblad)")
        return format_html('{} <a href="{}" target="_blank" rel="noopener">{}</a>', self.wording, address, opens)


class SignupForm(OwnWords, AllauthSignupForm):
    data: Any
    account_already_exists: bool
    first_name = forms.CharField(
        label=gettext_lazy("Voornaam"),
        max_length=80,
        validators=[refuse_control_characters],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Achternaam"),
        max_length=80,
        validators=[refuse_control_characters],
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = AddressField()
    field_order = ("first_name", "last_name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown: dict[str, ShownText] = {}
        for text in list_texts_to_agree(read_language()):
            kind = text.version.document.kind
            box = self.fields[f"agree_{kind}"] = AgreementField(text)
            token = issue_token(text=text, wording=box.wording, answers=[box.act], place=Act.Place.SIGN_UP)
            self.fields[f"shown_{kind}"] = forms.CharField(
                widget=forms.HiddenInput, initial=token, required=False, max_length=2000
            )

    def list_boxes(self) -> Iterator[tuple[str, AgreementField]]:
        for name, field in self.fields.items():
            if isinstance(field, AgreementField):
                yield name.removeprefix("agree_"), field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.compare_password_with_name(cleaned)
        self.read_answers(cleaned)
        return cleaned

    def read_answers(self, cleaned: dict[str, Any]) -> None:
        """Which words each box stood beside. Raises `BadRequest` (400) for a form that this site never made."""
        for kind, box in self.list_boxes():
            if not {f"agree_{kind}", f"shown_{kind}"}.intersection(self.data):
                self.ask_again(kind)  # the first text of this document was published while the form stood open
                continue
            try:
                shown = read_token(cleaned.get(f"shown_{kind}", ""), kind=kind, place=Act.Place.SIGN_UP)
                shown.check_answer(box.act)
                self.shown[kind] = shown
            except BrokenToken as error:
                raise BadRequest("The form names a text that was never shown.") from error
            except StaleToken:
                self.ask_again(kind)

    def compare_password_with_name(self, cleaned: dict[str, Any]) -> None:
        """allauth compares it with the address only."""
        names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
        try:
            UnlikeTheirDetails().validate(cleaned.get("password1", ""), User(**names))
        except ValidationError as error:
            self.add_error("password1", error)

    def ask_again(self, kind: str) -> None:
        """A newer text took effect while the form stood open: show that one, with the box unticked."""
        data = self.data.copy()
        data.pop(f"agree_{kind}", None)
        data[f"shown_{kind}"] = self.fields[f"shown_{kind}"].initial
        self.data = data
        self.errors.pop(f"agree_{kind}", None)  # that the box is empty is no news now
        self.add_error(f"agree_{kind}", _("Deze tekst is intussen vernieuwd. Lees hem en zet opnieuw een vinkje."))

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponseBase | None]:
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])  # takes as long as it does for a new address
        try:
            return super().try_save(request)
        except IntegrityError:
            if not User.objects.filter(email=self.cleaned_data["email"]).exists():
                raise
            self.account_already_exists = True  # made a moment ago: answer as for any known address
            return super().try_save(request)

    def save(self, request: HttpRequest) -> User:
        """Account and acts are one transaction: nobody has an account without an answer on record."""
        with transaction.atomic():
            user = super().save(request)
            user.language = read_language()
            user.save(update_fields=["language"])
            for kind, box in self.list_boxes():
                record_act(user=user, shown=self.shown[kind], kind=box.act)
        return user
