"""The stand-in for VIES exists only where the settings say so."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import django
from django.conf import settings
django.setup()
settings.PAYMENT_SANDBOX = False
import members.invoicing.vat.sandbox
"""


def test_a_site_that_sells_cannot_even_import_it() -> None:
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "werkflippen.settings.test", "PYTHONPATH": path}
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "ImproperlyConfigured: The sandbox of VIES is for the demo and the tests" in result.stderr
