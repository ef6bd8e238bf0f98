"""What the statements fill in at lower floors, where an interface waits for it, and what they listen to."""

from django.contrib.auth import get_user_model
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail.signals import pre_page_move

from home.freshness.watching import watch
from legal.ledger.verifying import register_check, register_entries
from legal.ledger.witnesses import register_witnesses

from .acts.forgetting import forget_deleted_account
from .checking import (
    find_answers_of_nobody,
    find_answers_of_others,
    find_answers_to_other_texts,
    find_changed_pages,
    find_versions_without_text,
)
from .entries import read_act_entries, read_redaction_entries, read_text_entries
from .models import Document, LegalIndexPage, LegalPage, Version, VersionText
from .notices.controllers import list_addresses
from .publishing.keeping import refuse_deletion, refuse_move, refuse_purge
from .writing.contact import read_controllers
from .writing.lines import CONTROLLERS
from .writing.registers import register_snapshot


def register_everywhere() -> None:
    register_at_the_ledger()
    register_snapshot(CONTROLLERS, _("Wie wij zijn"), read_controllers, "blocks/statement_contact.html")
    watch(Document, Version, VersionText)
    pre_delete.connect(forget_deleted_account, get_user_model(), dispatch_uid="statements.forgetting")
    keep_legal_pages()


def register_at_the_ledger() -> None:
    register_entries("text", read_text_entries)
    register_entries("act", read_act_entries)
    register_entries("redaction", read_redaction_entries)
    for check in (
        find_answers_of_others,
        find_answers_to_other_texts,
        find_answers_of_nobody,
        find_versions_without_text,
        find_changed_pages,
    ):
        register_check(check)
    register_witnesses(list_addresses)


def keep_legal_pages() -> None:
    pre_delete.connect(refuse_deletion, LegalPage)
    pre_delete.connect(refuse_purge, Revision)
    pre_page_move.connect(refuse_move, LegalPage)
    pre_page_move.connect(refuse_move, LegalIndexPage)
