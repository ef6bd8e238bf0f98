"""The form with which a colleague puts somebody's answer on record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from ..models import Act, Document, Version, VersionText
from .accepting import FITTING_ACTS, UnfittingAct
from .acting import MOST_LETTERS, act_for_person, validate_reason, word_confirmation


def list_texts_in_force() -> list[VersionText]:
    """The newest edition of each language: the person read one of them."""
    versions = Version.objects.in_force().asking()
    ordered = versions.select_related("document").with_titles().order_by("document__position")
    return [text for version in ordered for text in list_editions(version)]


def list_editions(version: Version) -> Iterator[VersionText]:
    for language in sorted({text.language for text in version.texts.all()}):
        yield version.find_text(language)


def name_text(text: VersionText) -> str:
    facts = {"title": text.title, "number": text.version.number, "language": name_language(text.language)}
    return _("%(title)s, versie %(number)s (%(language)s)") % facts


def name_language(code: str) -> Any:
    return dict(settings.LANGUAGES).get(code, code)


class ActForPersonForm(forms.Form):
    text = forms.ChoiceField(
        label=_("Tekst"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies op welke tekst deze persoon antwoordde."),
            "invalid_choice": _("Deze tekst geldt niet meer. Kies de tekst die nu geldt."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Antwoord"),
        choices=Act.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat deze persoon antwoordde.")},
    )
    reason = forms.CharField(
        label=_("Reden"),
        max_length=MOST_LETTERS,
        validators=[validate_reason],
        help_text=_("Waarom jij dit vastlegt, bijvoorbeeld: per brief van 3 maart. De persoon kan dit lezen."),
        error_messages={"required": _("Schrijf op waarom je dit voor deze persoon vastlegt.")},
    )
    confirmed = forms.BooleanField(
        label=lazy(word_confirmation, str)(),
        error_messages={"required": _("Zet hier een vinkje. Zonder kunnen we dit niet vastleggen.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.texts = {str(text.pk): text for text in list_texts_in_force()}
        self.fields["text"].choices = [(number, name_text(text)) for number, text in self.texts.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        text, kind = self.texts.get(self.cleaned_data.get("text", "")), self.cleaned_data.get("kind")
        if text and kind and kind not in FITTING_ACTS[Document.Answer(text.version.document.act)]:
            self.add_error("kind", _("Deze tekst kent dit antwoord niet. Kies een ander."))
        return self.cleaned_data

    def record(self, *, actor: Any, user: Any) -> Act | None:
        """None, with the field named, when there is nothing to withdraw or the text has just been replaced."""
        facts = {"kind": self.cleaned_data["kind"], "reason": self.cleaned_data["reason"]}
        try:
            return act_for_person(actor=actor, user=user, text=self.texts[self.cleaned_data["text"]], **facts)
        except UnfittingAct:
            self.add_error("kind", _("Dit antwoord past niet bij wat deze persoon eerder antwoordde."))
        return None
