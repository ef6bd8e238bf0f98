"""How `verify_ledger` behaves as a command: its bar, its exit codes, and being stopped."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command

from legal.ledger import verifying
from legal.ledger.models import Leaf
from tests.factories.statements import publish_version

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_is_and_is_wiped_at_the_end():
    publish_version()
    output, errors = StringIO(), Terminal()
    call_command("verify_ledger", stdout=output, stderr=errors)
    assert errors.getvalue() == f"\r[{'#' * 40}] 1 of 1 leaves\r\x1b[K"
    assert "\r" not in output.getvalue()


def test_what_is_no_terminal_gets_no_bar():
    publish_version()
    errors = StringIO()
    call_command("verify_ledger", stdout=StringIO(), stderr=errors)
    assert errors.getvalue() == ""


def test_a_fault_ends_with_one_and_the_number_of_faults():
    Leaf.objects.create(kind="act", leaf_hash=b"\0" * 32)
    output, errors = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_ledger", stdout=output, stderr=errors)
    assert ended.value.code == 1
    assert errors.getvalue() == "1 faults found\n"
    assert "No fault found" not in output.getvalue()


def test_somebody_who_stops_it_gets_no_verdict(monkeypatch):
    def stop() -> Iterator[str]:
        raise KeyboardInterrupt
        yield ""

    monkeypatch.setattr(verifying, "_checks", [stop])
    output, errors = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_ledger", stdout=output, stderr=errors)
    assert ended.value.code == 130
    assert output.getvalue() == ""
    assert "this says nothing" in errors.getvalue()
