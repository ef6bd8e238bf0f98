"""A Dutch text that prevails, and beside it what it says in every other language of the site."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.blocks.pasted import CodeRefusingModelForm
from legal.statements.languages import PREVAILING_LANGUAGE

OTHERS = {code: name for code, name in settings.LANGUAGES if code != PREVAILING_LANGUAGE}
HELP = _("Dit lezen bezoekers op de pagina’s in deze taal. De Nederlandse tekst gaat voor.")
OUTDATED = _("De Nederlandse tekst is veranderd. Pas ook deze aan, maak hem leeg, of vink aan dat hij nog past.")


class TranslatedForm(CodeRefusingModelForm):
    """`translated` are the Dutch fields; of each the form has one more for every other language, such as `name_en`."""

    translated: tuple[str, ...] = ()
    translation_model: type[models.Model]
    owner: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(self.read_initial())
        for language, name in OTHERS.items():
            for field in self.translated:
                self.fields[f"{field}_{language}"] = self.make_field(field, str(name))
            self.initial.update(self.read_translation(language))
        self.order_fields(self.list_side_by_side())
        if self.instance.pk:
            label = _("Wat er in de andere taal staat, past nog bij het Nederlands")
            self.fields["fits"] = forms.BooleanField(label=label, required=False)

    def list_side_by_side(self) -> list[str]:
        """Each Dutch field, and its translations right below."""
        own = [name for name in self.fields if name.rpartition("_")[2] not in OTHERS]
        others = {name: [f"{name}_{language}" for language in OTHERS] for name in self.translated}
        return [field for name in own for field in (name, *others.get(name, ()))]

    def read_initial(self) -> dict[str, str]:
        """What the form shows and the row itself does not hold."""
        return {}

    def make_field(self, name: str, language: str) -> forms.Field:
        field = deepcopy(self.fields[name])
        field.label = f"{field.label} ({language})"
        field.required, field.help_text = False, HELP
        return field

    def read_translation(self, language: str) -> dict[str, str]:
        """What was written, or else what the catalogue has for a text of our own."""
        rows: Any = self.translation_model._default_manager.filter(**{self.owner: self.instance.pk}, language=language)
        written = rows.values(*self.translated).first() or {}
        with translation.override(language):
            known = {name: gettext(dutch) for name in self.translated if (dutch := self.initial.get(name))}
        return {
            f"{name}_{language}": written.get(name) or (text if text != self.initial[name] else "")
            for name, text in known.items()
        }

    def clean(self) -> dict[str, Any]:
        """A translation of what stood there before would say something else than the Dutch text."""
        cleaned: dict[str, Any] = super().clean()
        if not self.instance.pk or cleaned.get("fits"):
            return cleaned
        for name in set(self.translated) & set(self.changed_data):
            for other in (f"{name}_{language}" for language in OTHERS):
                if cleaned.get(other) and other not in self.changed_data:
                    self.add_error(other, OUTDATED)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        row = super().save(commit)
        for language in OTHERS:
            texts = {name: self.cleaned_data[f"{name}_{language}"] for name in self.translated}
            place = {self.owner: row, "language": language}
            self.translation_model._default_manager.update_or_create(**place, defaults=texts)
        return row
