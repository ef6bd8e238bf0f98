"""What a member sees of each document on their own page: where they stand, in words, and what they can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..languages import read_language
from ..models import Act, Document, Version, VersionText
from .accepting import issue_token
from .answers import Answer, is_owed, list_possible_answers, word_withdrawal


@dataclass(frozen=True)
class Agreement:
    document: Document
    text: VersionText
    version: Version | None  # in force; None when the document ended
    announced: Version | None
    last: Act | None
    answers: list[Answer]
    token: str  # for withdrawing consent at once; else empty

    @property
    def state(self) -> str:
        return describe_state(self.document, self.last)

    @property
    def is_owed(self) -> bool:
        return self.version is not None and self.last is not None and is_owed(self.version, self.last)

    @property
    def withdrawal(self) -> Answer | None:
        return word_withdrawal() if self.token else None

    @property
    def asks_more(self) -> bool:
        """Whether there is something to say beside withdrawing."""
        return self.version is not None and any(answer.value != Act.Kind.WITHDRAW for answer in self.answers)


def describe_state(document: Document, last: Act | None) -> str:
    if last is None:
        return _("Nog niet gevraagd.")
    facts = {"day": date_format(timezone.localdate(last.recorded_at)), "number": last.text.version.number}
    if last.kind == Act.Kind.DECLINE and document.act == Document.Answer.CONSENT:
        return _("Geen toestemming gegeven, op %(day)s, versie %(number)s.") % facts
    return {
        Act.Kind.ACCEPT: _("Akkoord op %(day)s, versie %(number)s."),
        Act.Kind.ACKNOWLEDGE: _("Gezien op %(day)s, versie %(number)s."),
        Act.Kind.DECLINE: _("Niet akkoord, op %(day)s, versie %(number)s."),
        Act.Kind.CONSENT: _("Toestemming gegeven op %(day)s, versie %(number)s."),
        Act.Kind.WITHDRAW: _("Toestemming ingetrokken op %(day)s, versie %(number)s."),
    }[Act.Kind(last.kind)] % facts


def list_agreements(user: Any) -> list[Agreement]:
    """Every document that asks or asked something of this person, in the order of the documents."""
    last_acts = {act.text.version.document_id: act for act in list_last_acts(user)}
    versions = Version.objects.in_force().select_related("document").with_titles()
    in_force = {version.document_id: version for version in versions}
    announced = Version.objects.announced().asking().order_by("-number")
    coming = {version.document_id: version for version in announced}
    agreements = []
    for document in Document.objects.exclude(act=Document.Answer.NONE):
        version, last = in_force.get(document.pk), last_acts.get(document.pk)
        if version or last:
            agreements.append(make_agreement(user, document, version, coming.get(document.pk), last))
    return agreements


def make_agreement(
    user: Any, document: Document, version: Version | None, announced: Version | None, last: Act | None
) -> Agreement:
    answers = list_possible_answers(version, last) if version else []
    text = version.find_text(read_language()) if version else last.text  # type: ignore[union-attr]
    wants_token = last is not None and last.kind == Act.Kind.CONSENT
    token = put_withdrawal(text, user) if wants_token else ""
    return Agreement(document, text, version, announced, last, answers, token)


def put_withdrawal(text: VersionText, user: Any) -> str:
    """The token of a form with one button."""
    offered = word_withdrawal()
    answers = [offered.value]
    return issue_token(text=text, wording=offered.wording, answers=answers, place=Act.Place.ACCOUNT, user=user)


def list_last_acts(user: Any) -> Iterable[Act]:
    """The last thing this person did on each document."""
    last = Act.objects.of(user).values("text__version__document").annotate(last=Max("pk")).values("last")
    return Act.objects.filter(pk__in=last).select_related("text__version").without_words()
