"""The answers that a text can get: the buttons below it. The words on them are part of the record."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Act, Document, Version

LATER = "later"


@dataclass(frozen=True)
class Answer:
    """A button: its value in the form and the words on it."""

    value: str
    wording: str


def list_answers(document: Document) -> list[Answer]:
    """What somebody can say who was not asked before."""
    if document.act == Document.Answer.ACCEPT:
        return [Answer(Act.Kind.ACCEPT, _("Akkoord")), Answer(Act.Kind.DECLINE, _("Niet akkoord"))]
    if document.act == Document.Answer.CONSENT:
        return [Answer(Act.Kind.CONSENT, _("Ja, dat mag")), Answer(Act.Kind.DECLINE, _("Nee, liever niet"))]
    return [Answer(Act.Kind.ACKNOWLEDGE, _("Gezien"))]


def list_gate_answers(document: Document) -> list[Answer]:
    """A statement asks for no decision, so it can wait. Consent has two answers that weigh the same."""
    later = [Answer(LATER, _("Later"))] if document.act == Document.Answer.ACKNOWLEDGE else []
    return list_answers(document) + later


def list_possible_answers(version: Version, last: Act | None) -> list[Answer]:
    """What somebody can say on their own page, after what they said last."""
    every = list_answers(version.document)
    if last is None:
        return every
    is_open = is_owed(version, last)
    if last.kind == Act.Kind.CONSENT:
        return (every[:1] if is_open else []) + [word_withdrawal()]
    if last.kind == Act.Kind.WITHDRAW and not is_open:
        return every[:1]
    return [answer for answer in every if is_open or answer.value != last.kind]


def word_withdrawal() -> Answer:
    return Answer(Act.Kind.WITHDRAW, _("Trek mijn toestemming in"))


def is_owed(version: Version, last: Act | None) -> bool:
    """Whether this version asks again after that answer."""
    return last is None or last.text.version.number < version.floor


def join_wordings(answers: list[Answer]) -> str:
    """The words beside which somebody chose, as the record keeps them."""
    return " / ".join(answer.wording for answer in answers)
