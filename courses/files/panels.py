from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from .showing import OpenUse, find_open_uses


class OpenFilesPanel(Panel):
    """Warns, in the editor of a lesson, of files in the gated text that everybody can open elsewhere."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/open_files.html"

        @cached_property
        def uses(self) -> list[OpenUse]:
            return find_open_uses(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            return bool(self.uses)

        def get_context_data(self, parent_context: Any = None) -> Any:
            return super().get_context_data(parent_context) | {"uses": self.uses}
