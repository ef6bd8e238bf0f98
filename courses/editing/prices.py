"""What a course costs today, in plain sentences for colleagues. The prices themselves stand with the offers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from members.membership.models import Offer
from members.membership.offering import PricedOffer, list_on_sale
from members.membership.prices import write_price, write_term

from ..models import CoursePage


def describe_prices(course: CoursePage) -> list[str]:
    """`course` may be new: then nothing can be sold of it yet."""
    found = list_on_sale(Offer.objects.opening_by_itself(course.access_key)) if course.pk else []
    singles = [one for one in found if one.offer.kind == Offer.Kind.COURSE]
    bundles = [one for one in found if one.offer.kind == Offer.Kind.BUNDLE]
    sentences = [describe_price(one) for one in singles] or [_("Deze cursus is niet los te koop.")]
    return sentences + [_("In de bundel %(name)s.") % {"name": one.offer.name} for one in bundles]


def describe_price(single: PricedOffer) -> str:
    price, term = write_price(single.cents), write_term(single.offer.term_months)
    return _("Los te koop voor %(price)s, %(term)s.") % {"price": price, "term": term}
