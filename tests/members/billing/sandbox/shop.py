"""A shop that is told by webhook what happened, and answers as a test wants it to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


class Shop(ThreadingHTTPServer):
    """`answers` are the statuses for the next webhooks; afterwards, and at first, 200."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self.server_port}/betalen/?geheim=1"
        self.heard: list[str] = []  # the bodies
        self.types: list[str] = []
        self.answers: list[int] = []
        self.is_silent = False
        self.closing = Event()


class Door(BaseHTTPRequestHandler):
    server: Shop

    def do_POST(self) -> None:
        self.server.heard.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.types.append(self.headers["Content-Type"])
        if self.server.is_silent:
            self.server.closing.wait(5)
            return
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("Location", self.server.url)
        self.end_headers()

    def do_GET(self) -> None:
        self.server.heard.append("GET")
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def running_shop() -> Iterator[Shop]:
    with Shop() as shop:
        thread = Thread(target=shop.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield shop
        shop.closing.set()
        shop.shutdown()
        thread.join()
