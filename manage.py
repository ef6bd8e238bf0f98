#!/usr/bin/env python
"""The command line of the site; `site/` holds the project package (settings, addresses, server entry)."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkflippen.settings.demo")
    execute_from_command_line(sys.argv)
