"""Which colleague sees which stored file in the admin. Pages ask the gate instead."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permissions import policy_registry

from members.membership.permissions import may_see_behind_the_gate

from ..models.files import LessonDocument, LessonImage, LessonMedia, LessonRendition

# Not "choose": Wagtail gives that to every group that may enter the admin.
RIGHTS = ["change", "delete"]


def may_see_file(person: Any, name: str) -> bool:
    """`name` as the storage knows it. What belongs to no record of ours stays shut."""
    file = _find_owner(name)
    if file is None:
        return _is_portrait(name)
    policy = policy_registry.get_by_type(type(file))
    return may_see_behind_the_gate(person) or policy.user_has_any_permission_for_instance(person, RIGHTS, file)


def _find_owner(name: str) -> Any:
    rendition = LessonRendition.objects.filter(file=name).select_related("image").first()
    if rendition:
        return rendition.image
    names = Q(file=name) | Q(thumbnail=name) | Q(captions_nl=name) | Q(captions_en=name)
    return (
        LessonImage.objects.filter(file=name).first()
        or LessonDocument.objects.filter(file=name).first()
        or LessonMedia.objects.filter(names).first()
    )


def _is_portrait(name: str) -> bool:
    """The picture that a colleague chose for themselves: all who enter the admin see it beside their name."""
    return get_user_model().objects.filter(wagtail_userprofile__avatar=name).exists()
