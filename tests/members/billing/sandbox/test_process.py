"""The sandbox as a program of its own, as `make run` starts it; and where it will not start."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from mollie.api.client import Client
from mollie.api.error import RequestError

from members.billing.sandbox.world import TEST_KEY
from tests.members.billing.sandbox.asking import make_payment
from tests.members.billing.sandbox.test_screen import choose
from tests.own_processes import ROOT, find_free_port, wait_until_it_answers
from werkflippen.settings import base

Start = Callable[..., subprocess.Popen]


def run_python(*words: str, **environment: str) -> subprocess.CompletedProcess:
    paths = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    settings = {"PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "werkflippen.settings.test"}
    return subprocess.run(
        [sys.executable, *words], env=os.environ | settings | environment, cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.parametrize("value", ["", "PAYMENT_SANDBOX=False", "PAYMENT_SANDBOX='yes'"])
@pytest.mark.parametrize("module", ["members.billing.sandbox", "members.billing.sandbox.running"])
def test_it_is_not_imported_where_people_pay_for_real(module, value):
    done = run_python("-c", f"from django.conf import settings; settings.configure({value}); import {module}")
    assert done.returncode == 1
    assert "ImproperlyConfigured: The payment sandbox is for demo, development and tests" in done.stderr


def test_only_the_settings_of_demo_and_tests_let_it_in():
    assert base.PAYMENT_SANDBOX is False
    settings = ROOT / "site/werkflippen/settings"
    named = {path.name for path in settings.glob("*.py") if "PAYMENT_SANDBOX = True" in path.read_text()}
    assert named == {"demo.py", "test.py"}


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts it with a file, and stops it when the test ends."""
    started = []

    def start(port: int) -> subprocess.Popen:
        paths = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
        program = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "members.billing.sandbox",
                "--port",
                str(port),
                "--file",
                str(tmp_path / "payments"),
            ],
            env=os.environ | {"PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "werkflippen.settings.test"},
            cwd=ROOT,
        )
        started.append(program)
        wait_until_it_answers(program, lambda: make_client(port).payments.list(), seconds=60, not_yet=RequestError)
        return program

    yield start
    for program in started:
        program.kill()
        program.wait()


def make_client(port: int) -> Client:
    client = Client(api_endpoint=f"http://127.0.0.1:{port}")
    client.set_api_key(TEST_KEY)
    return client


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert is_so()


def test_payments_outlive_the_program_even_when_it_is_killed(start, shop):
    port = find_free_port()
    program = start(port)
    payment = make_payment(make_client(port), webhookUrl=shop.url, metadata={"order": 1}, locale="en_GB")
    program.send_signal(signal.SIGKILL)
    program.wait()
    program = start(port)
    assert make_client(port).payments.get(payment.id) == payment
    assert "This is a test." in requests.get(payment.checkout_url, timeout=5).text
    choose(payment.checkout_url, method="ideal", outcome="paid")
    wait_until(lambda: shop.heard == [f"id={payment.id}"])
    program.terminate()
    assert program.wait(timeout=10) == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [([], "Address already in use"), (["--port", "70000"], "0-65535"), (["--file", "/no/such/file"], "unable to open")],
)
def test_a_place_that_it_cannot_have_is_said_in_a_sentence(shop, words, reason):
    done = run_python("-m", "members.billing.sandbox", "--port", str(shop.server_port), *words)
    assert done.returncode == 1
    assert done.stderr.startswith("The payment sandbox cannot use port")
    assert reason in done.stderr and done.stderr.count("\n") == 1


def test_it_says_how_it_is_used():
    done = run_python("-m", "members.billing.sandbox", "--help")
    assert done.returncode == 0
    assert "No money moves." in done.stdout
