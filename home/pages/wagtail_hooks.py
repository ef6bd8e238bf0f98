from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin_views import FooterViewSet
from .unfinished import refuse_unfinished

register_snippet(FooterViewSet)
hooks.register("before_bulk_action", refuse_unfinished)


@hooks.register("insert_global_admin_css")
def load_admin_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/theme.css"))
