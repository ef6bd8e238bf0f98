from wagtail import hooks

from .coupons.admin_views import CouponViewSet


@hooks.register("register_admin_viewset")
def register_coupons() -> CouponViewSet:
    return CouponViewSet("coupons", url_prefix="kortingscodes")
