"""Prices in templates: in whole cents, as everywhere."""

from django import template

from ..prices import say_price, write_price, write_rate, write_term

register = template.Library()
register.filter("price", write_price)
register.filter("spoken_price", say_price)
register.filter("rate", write_rate)
register.filter("term", write_term)
