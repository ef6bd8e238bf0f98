"""Offers in the Wagtail admin: what is sold, at which price from which day."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BaseColumn, BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic

from .kept_records import KeptRecordViewSet
from .models import Offer
from .offer_forms import ChangedMeanwhile, OfferCourseForm, OfferForm, OfferPriceForm, OfferRows
from .prices import write_rate


class RowsPanel(InlinePanel):
    """Rows with a form of their own."""

    def __init__(self, *args: Any, form: type[WagtailAdminModelForm], **options: Any) -> None:
        super().__init__(*args, **options)
        self.form = form

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"form": self.form}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": self.form, "formset": OfferRows}
        return options


PANELS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
            FieldPanel("summary"),
            FieldPanel("summary_en"),
            FieldPanel("slug"),
            FieldPanel("kind"),
        ],
        heading=_("Wat het is"),
    ),
    RowsPanel(
        "courses",
        form=OfferCourseForm,
        panels=[FieldPanel("course")],
        label=_("cursus"),
        heading=_("Cursussen"),
        help_text=_("Alleen bij een cursus of bundel. Een lidmaatschap geeft alle cursussen."),
    ),
    RowsPanel(
        "prices",
        form=OfferPriceForm,
        panels=[FieldRowPanel([FieldPanel("cents"), FieldPanel("valid_from")])],
        label=_("prijs"),
        heading=_("Prijzen"),
        help_text=_(
            "De nieuwste prijs die is ingegaan, geldt. Een prijs die geldt of gold, blijft staan: voeg een nieuwe toe, "
            "vanaf vandaag of later. Wie al besteld heeft, houdt de prijs van toen."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("period"), FieldRowPanel([FieldPanel("trial_days"), FieldPanel("grace_days")])],
        heading=_("Bij een lidmaatschap"),
    ),
    MultiFieldPanel([FieldPanel("term_months")], heading=_("Bij een cursus of bundel")),
    MultiFieldPanel(
        [
            FieldPanel("is_on_sale"),
            FieldRowPanel([FieldPanel("may_be_gift"), FieldPanel("most_seats")]),
            FieldPanel("nature"),
            FieldPanel("position"),
        ],
        heading=_("Verkoop"),
    ),
]


class OfferFilterSet(WagtailFilterSet):
    class Meta:
        model = Offer
        fields = ["kind", "is_on_sale"]


class OfferIndexView(generic.IndexView):
    filterset_class = OfferFilterSet
    search_fields = ["name", "name_en"]
    search_backend_name = None

    def get_base_queryset(self) -> QuerySet[Offer]:
        return super().get_base_queryset().prefetch_related("prices")

    @cached_property
    def list_display(self) -> list[BaseColumn]:
        return [
            TitleColumn("name", label=_("Naam"), sort_key="name", get_url=self.get_edit_url),
            Column("kind", label=_("Soort"), accessor="get_kind_display", sort_key="kind"),
            Column("price", label=_("Prijs van vandaag"), accessor=write_price_of_today),
            BooleanColumn("is_on_sale", label=_("Te koop"), sort_key="is_on_sale"),
        ]


def write_price_of_today(offer: Offer) -> str:
    cents = offer.find_price(timezone.localdate())
    return gettext("Nog geen prijs") if cents is None else write_rate(cents, offer.period)


class OneAtATimeMixin:
    """Of two colleagues who change one offer, the second is told so: neither takes away what the other made."""

    def form_valid(self, form: Any) -> Any:
        try:
            with transaction.atomic():
                form.refuse_stale_rows()
                return super().form_valid(form)  # type: ignore[misc]
        except (ChangedMeanwhile, IntegrityError):
            form.add_error(None, _("Een collega paste dit intussen aan. Laad de pagina opnieuw."))
            self.produced_error_message = self.error_message  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]


class AddOfferView(OneAtATimeMixin, generic.CreateView):
    success_message = _("Het aanbod is gemaakt.")
    error_message = _("Het aanbod is niet gemaakt. Er is niets veranderd.")


class ChangeOfferView(OneAtATimeMixin, generic.EditView):
    success_message = _("Het aanbod is aangepast.")
    error_message = _("Het aanbod is niet aangepast. Er is niets veranderd.")


class OfferViewSet(KeptRecordViewSet):
    model = Offer
    icon = "tag"
    menu_label = _("Aanbod")
    menu_order = 230
    add_to_admin_menu = True
    index_view_class = OfferIndexView
    add_view_class = AddOfferView
    edit_view_class = ChangeOfferView
    edit_handler = ObjectList(PANELS, base_form_class=OfferForm)
