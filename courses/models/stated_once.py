"""What decides who may see a page is stated once, on the page that was made first."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q
from wagtail.models import Page


class StatedOncePage(Page):
    """Keeps `stated_once` equal to the original's, whatever is saved: no translation or alias can open a page.

    Saving the original changes its translations and aliases at once, once it is live.
    """

    stated_once: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        names = [name for name in self.stated_once if fields is None or name in fields]
        if names:
            self._follow_original(names)
        super().save(*args, **kwargs)
        if names and self.live:
            followers = Q(translation_key=self.translation_key) | Q(alias_of=self.pk)
            values = {name: getattr(self, name) for name in names}
            type(self)._default_manager.filter(followers).exclude(pk=self.pk).update(**values)

    def _follow_original(self, names: list[str]) -> None:
        pages = type(self)._default_manager
        if self.alias_of_id:
            original = pages.filter(pk=self.alias_of_id)
        else:
            original = pages.filter(translation_key=self.translation_key).order_by("pk")
        first = original.values("pk", *names).first()
        if first and first.pop("pk") != self.pk:
            for name, value in first.items():
                setattr(self, name, value)
