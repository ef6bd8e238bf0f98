"""The house stands as the design drew it, and the checks that say so would notice if it did not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import architecture

ROOT = Path(__file__).resolve().parents[1]
CHECKS = [
    architecture.find_wrong_directions,
    architecture.find_imports_in_functions,
    architecture.find_cycles,
    architecture.find_apps_without_a_floor,
    architecture.find_wrong_things_in_site,
    architecture.find_empty_names,
    architecture.find_generated_migration_names,
    architecture.find_long_files,
    architecture.find_forms_without_a_token,
]
BREACHES = {
    "an app imports from a higher floor": {"legal/ledger/sealing.py": "from members.accounts.models import User\n"},
    "an app imports from its own floor": {"legal/cookies/views.py": "import members.accounts.models\n"},
    "an app is imported by its folder": {"courses/models.py": "from home import pages\n"},
    "an app imports upward by dots": {"legal/ledger/sealing.py": "from ..statements import models\n"},
    "an app knows the site": {"courses/models.py": "from werkflippen.settings import base\n"},
    "a type from a higher floor": {"legal/ledger/sealing.py": "if TYPE_CHECKING:\n    import courses.models\n"},
    "an import hides in a function": {"courses/views.py": "def show():\n    from members.membership import access\n"},
    "an import hides in a method": {"courses/views.py": "class A:\n    def b(self):\n        import legal.ledger\n"},
    "two modules need each other": {"courses/a.py": "from courses import b\n", "courses/b.py": "from .a import x\n"},
    "a folder without a floor": {"members/surprise/models.py": ""},
    "site becomes a package": {"site/__init__.py": ""},
    "a loose module in site": {"site/urls.py": ""},
    "a name that says nothing": {"courses/utils.py": ""},
    "a folder name that says nothing": {"courses/core/models.py": ""},
    "a generated migration name": {"courses/migrations/0002_auto_20261123_1500.py": ""},
    "a file without end": {"courses/models.py": "x = 1\n" * 301},
    "a form without a token": {
        "templates/a.html": "<form>{% csrf_token %}</form>",
        "templates/b.html": '{% include "a.html" %}',
        "templates/c.html": '{% include "b.html" with d=d only %}',
    },
}


def plant(root: Path, files: dict[str, str]) -> list[str]:
    for name, text in {"site/werkflippen/urls.py": "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [breach for check in CHECKS for breach in check(root)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_follows_its_own_rules(check: Callable[[Path], list[str]]) -> None:
    assert check(ROOT) == []


@pytest.mark.parametrize("files", BREACHES.values(), ids=BREACHES.keys())
def test_a_planted_breach_is_found(tmp_path: Path, files: dict[str, str]) -> None:
    assert len(plant(tmp_path, files)) == 1


def test_what_is_allowed_is_not_reported(tmp_path: Path) -> None:
    allowed = {
        "courses/models.py": "from members.membership.access import decide\nfrom django.db import models\n",
        "courses/apps.py": "class A:\n    def ready(self):\n        from courses import signals\n",
        "courses/signals.py": "from . import models\n",
        "courses/forms.py": "if TYPE_CHECKING:\n    from . import views\n",
        "courses/views.py": "from . import forms\n",
        "legal/statements/views.py": "def show():\n    import json\n",
        "site/__pycache__/x.pyc": "",
    }
    assert plant(tmp_path, allowed) == []
