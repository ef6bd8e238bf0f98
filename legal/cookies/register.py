"""The register of cookies, as a legal text shows it: each purpose with its cookies, who places them and how long."""

from django.utils.translation import gettext as _

from legal.statements.writing.registers import Table

from .purposes import Purpose, read_purposes


def read_cookies(language: str) -> list[Table]:
    return [describe(purpose.translate()) for purpose in read_purposes()]


def describe(purpose: Purpose) -> Table:
    return {
        "title": purpose.name,
        "text": purpose.description,
        "columns": [_("Cookie"), _("Waarvoor"), _("Van wie"), _("Hoe lang")],
        "rows": [[cookie.name, cookie.description, cookie.provider, cookie.kept_for] for cookie in purpose.cookies],
    }
