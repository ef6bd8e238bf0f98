"""A Mollie on this machine: its v2 API as far as this site uses it, its test screen and its webhooks.

Only where nobody can pay for real: importing any of it raises `ImproperlyConfigured` unless PAYMENT_SANDBOX is True.
What it does follows Mollie's published description (github.com/mollie/openapi) and docs.mollie.com. In two things it is
stricter, so that a slip of ours is found here and not with Mollie: it refuses what it does not know, and a description
that Mollie would cut short.
"""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if getattr(settings, "PAYMENT_SANDBOX", False) is not True:
    raise ImproperlyConfigured("The payment sandbox is for demo, development and tests: PAYMENT_SANDBOX is not True.")
