"""The register of who is responsible: both controllers and how to reach them, as the owners keep it."""

from django.utils.translation import gettext as _

from home.identity.models import Organisation

from .registers import Table


def read_controllers(language: str) -> list[Table]:
    organisation = Organisation.load()
    names = [controller.name for controller in organisation.controllers.all()] or [organisation.name]
    town = " ".join(filter(None, (organisation.postal_code, organisation.city)))
    address = ", ".join(filter(None, (organisation.street, town, organisation.country if town else "")))
    facts = {
        _("Wie verantwoordelijk is"): _(" en ").join(names),
        _("Postadres"): address,
        _("E-mailadres"): organisation.email,
    }
    known = {name: fact for name, fact in facts.items() if fact}
    return [{"title": "", "text": "", "columns": list(known), "rows": [list(known.values())]}]
