"""A VIES of our own for the demo and the tests, over real HTTP: what it says of a number, `ANSWERS` tells.

Only where `PAYMENT_SANDBOX` is on: a site that sells must not be able to ask itself.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if not settings.PAYMENT_SANDBOX:
    raise ImproperlyConfigured("The sandbox of VIES is for the demo and the tests: PAYMENT_SANDBOX is off.")

VALID, SLOW, MALFORMED, EMPTY, DRIPPING = "valid", "slow", "malformed", "empty", "dripping"
HOW_SLOW = 20  # seconds: longer than anybody waits
# All of these have the right form and check digits. A number that is not among them is not registered.
ANSWERS: dict[str, str] = {
    "BE0428759497": VALID,
    "DE136695976": VALID,
    "EL094259216": VALID,
    "FR40303265045": VALID,
    "NL004495445B01": VALID,
    "ESA78304516": "MS_UNAVAILABLE",
    "ATU46983509": "GLOBAL_MAX_CONCURRENT_REQ",
    "SE556042700601": "INVALID_INPUT",
    "PL5260001246": SLOW,
    "IT00743110157": MALFORMED,
    "DK13585628": EMPTY,
    "FI20774740": DRIPPING,
}
_consultations = count(1)


class Sandbox(ThreadingHTTPServer):
    """`answers` may be changed while it runs; `questions` are those that came in."""

    daemon_threads = True

    def __init__(self, port: int = 0, answers: Mapping[str, str] = ANSWERS) -> None:
        super().__init__(("127.0.0.1", port), Conversation)
        self.answers = dict(answers)
        self.questions: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Conversation(BaseHTTPRequestHandler):
    server: Sandbox

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.questions.append(question)
        number = f"{question['countryCode']}{question['vatNumber']}"
        answer = self.server.answers.get(number, "")
        if answer == SLOW:
            time.sleep(HOW_SLOW)
        elif answer in (MALFORMED, EMPTY):
            self.say(b"<html>502</html>" if answer == MALFORMED else b"", status=502)
        elif answer == DRIPPING:
            self.drip()
        elif answer in ("", VALID):
            self.say(json.dumps(describe(question, is_valid=answer == VALID)).encode())
        else:
            self.say(json.dumps({"actionSucceed": False, "errorWrappers": [{"error": answer}]}).encode())

    def say(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _second in range(HOW_SLOW):
                self.wfile.write(b" ")
                time.sleep(1)
        except OSError:
            pass  # they had enough of it

    def log_message(self, format: str, *args: Any) -> None:
        """Numbers are nobody's business."""


def describe(question: dict[str, Any], *, is_valid: bool) -> dict[str, Any]:
    """With a consultation number for who says who asks, as the real one does."""
    identifier = f"WAPISANDBOX{next(_consultations):05}" if question.get("requesterNumber") else ""
    asked = {name: question[name] for name in ("countryCode", "vatNumber")}
    who = {"name": "Voorbeeld BV" if is_valid else "---", "address": "Dorpsstraat 1" if is_valid else "---"}
    return asked | who | {"valid": is_valid, "requestIdentifier": identifier}


@contextmanager
def running_sandbox(port: int = 0) -> Iterator[Sandbox]:
    with Sandbox(port) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def serve_sandbox() -> None:
    """Until the program ends, where `VIES_URL` says. Raises OSError when somebody else is there."""
    with Sandbox(urlsplit(settings.VIES_URL).port or 0) as server:
        server.serve_forever()
