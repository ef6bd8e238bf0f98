"""Wagtail's forms without its inline scripts, so that the policy of the admin is as strict as that of the site.

Wagtail starts each date field, chooser and panel of rows with a `<script>` of its own. Here each hands the same words
to `<start-widget>` (static/js/admin/start_widget.js). Date fields and panels have a template for that, which ours
replace (templates/wagtailadmin/); a chooser has none, and gets another `render`.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser

CALL = re.compile(r"(?:new )?(\w+)\((.*)\);", re.DOTALL)  # as `render_js_init` writes it, with its words as JSON


def render_chooser(
    self: BaseChooser, name: str, value: Any, attrs: dict[str, Any], renderer: object = None
) -> SafeString:
    """As `BaseChooser.render`, with an element for its script."""
    shown = self.get_value_data(value)
    call = CALL.fullmatch(self.render_js_init(attrs["id"], name, shown))
    if call is None:
        raise ValueError(f"{type(self).__name__} starts in a way that has no element")
    element = '{}<start-widget hidden call="{}" words="[{}]"></start-widget>'
    return format_html(element, self.render_html(name, shown, attrs), *call.groups())


def take_scripts_out_of_choosers() -> None:
    BaseChooser.render = render_chooser
