"""Where pasted code is refused that the guard of the editor's forms does not reach.

Translations are written one text at a time, and come from files of translators, past every form.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from wagtail_localize.models import SegmentOverride, StringTranslation

from home.blocks.pasted import refuse_code


def refuse_code_in_translations() -> None:
    post_save.connect(mark_translation, StringTranslation, dispatch_uid="pasted-translation")
    post_save.connect(mark_override, SegmentOverride, dispatch_uid="pasted-override")


def mark_translation(instance: StringTranslation, update_fields: Any, **signal: Any) -> None:
    """What has an error gets on no page; the translator reads it beside the text."""
    if update_fields is None or "data" in update_fields:
        mark_pasted(instance, instance.data)


def mark_override(instance: SegmentOverride, update_fields: Any, **signal: Any) -> None:
    if update_fields is None or "data_json" in update_fields:
        mark_pasted(instance, json.loads(instance.data_json))


def mark_pasted(instance: StringTranslation | SegmentOverride, value: Any) -> None:
    try:
        refuse_code(value)
    except ValidationError as refusal:
        instance.set_field_error(refusal.error_list)
