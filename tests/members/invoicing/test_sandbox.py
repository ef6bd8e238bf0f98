"""The stand-in for VIES exists only where the settings say so, and those of the public site never do."""

import os
import subprocess
import sys

from tests.test_production_settings import EXAMPLE, ROOT

PROGRAM = """
import django
from django.conf import settings
django.setup()
print(settings.PAYMENT_SANDBOX, settings.VIES_URL)
import members.invoicing.vat.sandbox
"""


def test_the_public_site_asks_the_commission_and_cannot_even_import_the_sandbox() -> None:
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": path, **EXAMPLE}
    result = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.stdout == "False https://ec.europa.eu/taxation_customs/vies/rest-api\n"
    assert result.returncode == 1
    assert "ImproperlyConfigured: The sandbox of VIES is for the demo and the tests" in result.stderr
