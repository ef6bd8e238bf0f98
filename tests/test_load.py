"""The client of `make bench` counts the answers that came, whatever the server does to its connections."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.bench.load import CONNECTIONS, ask_for

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
SECONDS = 2  # of which a busy machine needs more than a free one


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 2 * CONNECTIONS


@contextmanager
def answering(answer: Callable[[socketserver.StreamRequestHandler], object]) -> Iterator[str]:
    handler = type("Handler", (socketserver.StreamRequestHandler,), {"handle": answer})
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()


def read_request(conversation: socketserver.StreamRequestHandler) -> bool:
    try:
        return any(line == b"\r\n" for line in iter(conversation.rfile.readline, b""))
    except ConnectionError:  # it was broken off
        return False


def test_a_server_that_ends_each_connection_after_three_answers_is_asked_on_new_ones() -> None:
    connections = []

    def answer_thrice(conversation: socketserver.StreamRequestHandler) -> None:
        connections.append(conversation)
        for _ in range(3):
            if read_request(conversation):
                conversation.wfile.write(ANSWER)

    with answering(answer_thrice) as url:
        rate = ask_for(url, SECONDS, "", 200)
    assert len(connections) > 3 * CONNECTIONS and rate * SECONDS > 2 * (len(connections) - CONNECTIONS)


@pytest.mark.parametrize("words", [b"", ANSWER[:20], ANSWER.replace(b"200 OK", b"503 No")])
def test_a_server_that_does_not_answer_as_it_should_ends_the_measurement(words: bytes) -> None:
    def answer_otherwise(conversation: socketserver.StreamRequestHandler) -> None:
        read_request(conversation)
        conversation.wfile.write(words)

    with answering(answer_otherwise) as url, pytest.raises(RuntimeError):
        ask_for(url, 5, "", 200)
