"""What the admin says about a version, in its report and on its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from ..acts.asking import list_people_to_ask
from ..models import ActSubject, Version
from ..notices.mailing import NoticeProgress, count_notices
from .evidence import name_accounts
from .tallies import Tally, tally_versions


@dataclass(frozen=True)
class VersionRow:
    version: Version
    tally: Tally
    asked: int | None  # how many people it asked or will ask; None when it asks nobody, or nobody any more
    names: dict[int, str]
    notices: NoticeProgress | None  # of an announced version

    @property
    def progress(self) -> str:
        return describe_notices(self.notices) if self.notices else ""

    @property
    def validity(self) -> str:
        """From when, and how far the mails about that are."""
        return " · ".join(filter(None, (date_format(self.version.effective_from), self.progress)))

    @property
    def change(self) -> str:
        return str(self.version.get_change_display()).partition(":")[0]

    @property
    def title(self) -> str:
        return str(self.version)

    @property
    def share(self) -> str:
        return describe_share(self.tally, self.asked)

    @property
    def publisher(self) -> str:
        return self.names.get(self.version.published_by or 0, "")

    @property
    def approver(self) -> str:
        return self.names.get(self.version.approved_by or 0) or describe_lack_of_approval(self.version)

    @property
    def writers(self) -> str:
        return ", ".join(self.names[number] for number in self.version.written_by)


def describe_share(tally: Tally, asked: int | None) -> str:
    if not asked:
        return str(tally.agreed)
    facts = {"agreed": tally.agreed, "asked": asked, "share": tally.agreed * 100 // asked}
    return gettext("%(agreed)s van %(asked)s (%(share)s%%)") % facts


def describe_notices(notices: NoticeProgress) -> str:
    """Empty when nobody got, or will get, a mail about it."""
    if not any((notices.sent, notices.to_send, notices.refused, notices.uncertain)):
        return ""
    words = gettext("%(sent)s verstuurd, %(to_send)s te gaan, %(refused)s geweigerd, %(uncertain)s onzeker")
    return words % vars(notices)


def describe_lack_of_approval(version: Version) -> str:
    return gettext("niet goedgekeurd (%(road)s)") % {"road": version.get_origin_display()}


def describe_versions(versions: Iterable[Version]) -> list[VersionRow]:
    """The number of queries grows with the versions in force and announced only; `mark_asking` tells these apart."""
    found = list(versions)
    tallies = tally_versions(version.pk for version in found)
    names = name_accounts(
        number for version in found for number in (version.published_by, version.approved_by, *version.written_by)
    )
    return [describe_version(version, tallies[version.pk], names) for version in found]


def describe_version(version: Version, tally: Tally, names: dict[int, str]) -> VersionRow:
    is_announced = version.effective_from > timezone.localdate()
    return VersionRow(
        version, tally, count_asked(version, tally), names, count_notices(version) if is_announced else None
    )


def mark_asking(versions: QuerySet[Version]) -> QuerySet[Version]:
    """`is_asking`: in force or announced, of a document that asks something."""
    asking = (Version.objects.in_force() | Version.objects.announced()).asking()
    return versions.annotate(is_asking=Exists(asking.filter(pk=OuterRef("pk"))))


def count_asked(version: Any, tally: Tally) -> int | None:
    """Who answered this version, and who it still asks; not those whose answer to an earlier one goes on to hold."""
    if not version.is_asking:
        return None
    if version.floor < version.number:
        return tally.agreed + tally.declined + list_people_to_ask(version).count()
    # It asks everybody: then there is no need to look which of a million people answered.
    closed = ActSubject.objects.filter(user__is_active=False, act__text__version=version)
    return get_user_model().objects.filter(is_active=True).count() + closed.values("user").distinct().count()
