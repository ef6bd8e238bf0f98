"""What decides who may see a page is stated once, on the page that was made first."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from home.blocks.pasted import CodeRefusingPageForm


class StatedOncePage(Page):
    """Keeps `stated_once` equal to the original's, whatever is saved: no translation or alias can open a page.

    Saving the original changes its translations and aliases at once, once it is live.
    """

    base_form_class = CodeRefusingPageForm
    stated_once: ClassVar[tuple[str, ...]]
    private_page_options: ClassVar[list[str]] = []  # the gate alone says who may see it
    promote_panels = Page.promote_panels[:1]  # no course or lesson stands in the menu

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        names = [name for name in self.stated_once if fields is None or name in fields]
        if not names:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():  # nobody reads, or keeps, the new rule of one page beside the old one of another
            self._lock_family()
            self._follow_original(names)
            super().save(*args, **kwargs)
            if self.live:
                values = {name: getattr(self, name) for name in names}
                type(self)._default_manager.filter(self._family).exclude(pk=self.pk).update(**values)

    @property
    def _family(self) -> Q:
        """Translations, and the aliases of this page; a new page has none of these yet."""
        family = Q(translation_key=self.translation_key)
        return family | Q(alias_of=self.pk) if self.pk else family

    def _lock_family(self) -> None:
        """Two pages of one family that are published at the same moment go one after the other."""
        family = self._family | Q(pk=self.alias_of_id) if self.alias_of_id else self._family
        pages = Page.objects.select_for_update().filter(family).order_by("pk")
        list(pages.values_list("pk", flat=True))

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
