"""The one scheduler entry: whatever happens in one part of the work, the rest is done, and never by two at once."""

import fcntl
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command

pytestmark = pytest.mark.django_db

done: list[str] = []


def fail() -> Iterator[str]:
    yield "a mail was refused"
    raise ValueError("Sanne Voorbeeld")


def work() -> Iterator[str]:
    done.append("work")
    yield from ()


@pytest.fixture(autouse=True)
def _planted_work(monkeypatch: pytest.MonkeyPatch) -> None:
    done.clear()
    monkeypatch.setattr("legal.ledger.due.WORK", (fail, work))
    monkeypatch.setattr("legal.statements.due.WORK", (work,))


def test_operator_is_told_of_work_that_broke_down_and_the_rest_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("run_due")
    assert ended.value.code == 1
    told = capsys.readouterr().err.splitlines()
    assert told == ["a mail was refused", f"{__name__}.fail stopped: ValueError"]
    assert done == ["work", "work"]


def test_a_run_that_begins_while_another_is_busy_leaves_it_the_work(capsys: pytest.CaptureFixture[str]) -> None:
    with (settings.VAR / "run_due.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("run_due")
    assert "still busy" in capsys.readouterr().out
    assert done == []
