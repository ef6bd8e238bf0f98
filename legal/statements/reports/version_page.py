"""One version: its facts, its hashes, and how agreement grew."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from legal.ledger.models import Leaf, Seal

from ..models import Version, VersionText
from ..notices.mailing import count_notices
from .chart import accumulate_days, draw_chart
from .evidence import EvidenceMixin
from .people import PeopleSearchForm
from .tallies import tally_days
from .version_rows import describe_notices, describe_versions, mark_asking


class VersionView(EvidenceMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "statements/admin/version.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return str(self.version)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("statements_versions"), "label": _("Versies van juridische teksten")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": str(self.version)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = mark_asking(Version.objects.select_related("document"))
        self.version = get_object_or_404(versions, pk=self.kwargs["pk"])
        row = describe_versions([self.version])[0]
        facts = {
            "row": row,
            "notices": describe_notices(row.notices or count_notices(self.version)),
            "texts": list_texts(self.version),
            "is_announced": self.version.effective_from > timezone.localdate(),
            "search": PeopleSearchForm(initial={"version": self.version.pk}),
        }
        return super().get_context_data(**facts, **draw_agreement(self.version), **kwargs)


def draw_agreement(version: Version) -> dict[str, Any]:
    points = accumulate_days(tally_days(version), timezone.localdate())
    return {"points": points, "chart": draw_chart(points) if points else None}


def list_texts(version: Version) -> list[tuple[VersionText, Seal | None]]:
    """Each text with the oldest seal over it."""
    texts = version.texts.without_words().select_related("leaf__position")
    return [(text, find_oldest_seal(text.leaf)) for text in texts.order_by("-language", "edition")]


def find_oldest_seal(leaf: Leaf) -> Seal | None:
    """Looks only; `sealing.find_seal_of` would make one."""
    if not hasattr(leaf, "position"):
        return None
    return Seal.objects.filter(size__gt=leaf.position.index).order_by("size").first()
