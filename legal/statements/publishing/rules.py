"""The rules that the owners set for publishing."""

from ..models.publication import PublicationRules


def load_rules() -> PublicationRules:
    """As the owners saved them; until they do, the strict ones that the model starts with."""
    return PublicationRules.objects.first() or PublicationRules()
