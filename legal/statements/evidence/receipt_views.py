"""Receipts to download: for members those of their own acts, for the legal team any, and that is on record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..languages import read_language
from ..models import Act, Document, StaffReading
from ..querysets import ActQuerySet
from ..reports.evidence import EvidenceMixin
from ..reports.reading_log import log_reading
from ..views import find_text
from .downloads import JSON, PDF, give_file
from .pdf import render_text_pdf
from .receipt_pdf import render_receipt_pdf
from .receipts import make_receipt, write_json


@require_safe
def give_text_pdf(request: HttpRequest, document: Document, number: int) -> HttpResponseBase:
    """In the language of the address, or in Dutch as long as that is all there is."""
    version = get_object_or_404(document.versions.select_related("document"), number=number)
    text = find_text(version)
    response = give_file(render_text_pdf(text), PDF, text.title, _("versie"), number)
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@never_cache
@require_safe
def give_own_receipt(request: HttpRequest, entry: UUID, kind: str) -> HttpResponseBase:
    return give_receipt(find_act(Act.objects.of(request.user), entry), kind)


@method_decorator(never_cache, name="dispatch")
class ActReceiptView(EvidenceMixin):
    """For the legal team."""

    http_method_names = ["get"]
    kind = PDF

    def get(self, request: HttpRequest, entry: UUID) -> HttpResponseBase:
        act = find_act(Act.objects.all(), entry)
        person = act.subject.user_id if hasattr(act, "subject") else None
        log_reading(reader=request.user, what=StaffReading.What.RECEIPT, subject=person, detail=self.describe(act))
        return give_receipt(act, self.kind)

    def describe(self, act: Act) -> str:
        """Never which act it was: beside the account, that would say whose it is after this person was forgotten."""
        version, form = act.text.version, self.kind.rpartition("/")[2]
        return f"{version.document.kind} {version.number} {form}"


def find_act(acts: ActQuerySet, entry: UUID) -> Act:
    act: Act = get_object_or_404(acts.select_related("leaf", "text__leaf", "text__version__document"), entry=entry)
    return act


def give_receipt(act: Act, kind: str) -> HttpResponseBase:
    receipt = make_receipt(act)
    content = write_json(receipt) if kind == JSON else write_pdf(receipt, act.person)
    words: tuple[Any, ...] = (_("ontvangstbewijs"), act.text.title, _("versie"), act.text.version.number)
    return give_file(content, kind, *words, act.entry.hex[:8])


def write_pdf(receipt: dict[str, Any], name: str) -> bytes:
    return render_receipt_pdf(receipt, read_language(), name)
