from django import template

from members.invoicing.amounts import write_amount

register = template.Library()


@register.filter
def amount(cents: int) -> str:
    """Cents as € 12,50."""
    return write_amount(cents)
