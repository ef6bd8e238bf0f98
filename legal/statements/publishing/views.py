"""The page of the admin on which a legal text is published: first what it will do, then the button."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views import View

from ..archive.differences import ComparedLine, compare_anew
from ..languages import PREVAILING_LANGUAGE
from ..linting import Finding, find_findings
from ..linting.findings import advise
from ..models import LegalPage
from ..permissions import may_publish
from ..writing.anchors import find_lost_anchors
from ..writing.registers import list_untranslated
from .preparing import Preparation
from .publishing import PublicationRefused
from .shown_draft import DraftChanged, hand_in_shown_draft, publish_shown_draft


class PreparationView(View):
    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        self.page = get_object_or_404(LegalPage, id=page_id, alias_of=None)
        if not may_publish(request.user, self.page):
            raise Http404
        return cast(HttpResponse, super().dispatch(request))

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        act = self.hand_in if "hand-in" in request.POST else self.publish
        try:
            return act(request)
        except DraftChanged:
            messages.error(request, _("De tekst is net veranderd. Hieronder staat wat je nu zou publiceren."))
            return self.show(request, status=409)
        except PublicationRefused as refusal:
            messages.error(request, " ".join(refusal.messages))
            return self.show(request, status=422)

    def publish(self, request: HttpRequest) -> HttpResponse:
        revision = publish_shown_draft(self.page, user=request.user, **self.read_shown(request))
        is_planned = revision.approved_go_live_at is not None
        messages.success(request, _("De tekst is ingepland.") if is_planned else _("De tekst is gepubliceerd."))
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def hand_in(self, request: HttpRequest) -> HttpResponse:
        hand_in_shown_draft(self.page, user=request.user, **self.read_shown(request))
        messages.success(request, _("De tekst ligt nu bij een collega."))
        return redirect("statements_prepare", self.page.pk)

    def read_shown(self, request: HttpRequest) -> dict[str, str]:
        return {name: request.POST.get(name, "") for name in ("revision", "saved_at")}

    def show(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        preparation = Preparation(self.page, request.user)
        context = {"preparation": preparation, "page": self.page, "findings": list_findings(preparation)}
        context |= {"faults": list_faults(preparation), "lines": compare_with_published(preparation)}
        return render(request, "statements/prepare_publication.html", context, status=status)


def list_faults(preparation: Preparation) -> list[dict[str, str]]:
    """Each with the name of its field, and the address of that field in the editor."""
    editor = reverse("wagtailadmin_pages:edit", args=[preparation.page.pk])
    fields = {field.name: str(field.verbose_name) for field in LegalPage._meta.fields}
    return [
        {"field": capfirst(fields.get(name, "")), "message": message, "address": f"{editor}#id_{name}"}
        for name, message in preparation.faults.items()
    ]


def list_findings(preparation: Preparation) -> list[Finding]:
    message = _("Het anker #%(anchor)s verdwijnt: wie een link daarheen heeft, komt boven aan de tekst uit.")
    lost = find_lost_anchors(preparation.rendered, preparation.published)
    advice = [advise("lost_anchor", message % {"anchor": anchor}) for anchor in lost]
    advice += list_untranslated_registers(preparation)
    return [*find_findings(preparation.rendered, preparation.draft.document), *advice]


def list_untranslated_registers(preparation: Preparation) -> list[Finding]:
    """Of a Dutch text: its translations cannot be published before the registers have their words."""
    if preparation.rendered.language != PREVAILING_LANGUAGE:
        return []
    message = _("%(register)s: nog niet vertaald in het %(language)s: “%(texts)s”. Lezers zien hier Nederlands.")
    return [
        advise(
            "untranslated_register",
            message % {"register": register.label, "language": name, "texts": "”, “".join(missing)},
        )
        for code, name in settings.LANGUAGES
        if code != PREVAILING_LANGUAGE
        for register, missing in list_untranslated(preparation.rendered.snapshot, code)
    ]


def compare_with_published(preparation: Preparation) -> list[ComparedLine]:
    """Nothing for a first text: all of it is new."""
    old, new = preparation.published, preparation.rendered
    return compare_anew(old, new) if old else []
