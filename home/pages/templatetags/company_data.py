from django import template
from django.utils.safestring import SafeString

from courses.catalogue.structured import write_data
from home.identity.models import Organisation

from ..company_data import describe_organisation

register = template.Library()


@register.simple_tag
def company_data(organisation: Organisation) -> SafeString:
    return write_data(describe_organisation(organisation))
