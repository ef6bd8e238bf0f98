"""Everything that one person answered, laid beside every version that there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..acts.asking import AGREEING
from ..models import Act, Document, Version
from .evidence import name_account


@dataclass(frozen=True)
class VersionAnswer:
    """What somebody did on one version, newest act first; `covering` is the act whose words hold for it too."""

    version: Version
    acts: Sequence[Act]
    covering: Act | None
    is_owed: bool

    @property
    def is_agreed(self) -> bool:
        return bool(self.acts) and self.acts[0].kind in AGREEING

    @property
    def words(self) -> str:
        if self.acts:
            return str(self.acts[0].get_kind_display())
        if self.version.document.act == Document.Answer.NONE:
            return _("vraagt geen antwoord")
        if self.is_owed:
            return _("moet nog antwoorden")
        if self.covering:
            facts = {"number": self.covering.text.version.number, "answer": self.covering.get_kind_display()}
            return _("niet opnieuw gevraagd; antwoord op versie %(number)s: %(answer)s") % facts
        return _("geen antwoord")

    @property
    def verdict(self) -> str:
        """The sentence after yes or no."""
        facts = {"version": self.version, "answer": self.words}
        if self.is_agreed:
            return _("Akkoord met of gezien: %(version)s.") % facts
        return _("Niet akkoord met %(version)s: %(answer)s.") % facts


@dataclass(frozen=True)
class DocumentAnswers:
    document: Document
    answers: Sequence[VersionAnswer]


def read_answers(person: Any, owed: set[int]) -> list[DocumentAnswers]:
    """`owed` are the versions that this person has yet to answer."""
    acts: dict[int, list[Act]] = defaultdict(list)
    for act in list_acts(person):
        acts[act.text.version.document_id].append(act)
    rows: dict[Document, list[VersionAnswer]] = {}
    for version in Version.objects.select_related("document").order_by("document__position", "-number"):
        answer = lay_beside(version, acts[version.document_id], version.pk in owed)
        rows.setdefault(version.document, []).append(answer)
    return [DocumentAnswers(document, answers) for document, answers in rows.items()]


def list_acts(person: Any) -> Any:
    acts = Act.objects.of(person).newest_first().select_related("text__version", "subject").without_words()
    return acts.annotate(actor_name=name_account("subject__actor"))


def lay_beside(version: Version, acts: list[Act], is_owed: bool) -> VersionAnswer:
    own = [act for act in acts if act.text.version_id == version.pk]
    holding = (act for act in acts if version.floor <= act.text.version.number < version.number)
    return VersionAnswer(version, own, next(holding, None), is_owed)
