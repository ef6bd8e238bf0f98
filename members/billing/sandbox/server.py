"""HTTP: the API under /v2/, the screen everywhere else. Here also strike the faults that a test asked for."""

from __future__ import annotations

import logging
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import perf_counter
from urllib.parse import parse_qsl, urlsplit

from .api import answer_request, write_refusal
from .exchange import Answer, Request
from .faults import Fault
from .idempotency import keep_under_way
from .refusals import Refused
from .screen import show_screen
from .wording import HTML
from .world import Heard, World

logger = logging.getLogger(__name__)
LONGEST_BODY = 1_000_000  # bytes


class Server(ThreadingHTTPServer):
    """Every request in a thread of its own. Listens from the start; port 0 takes a free one. Raises `OSError`."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, world: World, port: int) -> None:
        super().__init__(("127.0.0.1", port), Conversation)
        self.world = world
        world.address = f"http://127.0.0.1:{self.server_port}"


class Conversation(BaseHTTPRequestHandler):
    server: Server
    timeout = 30  # seconds that somebody may be silent

    def converse(self) -> None:
        request = self.read_request()
        try:
            answer = self.find_answer(request)
        except Exception:
            logger.exception("The payment sandbox could not answer %s %s", request.method, request.path)
            answer = write_refusal(Refused(500, "The sandbox made a mistake: its log says which"))
        if answer is not None:
            with suppress(ConnectionError):  # whoever asked may be gone
                self.send(answer)

    do_GET = do_POST = do_PATCH = do_DELETE = converse

    def read_request(self) -> Request:
        parts = urlsplit(self.path)
        length = self.headers.get("Content-Length", "")
        most = min(int(length), LONGEST_BODY) if length.isdecimal() else 0
        return Request(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            body=self.rfile.read(most).decode(errors="replace"),
            authorization=self.headers.get("Authorization", ""),
            languages=self.headers.get("Accept-Language", ""),
            idempotency_key=self.headers.get("Idempotency-Key", ""),
        )

    def find_answer(self, request: Request) -> Answer | None:
        """None to hang up."""
        world = self.server.world
        if not request.path.startswith("/v2/"):
            return show_screen(world, request)
        heard = Heard(request.method, request.path, request.query, request.fields, request.idempotency_key)
        world.heard.append(heard)
        begun = perf_counter()
        fault = world.faults.take(request.method, request.path)
        answer = answer_under(world, request, fault) if fault.is_carried_out or fault.status else None
        heard.seconds = perf_counter() - begun
        if answer is None or not fault.is_answered:
            return None
        heard.status = answer.status
        return answer

    def send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: `World.heard` keeps what tests look at."""


def answer_under(world: World, request: Request, fault: Fault) -> Answer:
    """The answer to somebody whom this fault strikes. Until it is given, the idempotency key is under way."""
    try:
        with keep_under_way(world, request.replay_key):
            answer = answer_request(world, request) if fault.is_carried_out else None
            fault.keep_answer(world.stopping)
    except Refused as refusal:
        return write_refusal(refusal)
    if fault.text:
        return Answer(fault.status, fault.text.encode(), HTML)
    if answer is None or fault.status:
        return write_refusal(Refused(fault.status, "A fault that was asked for"))
    return answer
