"""Coupons in the Wagtail admin: making them, and how often each was used."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminDateInput

from members.membership.kept_records import KeptRecordViewSet
from members.membership.prices import write_price

from ..models import Coupon

FIELDS = (
    "code",
    "percent",
    "cents",
    "periods",
    "offers",
    "most_uses",
    "once_a_person",
    "valid_from",
    "valid_until",
    "is_active",
)


class CouponForm(ModelForm):
    class Meta:
        model = Coupon
        fields = FIELDS
        widgets = {
            "offers": forms.CheckboxSelectMultiple,
            "valid_from": AdminDateInput,
            "valid_until": AdminDateInput,
        }


class CouponIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Coupon]:
        return super().get_base_queryset().with_uses()


class CouponViewSet(KeptRecordViewSet):
    model = Coupon
    icon = "tag"
    menu_label = _("Kortingscodes")
    index_view_class = CouponIndexView
    search_fields = ["code"]
    search_backend_name = None
    list_display = [
        "code",
        Column("discount", label=_("Korting"), accessor=lambda coupon: describe_discount(coupon)),
        Column("uses", label=_("Gebruikt"), accessor=lambda coupon: describe_uses(coupon)),
        Column("valid_until", label=_("Tot en met"), accessor=lambda coupon: coupon.valid_until or ""),
        Column("is_active", label=_("Actief"), accessor=lambda coupon: _("Ja") if coupon.is_active else _("Nee")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        return CouponForm


coupon_viewset = CouponViewSet("coupons", url_prefix="kortingscodes")


def describe_discount(coupon: Coupon) -> str:
    return f"{coupon.percent}%" if coupon.percent else write_price(coupon.cents or 0)


def describe_uses(coupon: Any) -> str:
    if coupon.most_uses is None:
        return str(coupon.uses_standing)
    return str(_("%(used)s van %(most)s") % {"used": coupon.uses_standing, "most": coupon.most_uses})
