"""The admin's pages about documents: adding a kind of legal text, naming it, and ending it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from home.blocks.pasted import CodeRefusingModelForm

from ..models import Document
from ..reports.hiding import hide_from_others
from .ending import find_end_fault
from .naming import add_document, find_slug_fault, has_versions, remove_document


class DocumentForm(CodeRefusingModelForm):
    class Meta:
        model = Document
        fields = ["name", "slug", "act", "position", "ended_on"]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        self.refuse_change("slug")
        if "slug" in self.changed_data and (fault := find_slug_fault(slug, self.instance)):
            raise ValidationError(fault)
        return slug

    def clean_act(self) -> str:
        self.refuse_change("act")
        return self.cleaned_data["act"]

    def clean_ended_on(self) -> date | None:
        day: date | None = self.cleaned_data["ended_on"]
        if "ended_on" in self.changed_data and (fault := find_end_fault(self.instance, day, self.for_user)):
            raise ValidationError(fault)
        return day

    def refuse_change(self, name: str) -> None:
        if name in self.changed_data and has_versions(self.instance):
            raise ValidationError(gettext("Er is al een versie gepubliceerd. Dit ligt daarmee vast."))


class AddDocumentView(generic.CreateView):
    def save_instance(self) -> Document:
        return add_document(document=self.form.save(commit=False))


class DeleteDocumentView(generic.DeleteView):
    def get_usage_url(self) -> None:
        """Its drafts refer to it, and go with it."""

    def get_usage(self) -> None:
        """As above: what refers to it does not stop the removal."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.user_has_permission("delete") and has_versions(self.object):
            reason = gettext("Van dit document zijn versies gepubliceerd. Die blijven voor altijd te lezen.")
            messages.error(request, reason)
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def delete_action(self) -> None:
        remove_document(document=self.object)


class DocumentViewSet(ModelViewSet):
    model = Document
    name = "statements_documents"
    url_prefix = "legal/documents"
    icon = "doc-full"
    menu_label = _("Documenten")
    add_to_admin_menu = False
    copy_view_enabled = False
    add_view_class = AddDocumentView
    delete_view_class = DeleteDocumentView
    list_display = [
        TitleColumn("name", label=_("Naam"), url_name="statements_documents:edit"),
        Column("slug", label=_("Adres")),
        Column("get_act_display", label=_("Wat een lid ermee doet")),
        Column("ended_on", label=_("Geldt niet meer vanaf")),
    ]

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Any:
        return hide_from_others(super().construct_view(view_class, **kwargs))

    def get_form_class(self, for_update: bool = False) -> type[DocumentForm]:
        return DocumentForm


document_viewset = DocumentViewSet()
