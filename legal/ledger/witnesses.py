"""Seals go by mail to people who keep them: then no copy of them lies only with us."""

import json
import smtplib
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Position, Seal, SealMail
from .sealing import PROMPT_KINDS
from .signing import describe_seal

_sources: list[Callable[[], list[str]]] = []


def register_witnesses(list_addresses: Callable[[], list[str]]) -> None:
    """Tell the ledger where the e-mail addresses of those who keep seals can be read."""
    if list_addresses not in _sources:
        _sources.append(list_addresses)


def list_witnesses() -> list[str]:
    return sorted({address for list_addresses in _sources for address in list_addresses()})


def mail_seals() -> Iterator[str]:
    """Mail the newest seal when it must be; a line when the mail server refuses, and then the next run tries again."""
    seal = find_seal_to_mail()
    addresses = list_witnesses()
    if seal is None or not addresses or not claim(seal):
        return
    refusals = [refusal for address in addresses if (refusal := send_seal(seal, address))]
    if len(refusals) == len(addresses):  # nobody has it: it has not been sent
        SealMail.objects.filter(seal=seal).delete()
    if refusals:
        yield f"Seal {seal.pk} was not mailed to {len(refusals)} of {len(addresses)} addresses: {refusals[0]}"


def find_seal_to_mail() -> Seal | None:
    """The newest seal, when it covers what others may rely on and no mailed seal does, or is the first of the day."""
    newest = Seal.objects.select_related("key").last()
    sent = SealMail.objects.select_related("seal").order_by("seal_id").last()
    if newest is None or (sent and sent.seal_id == newest.pk):
        return None
    if sent is None or timezone.localdate(sent.sent_at) != timezone.localdate():
        return newest
    news = Position.objects.filter(index__gte=sent.seal.size, index__lt=newest.size, leaf__kind__in=PROMPT_KINDS)
    return newest if news.exists() else None


def claim(seal: Seal) -> bool:
    """Before it is sent, so that two runs at the same moment do not both send it."""
    try:
        with transaction.atomic():
            SealMail.objects.create(seal=seal, sent_at=timezone.now())
    except IntegrityError:
        return False
    return True


def send_seal(seal: Seal, address: str) -> str:
    written = json.dumps(describe_seal(seal), indent=2, sort_keys=True)
    page = settings.SITE_URL + reverse("ledger:seals")
    facts = {"size": seal.size, "written": written, "page": page}
    subject = _("Bewaar dit zegel van het grootboek (%(size)d regels)")
    return mail_witness(address, subject=subject, template="ledger/mail/seal.txt", facts=facts)


def mail_witness(address: str, *, subject: Promise, template: str, facts: dict[str, object]) -> str:
    """Why the mail server refused it, without the address; or nothing. In the site's own language."""
    with translation.override(settings.LANGUAGE_CODE):
        mail = EmailMessage(str(subject) % facts, render_to_string(template, facts), to=[address])
    try:
        mail.send()
    except (OSError, smtplib.SMTPException) as error:
        return type(error).__name__
    return ""
