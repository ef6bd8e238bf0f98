"""Records in the Wagtail admin that nobody deletes: a grant ends, an offer goes off sale, a coupon is made inactive."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern
from wagtail.admin.viewsets.model import ModelViewSet


class KeptRecordViewSet(ModelViewSet):
    """They are not copied either, and what uses them no page tells."""

    copy_view_enabled = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in ("delete", "usage")]
