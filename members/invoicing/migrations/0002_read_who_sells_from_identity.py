"""Who sends the invoices was kept here and, with other words, among the companies of the organisation. It moves there:
to the company of that name, or to a new one behind the others. What a company has of its own there stays.
"""

from django.db import migrations

NUMBERS = ("kvk", "vat_number", "iban")
ADDRESS = ("street", "postal_code", "city")
KEPT = ("legal_name", "email", *ADDRESS, *NUMBERS)
ADVICE = "Give one of them that name under 'Wie wij zijn', or remove one, with the former release; then migrate again."


def compare_names(text):
    """So that "Voorbeeld B.V." and "Voorbeeld bv" are one company."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def read_address(row):
    """So that 1234AB and 1234 ab are one postal code."""
    return row.street.strip().casefold(), "".join(row.postal_code.split()).casefold(), row.city.strip().casefold()


def move_to_identity(apps, schema_editor):
    issuer = apps.get_model("invoicing", "Issuer").objects.first()
    if issuer is None or not any(getattr(issuer, name) for name in KEPT):
        return
    organisation, _made = apps.get_model("identity", "Organisation").objects.get_or_create()
    # A form that was left half-way may have no name. Nobody can sell with that: then nobody sends the invoices yet.
    company = find_company(apps, organisation, issuer.legal_name or organisation.name)
    company.is_issuer = bool(issuer.legal_name)
    for name in NUMBERS:
        setattr(company, name, getattr(issuer, name))
    if read_address(issuer) != read_address(organisation):
        for name in ADDRESS:
            setattr(company, name, getattr(issuer, name))
    company.invoice_email = issuer.email if issuer.email != organisation.email else ""
    company.save()


def find_company(apps, organisation, name):
    Controller = apps.get_model("identity", "Controller")
    companies = list(Controller.objects.filter(organisation=organisation).order_by("sort_order", "pk"))
    same = [company for company in companies if compare_names(company.name) == compare_names(name)]
    if len(companies) > 1 and not same:  # a third would be in public who decides about people's data (GDPR art. 26)
        raise RuntimeError(f"Two companies are kept, and none is called {name}, as the seller on invoices is. {ADVICE}")
    return same[0] if same else Controller(organisation=organisation, name=name, sort_order=len(companies))


def move_back(apps, schema_editor):
    companies = apps.get_model("identity", "Controller").objects.order_by("-is_issuer", "sort_order", "pk")
    company = next((one for one in companies if one.is_issuer or any(getattr(one, name) for name in NUMBERS)), None)
    if company is None:
        return
    organisation = company.organisation
    issuer = apps.get_model("invoicing", "Issuer").objects.first() or apps.get_model("invoicing", "Issuer")()
    place = company if any(getattr(company, name) for name in ADDRESS) else organisation
    issuer.legal_name = company.name if company.is_issuer else ""
    issuer.email = company.invoice_email or organisation.email
    for name in NUMBERS:
        setattr(issuer, name, getattr(company, name))
    for name in ADDRESS:
        setattr(issuer, name, getattr(place, name))
    issuer.save()


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0003_keep_what_the_law_asks_of_companies"),
        ("invoicing", "0001_keep_the_invoice_book"),
    ]

    operations = [migrations.RunPython(move_to_identity, move_back)]
