"""Where the controllers can be reached."""

from home.identity.models import Organisation


def list_addresses() -> list[str]:
    """Of each controller; of one without an address, and when there are none, that of the organisation."""
    organisation = Organisation.load()
    addresses = [controller.email for controller in organisation.controllers.all()] or [""]
    return sorted({address or organisation.email for address in addresses} - {""})
