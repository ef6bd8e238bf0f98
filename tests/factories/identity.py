"""Who we are, as the owners fill it in."""

from typing import Any

from home.identity.models import Organisation
from tests.page_forms import read_form
from tests.visiting import Client

FIRST = {
    "name": "Eerste Zaak B.V.",
    "kvk": "12345678",
    "vat_number": "NL123456782B90",
    "iban": "NL91ABNA0417164300",
    "invoice_email": "rekening@eerste.example",
    "is_issuer": "on",
}
SECOND = {
    "name": "Tweede Zaak",
    "kvk": "87654321",
    "vat_number": "NL987654321B94",
    "street": "Zijweg 2",
    "postal_code": "2345 BC",
    "city": "Leiden",
}
OURSELVES = {
    "name": "Papierboot",
    "email": "hallo@papierboot.example",
    "street": "Kade 1",
    "postal_code": "1234 AB",
    "city": "Delft",
    "country": "Nederland",
}


def fill_in(owner: Client, *companies: dict[str, str], **fields: str) -> Any:
    """Sends the form with these companies, those that are there by their place; what is not said is left empty."""
    path = owner.get("/admin/settings/identity/organisation/")["Location"]
    keys = [str(pk) for pk in Organisation.load().controllers.values_list("pk", flat=True)]
    facts = dict.fromkeys(read_form(owner.get(path), path).fields, "") | OURSELVES | fields
    rows = max(len(companies), len(keys))
    facts |= {"controllers-TOTAL_FORMS": str(rows), "controllers-INITIAL_FORMS": str(len(keys))}
    for place in range(rows):
        company = companies[place] if place < len(companies) else {"DELETE": "on"}
        key = keys[place] if place < len(keys) else ""
        row = {"id": key, "ORDER": str(place + 1), **company}
        facts |= {f"controllers-{place}-{name}": value for name, value in row.items()}
    return owner.post(path, facts)
