from wagtail import hooks

from .views import GrantViewSet


@hooks.register("register_admin_viewset")
def register_grants() -> GrantViewSet:
    return GrantViewSet("grants", url_prefix="toegang")
