"""Whoever visits the site in a test."""

from django.test import Client as DjangoClient


class Client(DjangoClient):
    """Django's client: one browser, with its own cookies."""
