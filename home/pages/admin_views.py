"""The foot of every page in the Wagtail admin: one row for each language, which nobody adds or removes."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Footer


class FooterViewSet(SnippetViewSet):
    model = Footer
    icon = "dots-horizontal"
    menu_label = _("Voettekst")
    menu_name = "footer"
    menu_order = 110
    add_to_settings_menu = True
    copy_view_enabled = False
    search_fields = ["slogan"]
    search_backend_name = None
    list_display = ["__str__", UpdatedAtColumn(), LiveStatusTagColumn()]
