from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin_views import RegisterViewSet, cookie_viewset, purpose_viewset


@hooks.register("register_admin_viewset")
def register_cookies() -> list[RegisterViewSet]:
    return [purpose_viewset, cookie_viewset]


@hooks.register("register_legal_menu_item")
def lead_to_purposes() -> MenuItem:
    return purpose_viewset.get_menu_item(order=50)


@hooks.register("register_legal_menu_item")
def lead_to_cookies() -> MenuItem:
    return cookie_viewset.get_menu_item(order=51)
