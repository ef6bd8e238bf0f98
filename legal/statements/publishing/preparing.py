"""What publishing a draft would do, told before somebody does it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail.permissions import page_permission_policy

from ..acts.asking import list_people_to_ask
from ..languages import PREVAILING_LANGUAGE
from ..models import Document, LegalPage, PublicationRules, Version, VersionText
from ..writing.rendering import RenderedText, render_page
from .effective_dates import find_earliest_day, find_publication_day
from .faults import find_newest_text, find_publication_faults, is_unchanged
from .four_eyes import Signatures, find_former, has_changed_since, read_drafts, sign
from .rules import load_rules
from .versioning import asks_everybody, find_floor

MOST_NAMES = 10


class Preparation:
    """The newest saved draft of `page`, as `user` would publish it now. Each fact is only looked up when asked for."""

    def __init__(self, page: LegalPage, user: Any) -> None:
        self.page = LegalPage.objects.select_related("document", "locale", "latest_revision").get(pk=page.pk)
        self.user = user
        self.revision: Revision | None = self.page.latest_revision
        self.draft: LegalPage = self.revision.as_object() if self.revision else self.page

    @cached_property
    def rules(self) -> PublicationRules:
        return load_rules()

    @cached_property
    def rendered(self) -> RenderedText:
        return render_page(self.draft)

    @cached_property
    def language(self) -> str:
        return str(dict(settings.LANGUAGES)[self.rendered.language]).lower()

    @cached_property
    def last(self) -> Version | None:
        return self.draft.document.versions.order_by("-number").first()

    @cached_property
    def published(self) -> VersionText | None:
        """The newest text on record in this language, of whichever version."""
        texts = VersionText.objects.filter(version__document=self.draft.document, language=self.rendered.language)
        return texts.select_related("version").order_by("-version__number", "-edition").first()

    @property
    def former_approver(self) -> str:
        """Nobody for what was imported, or published while four eyes were off."""
        account = self.published.approved_by if self.published else None
        return list_names([account])[0] if account else ""

    @cached_property
    def is_unchanged(self) -> bool:
        newest = find_newest_text(self.last, self.rendered.language)
        return newest is not None and is_unchanged(newest, self.rendered)

    @property
    def is_version(self) -> bool:
        """A translation belongs to a version that is there already."""
        return self.rendered.language == PREVAILING_LANGUAGE and not self.is_unchanged

    @property
    def number(self) -> int:
        last = self.last.number if self.last else 0
        return last + 1 if self.is_version else max(last, 1)

    @property
    def edition(self) -> int:
        newest = find_newest_text(self.last, self.rendered.language)
        return newest.edition + 1 if newest else 1

    @property
    def meaning(self) -> str:
        """What its class of change does."""
        if self.draft.document.act == Document.Answer.NONE:
            return _("Dit document vraagt niemand iets.")
        if asks_everybody(self.draft, self.last):
            return _("Wie eerder antwoordde, krijgt de vraag opnieuw.")
        return _("Wie eerder antwoordde, hoeft dat niet opnieuw te doen.")

    @cached_property
    def earliest_day(self) -> date:
        return find_earliest_day(self.draft, self.last, self.rules.notice_days)

    @property
    def planned_at(self) -> datetime | None:
        moment = self.draft.go_live_at
        return timezone.localtime(moment) if moment and moment > timezone.now() else None

    @cached_property
    def faults(self) -> dict[str, str]:
        return find_publication_faults(self.draft)

    @cached_property
    def people(self) -> int:
        """How many this version will ask."""
        return self.count_people(find_floor(self.draft, self.last, self.number))

    @cached_property
    def newcomers(self) -> int:
        """How many of them never answered any version."""
        return self.count_people(0)

    def count_people(self, floor: int) -> int:
        day = self.draft.effective_from or self.earliest_day
        version = Version(document=self.draft.document, number=self.number, floor=floor, effective_from=day)
        return list_people_to_ask(version).count()

    @property
    def mails_on(self) -> date | None:
        """Mails go ahead of a version that asks everybody again; on the day itself the site asks."""
        day, first_day = self.draft.effective_from, find_publication_day(self.draft)
        if not day or day <= first_day or not asks_everybody(self.draft, self.last) or not self.people:
            return None
        return max(first_day, day - timedelta(days=self.rules.notice_days))

    @property
    def missing_languages(self) -> list[str]:
        return [str(name) for code, name in settings.LANGUAGES if code != PREVAILING_LANGUAGE]

    @cached_property
    def signatures(self) -> Signatures:
        """As they would be if this person published."""
        former = find_former(self.page)
        drafts = read_drafts(self.page, self.revision.pk, former.revision) if self.revision else []
        return sign(self.page, self.rendered, drafts, former, self.user.pk)

    @property
    def writers(self) -> list[str]:
        return list_names(self.signatures.writers)

    @property
    def approver(self) -> str:
        """A colleague who approved already."""
        account = self.signatures.approver
        return list_names([account])[0] if account and account != self.user.pk else ""

    @property
    def may_approve(self) -> bool:
        return self.signatures.approver == self.user.pk

    @property
    def needs_colleague(self) -> bool:
        return self.rules.four_eyes and not self.is_unchanged and self.signatures.approver is None

    @property
    def is_in_review(self) -> bool:
        """A colleague can approve these very words; what changed since has to be handed in again."""
        state = self.page.current_workflow_task_state
        return self.page.workflow_in_progress and not has_changed_since(self.page, state.revision_id)

    @property
    def colleagues(self) -> list[str]:
        people = page_permission_policy.users_with_permission_for_instance("publish", self.page)
        others = people.filter(is_active=True).exclude(pk__in=self.signatures.writers)
        return list_names(list(others.values_list("pk", flat=True)[:MOST_NAMES]))


def list_names(accounts: list[int]) -> list[str]:
    """By name, or by number when the account is gone."""
    people = get_user_model().objects.in_bulk(accounts)
    return [
        people[account].get_full_name() if account in people else _("account %(number)s") % {"number": account}
        for account in accounts
    ]
