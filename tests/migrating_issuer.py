"""Who sold, as it was kept before the companies had it, and the way there and back; see test_migrations.py."""

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = "0001_keep_the_invoice_book", "0003_keep_only_the_rules"
ADDRESS = {"street": "Kade 1", "postal_code": "1234 AB", "city": "Delft"}
NUMBERS = {"kvk": "12345678", "vat_number": "NL123456782B90", "iban": "NL91ABNA0417164300"}
ISSUER = {"legal_name": "Eerste B.V.", "email": "rekening@eerste.example", "series": "AT", **NUMBERS}
OUR_MAIL = "hallo@boot.example"


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


def move_there_and_back() -> None:
    kvk, iban, mail = NUMBERS["kvk"], NUMBERS["iban"], ISSUER["email"]
    models = migrate_to(BEFORE)

    # A company of that name is there, written a little otherwise, at our own address.
    fill_in(models, ["Nul", "eerste bv"], **ISSUER, **ADDRESS | {"postal_code": "1234ab"})
    models = migrate_to(AFTER)
    zero = ("Nul", False, "", "", "", "", "0@zegels.example")
    assert list_companies(models) == [zero, ("eerste bv", True, kvk, iban, "", mail, "1@zegels.example")]
    assert models.get_model("invoicing", "InvoicingRules").objects.get().series == "AT"
    models = migrate_to(BEFORE)
    assert read_issuer(models) == ISSUER | ADDRESS | {"legal_name": "eerste bv"}, read_issuer(models)

    # None has its name, and it is somewhere else.
    fill_in(models, ["Nul", "Een"], **ISSUER, **ADDRESS | {"street": "Kade 12"})
    models = migrate_to(AFTER)
    assert list_companies(models)[2:] == [("Eerste B.V.", True, kvk, iban, "Kade 12", mail, "")]
    models = migrate_to(BEFORE)
    assert read_issuer(models) == ISSUER | ADDRESS | {"street": "Kade 12"}, read_issuer(models)

    # The form was left half-way: nobody could sell, and nobody can.
    fill_in(models, [], **ISSUER | {"legal_name": "", "email": OUR_MAIL})
    models = migrate_to(AFTER)
    assert list_companies(models) == [("Boot", False, kvk, iban, "", "", "")], list_companies(models)
    models = migrate_to(BEFORE)
    assert read_issuer(models)["legal_name"] == ""

    fill_in(models, ["Nul"])
    models = migrate_to(AFTER)
    assert list_companies(models) == [zero]
