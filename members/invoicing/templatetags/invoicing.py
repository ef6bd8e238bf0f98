from django import template

from members.invoicing.amounts import write_amount
from members.invoicing.issuer import read_issuer

register = template.Library()
register.simple_tag(read_issuer, name="issuer")


@register.filter
def amount(cents: int) -> str:
    """Cents as € 12,50."""
    return write_amount(cents)
