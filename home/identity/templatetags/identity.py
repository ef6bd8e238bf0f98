"""What we are called, for mails: they are made without a request, so they have no `organisation`."""

from django import template

from ..naming import name_company

register = template.Library()
register.simple_tag(name_company)
