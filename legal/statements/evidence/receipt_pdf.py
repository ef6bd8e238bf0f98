"""The receipt as a document for people; the receipt that a program can check is attached to it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..models import Act
from ..reports.plain_words import write_plainly
from .pdf import Fact, compile_pdf, describe_document, make_fact, name_language, name_version
from .printing import Part, read_parts
from .receipts import write_json

ATTACHED = "receipt.json"


def render_receipt_pdf(receipt: dict[str, Any], language: str, name: str = "") -> bytes:
    """`name` is what the account says of who it is; the ledger knows a number only."""
    with translation.override(language):
        return compile_pdf("receipt.typ", describe_receipt(receipt, language, name), write_json(receipt).decode())


def describe_receipt(receipt: dict[str, Any], language: str, name: str) -> dict[str, Any]:
    words, entry = receipt["text"]["words"], receipt["text"]["entry"]
    title = _("Ontvangstbewijs: %(act)s") % {"act": name_choice(Act.Kind, receipt["act"]["entry"]["act"])}
    sealed_at = datetime.fromisoformat(receipt["seal"]["sealed_at"])
    text_name = name_version(words["title"], entry["version"])
    return describe_document(title, language, sealed_at, f"{title}. {text_name}") | {
        "attachment": {"name": ATTACHED, "description": _("Dit bewijs in een vorm die een programma kan narekenen.")},
        "introduction": introduce(receipt),
        "facts": [*list_act_facts(receipt, name), *list_proof_facts(receipt)],
        "explanation": explain(),
        "text_language": words["language"],
        "text_title": text_name,
        "parts": list(read_parts(words["blocks"], words["snapshot"])),
    }


def name_choice(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def introduce(receipt: dict[str, Any]) -> list[Part]:
    what = _("Hier staat wat er is vastgelegd, op welke tekst en wanneer. De hele tekst staat achteraan.")
    parts: list[Part] = [{"kind": "paragraph", "text": what}]
    if receipt["act"]["person"] is None:
        forgotten = _("Wie dit deed, is gewist. Wat er gebeurde is nog te bewijzen, maar niet meer door wie.")
        parts.append({"kind": "notice", "text": forgotten})
    return parts


def list_act_facts(receipt: dict[str, Any], name: str) -> list[Fact]:
    act, words, entry = receipt["act"]["entry"], receipt["text"]["words"], receipt["text"]["entry"]
    return [
        make_fact(_("Wat"), name_choice(Act.Kind, act["act"])),
        make_fact(_("Tekst"), name_version(words["title"], entry["version"])),
        make_fact(_("Taal"), name_language(words["language"])),
        make_fact(_("Woorden bij de knop of het vakje"), receipt["act"]["wording"]),
        make_fact(_("Wanneer"), show_moment(datetime.fromtimestamp(act["at"], UTC))),
        make_fact(_("Waar"), name_choice(Act.Place, act["place"])),
        *list_person_facts(receipt["act"]["person"], name),
    ]


def list_person_facts(person: dict[str, Any] | None, name: str) -> list[Fact]:
    if person is None:
        return []
    facts = [make_fact(_("Account"), str(person["account"]))]
    if name:
        facts.append(make_fact(_("Naam bij dit account"), write_plainly(name)))
    if person["actor"] is not None:
        facts.append(make_fact(_("Vastgelegd door een medewerker, account"), str(person["actor"])))
        facts.append(make_fact(_("Reden"), person["reason"]))
    return facts


def list_proof_facts(receipt: dict[str, Any]) -> list[Fact]:
    seal, act = receipt["seal"], receipt["act"]
    return [
        make_fact(_("SHA-256 van de tekst"), receipt["text"]["entry"]["sha256"], is_code=True),
        make_fact(_("Kenmerk van deze handeling"), act["entry"]["entry"], is_code=True),
        make_fact(_("Plaats in het grootboek"), str(act["proof"]["index"])),
        make_fact(_("Aantal regels onder het zegel"), str(seal["size"])),
        make_fact(_("Verzegeld"), show_moment(datetime.fromisoformat(seal["sealed_at"]))),
        make_fact(_("Wortel van het zegel"), seal["root"], is_code=True),
        make_fact(_("Sleutel van het zegel"), seal["key"], is_code=True),
    ]


def show_moment(moment: datetime) -> str:
    """In Amsterdam for people, and in UTC as it is on record."""
    return f"{date_format(localtime(moment), 'DATETIME_FORMAT')} ({moment:%Y-%m-%d %H:%M:%S} UTC)"


def explain() -> list[Part]:
    return [
        {"kind": "heading", "text": _("Zo reken je dit na")},
        {"kind": "steps", "items": list_steps()},
        {"kind": "heading", "text": _("Wat dit niet bewijst")},
        {
            "kind": "bullets",
            "items": [
                _("Dat de tijd klopt. Die komt van onze eigen klok."),
                _("Welk mens een account gebruikt."),
                _("Dat er verder niets is gebeurd."),
            ],
        },
    ]


def list_steps() -> list[str]:
    program, seals = (f"{settings.SITE_URL}{reverse(name)}" for name in ("ledger:verifier", "ledger:seals"))
    return [
        _("Bij dit pdf-bestand zit een bijlage: %(name)s. Sla die op.") % {"name": ATTACHED},
        _("Haal verify_receipt.py van %(address)s. Je hebt alleen Python nodig.") % {"address": program},
        _("Start: python verify_receipt.py %(name)s") % {"name": ATTACHED},
        _("Vergelijk het zegel met een zegel dat je elders bewaart, of op %(address)s.") % {"address": seals},
    ]
