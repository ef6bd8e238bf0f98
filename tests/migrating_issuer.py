"""Who sold, as it was kept before the companies had it, and the way there and back; see test_migrations.py."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = "0001_keep_the_invoice_book", "0003_keep_only_the_rules"
ADDRESS = {"street": "Kade 1", "postal_code": "1234 AB", "city": "Delft"}
NUMBERS = {"kvk": "12345678", "vat_number": "NL123456782B90", "iban": "NL91ABNA0417164300"}
ISSUER = {"legal_name": "Eerste B.V.", "email": "rekening@eerste.example", "series": "AT", **NUMBERS}
OUR_MAIL = "hallo@boot.example"
KVK, IBAN, MAIL = NUMBERS["kvk"], NUMBERS["iban"], ISSUER["email"]
ZERO = ("Nul", False, "", "", "", "", "0@zegels.example")


def migrate_to(name: str) -> Any:
    """The models as they were then. Without what the command does besides, eight times."""
    MigrationExecutor(connection).migrate([("invoicing", name)])
    state = [("invoicing", name), ("identity", "0003_keep_what_the_law_asks_of_companies")]
    return MigrationExecutor(connection).loader.project_state(state).apps


def fill_in(models: Any, companies: list[str], **issuer: str) -> None:
    Organisation, Controller = (models.get_model("identity", name) for name in ("Organisation", "Controller"))
    Controller.objects.all().delete()
    ours, _made = Organisation.objects.update_or_create(pk=1, defaults=ADDRESS | {"email": OUR_MAIL, "name": "Boot"})
    for place, name in enumerate(companies):
        Controller.objects.create(organisation=ours, name=name, email=f"{place}@zegels.example", sort_order=place)
    models.get_model("invoicing", "Issuer").objects.all().delete()
    models.get_model("invoicing", "Issuer").objects.create(**issuer)


def list_companies(models: Any) -> list[tuple[Any, ...]]:
    columns = ("name", "is_issuer", "kvk", "iban", "street", "invoice_email", "email")
    return list(models.get_model("identity", "Controller").objects.order_by("sort_order").values_list(*columns))


def read_issuer(models: Any) -> dict[str, str]:
    facts = models.get_model("invoicing", "Issuer").objects.values(*ISSUER, *ADDRESS).get()
    return dict(facts)


def name_a_company_a_little_otherwise() -> None:
    """One is there, at our own address."""
    fill_in(migrate_to(BEFORE), ["Nul", "eerste bv"], **ISSUER, **ADDRESS | {"postal_code": "1234ab"})
    models = migrate_to(AFTER)
    assert list_companies(models) == [ZERO, ("eerste bv", True, KVK, IBAN, "", MAIL, "1@zegels.example")]
    assert models.get_model("invoicing", "InvoicingRules").objects.get().series == "AT"
    issuer = read_issuer(migrate_to(BEFORE))
    assert issuer == ISSUER | ADDRESS | {"legal_name": "eerste bv"}, issuer


def name_a_company_that_is_not_there() -> None:
    """And it is somewhere else."""
    fill_in(migrate_to(BEFORE), ["Nul"], **ISSUER, **ADDRESS | {"street": "Kade 12"})
    companies = list_companies(migrate_to(AFTER))
    assert companies[1:] == [("Eerste B.V.", True, KVK, IBAN, "Kade 12", MAIL, "")], companies
    issuer = read_issuer(migrate_to(BEFORE))
    assert issuer == ISSUER | ADDRESS | {"street": "Kade 12"}, issuer


def name_neither_of_two_companies() -> None:
    """No third one becomes a controller unasked."""
    fill_in(migrate_to(BEFORE), ["Nul", "Een"], **ISSUER)
    with pytest.raises(RuntimeError, match=r"none is called Eerste B\.V\."):
        migrate_to(AFTER)


def leave_the_form_half_way() -> None:
    """Nobody could sell, and nobody can."""
    fill_in(migrate_to(BEFORE), [], **ISSUER | {"legal_name": "", "email": OUR_MAIL})
    companies = list_companies(migrate_to(AFTER))
    assert companies == [("Boot", False, KVK, IBAN, "", "", "")], companies
    assert read_issuer(migrate_to(BEFORE))["legal_name"] == ""


def leave_the_form_empty() -> None:
    fill_in(migrate_to(BEFORE), ["Nul"])
    companies = list_companies(migrate_to(AFTER))
    assert companies == [ZERO], companies


CASES = (
    name_a_company_a_little_otherwise,
    name_a_company_that_is_not_there,
    name_neither_of_two_companies,
    leave_the_form_half_way,
    leave_the_form_empty,
)


def move_there_and_back() -> None:
    for case in CASES:
        case()
