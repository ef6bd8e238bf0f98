from wagtail import hooks

from .grant_views import GrantViewSet
from .offer_views import OfferViewSet


@hooks.register("register_admin_viewset")
def register_grants() -> GrantViewSet:
    return GrantViewSet("grants", url_prefix="toegang")


@hooks.register("register_admin_viewset")
def register_offers() -> OfferViewSet:
    return OfferViewSet("offers", url_prefix="aanbod")
