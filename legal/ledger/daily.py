"""The verification of each day: kept for a month, and told to the witnesses when it finds a fault."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Verification
from .rotating import lock_ledger
from .verifying import Report, verify_everything
from .witnesses import list_witnesses, mail_witness

KEPT = timedelta(days=30)
MOST_MAILED = 50  # lines; the row has all of them


def verify_daily() -> Iterator[str]:
    """The faults of today, once a day; and a line for every address that did not take the mail about them."""
    if is_verified_today():
        return
    try:
        report = verify_everything()
    except (ImproperlyConfigured, DatabaseError) as error:
        yield f"The ledger was not verified: {error}"
        return
    if not record_verification(report) or not report.faults:
        return
    yield from (f"The ledger: {fault}" for fault in report.faults)
    refusals = [refusal for address in list_witnesses() if (refusal := send_faults(report, address))]
    if refusals:
        yield f"The faults of the ledger were not mailed to {len(refusals)} addresses: {refusals[0]}"


def is_verified_today() -> bool:
    newest = Verification.objects.first()
    return newest is not None and timezone.localdate(newest.checked_at) == timezone.localdate()


def record_verification(report: Report) -> bool:
    """False when another run was first. Those of more than a month ago go."""
    now = timezone.now()
    with transaction.atomic():
        lock_ledger()
        if is_verified_today():
            return False
        Verification.objects.filter(checked_at__lt=now - KEPT).delete()
        Verification.objects.create(checked_at=now, size=report.size, root=report.root.hex(), faults=report.faults)
    return True


def send_faults(report: Report, address: str) -> str:
    rest = max(len(report.faults) - MOST_MAILED, 0)
    facts = {"faults": report.faults[:MOST_MAILED], "rest": rest, "size": report.size, "root": report.root.hex()}
    subject = _("Het grootboek klopt niet meer")
    return mail_witness(address, subject=subject, template="ledger/mail/faults.txt", facts=facts)
