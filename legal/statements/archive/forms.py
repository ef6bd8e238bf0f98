from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Document, Version


class VersionField(forms.ModelChoiceField):
    def label_from_instance(self, version: Version) -> str:
        facts = {"number": version.number, "day": date_format(version.effective_from)}
        return _("Versie %(number)s, geldig vanaf %(day)s") % facts


class ChooseVersionsForm(forms.Form):
    """The two versions of a document to put side by side; the newest two when nothing was chosen."""

    new = VersionField(Version.objects.none(), to_field_name="number", label=gettext_lazy("Deze versie"))
    old = VersionField(Version.objects.none(), to_field_name="number", label=gettext_lazy("naast deze"))

    def __init__(self, *args: object, document: Document, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        versions = document.versions.order_by("-number")
        newest = [*versions.values_list("number", flat=True)[:2]]
        for field, number in zip((self.fields["new"], self.fields["old"]), newest, strict=False):
            field.initial = number
        for field in self.fields.values():
            field.queryset, field.empty_label = versions, None  # type: ignore[attr-defined]
