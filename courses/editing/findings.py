"""What an editor should look at again in a course or a lesson, each in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    NO_SUMMARY = "no_summary", _("Geen samenvatting")
    NO_TEXT = "no_text", _("Les zonder tekst")
    HEADINGS = "headings", _("Koppen slaan een niveau over")
    NO_ALT_TEXT = "no_alt_text", _("Afbeelding zonder beschrijving")
    DEAD_LINK = "dead_link", _("Link naar een pagina die er niet is")
    DRAFT_LINK = "draft_link", _("Link naar een pagina die niet gepubliceerd is")
    NOTHING_OPEN = "nothing_open", _("Geen les voor iedereen")


SENTENCES = {
    Kind.NO_SUMMARY: _("Er is geen samenvatting. Die staat op de kaart en in zoekmachines."),
    Kind.NO_TEXT: _("De les heeft nog geen tekst."),
    Kind.HEADINGS: _("De koppen slaan een niveau over: %(detail)s. Begin met een tussenkop."),
    Kind.NO_ALT_TEXT: _("%(detail)s × een afbeelding zonder beschrijving die niet als versiering geldt."),
    Kind.DEAD_LINK: _("Er is een link naar een pagina die er niet is: %(detail)s."),
    Kind.DRAFT_LINK: _("Er is een link naar een pagina die niet gepubliceerd is: %(detail)s."),
    Kind.NOTHING_OPEN: _("De cursus heeft geen les voor iedereen, dus niemand kan haar proeven."),
}


@dataclass(frozen=True)
class Finding:
    kind: Kind
    detail: str = ""

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.kind]) % {"detail": self.detail}
