"""What the statistics fill in elsewhere: a page of the member's account, and what `manage.py check` looks at."""

from django.core.checks import Tags, register
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from legal.statements.acts.open_pages import keep_open
from members.accounts.own_page import AccountPage, Group, Text, account_pages

from .checks import check_address, check_provider_is_declared
from .objecting import has_objected

COUNTED = _("Je telt mee als je cookies voor meetellen accepteert.")
NOT_COUNTED = _("We tellen je bezoek niet mee.")


def describe(request: HttpRequest) -> Text:
    return NOT_COUNTED if has_objected(request.user) else COUNTED


def register_everywhere() -> None:
    account_pages.add(AccountPage("own_visits:choose", 150, Group.PERSON, _("Meetellen"), describe))
    register(check_address)
    register(check_provider_is_declared, Tags.database)
    keep_open("own_visits")  # to object needs no answer first
