"""A colleague puts on record what a person said or wrote to us. The record names the colleague and the reason."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from ..models import Act, Document, VersionText
from ..permissions import may_act_for
from .accepting import FITTING_ACTS, ShownText, UnfittingAct, record_act

MOST_LETTERS = 500


def act_for_person(*, actor: Any, user: Any, text: VersionText, kind: str, reason: str) -> Act:
    """The act, with the colleague and the reason bound into its commitment; done twice, it is on record once.

    Raises `PermissionDenied` for who may not act for this person, `ValidationError` for a reason that is none, and
    `UnfittingAct` when the text does not apply now or asks for no such act.
    """
    if not may_act_for(actor, user):
        raise PermissionDenied
    validate_reason(reason)
    if not is_in_force(text):
        raise UnfittingAct(f"{text} does not apply")
    asks = Document.Answer(text.version.document.act)
    shown = ShownText(text, word_confirmation(), Act.Place.STAFF, frozenset(FITTING_ACTS[asks]))
    return record_act(user=user, shown=shown, kind=kind, actor=actor, reason=reason)


def is_in_force(text: VersionText) -> bool:
    """An edition that was corrected since is no longer what people read."""
    version = text.version.document.versions.in_force().first()
    return version is not None and version.find_text(text.language) == text


def word_confirmation() -> str:
    """What the colleague confirms. The record keeps these words where it keeps those on a button else."""
    return _("Ik bevestig dat deze persoon dit zelf heeft gezegd of geschreven en deze tekst kon lezen.")


def validate_reason(reason: str) -> None:
    """One line of plain text: no line breaks, no control characters, nothing that turns the line around."""
    if not reason.strip():
        raise ValidationError(_("Schrijf op waarom je dit voor deze persoon vastlegt."))
    if len(reason) > MOST_LETTERS:
        raise ValidationError(_("Houd de reden korter: hoogstens %(number)s tekens.") % {"number": MOST_LETTERS})
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} for letter in reason):
        raise ValidationError(_("Schrijf de reden op één regel, zonder bijzondere tekens."))
