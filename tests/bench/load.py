"""How many requests a second a server answers: by wrk where it is installed, else by a client of our own.

Our own client needs a good part of a core itself, which flatters slow pages in a ratio: say which one was used.
"""

import re
import selectors
import shutil
import socket
import subprocess
import sys
import time
from statistics import median
from urllib.parse import urlsplit, urlunsplit

CONNECTIONS = 16
ROUNDS = 5
SECONDS = 3
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def name_client() -> str:
    return "wrk" if shutil.which("wrk") else "our own client"


def measure_rate(url: str, seconds: int, cookie: str = "", *, status: int = 200) -> float:
    """Requests answered per second. Raises `RuntimeError` when an answer is another than `status`."""
    by_wrk = shutil.which("wrk") is not None
    if by_wrk:
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", f"Cookie: {cookie}", url]
    else:
        command = [sys.executable, "-m", "tests.bench.load", url, str(seconds), cookie, str(status)]
    asked = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=seconds + 30, check=False)
    output = asked.stdout
    if asked.returncode:
        raise RuntimeError(f"{url} could not be measured")
    if by_wrk and ("Non-2xx" in output) == (status == 200):  # our own client looks at each answer itself
        raise RuntimeError(f"{url} answered otherwise than with {status}:\n{output}")
    return float(re.search(r"Requests/sec: *([\d.]+)", output).group(1))


def compare(url: str, other: str, cookie: str = "") -> tuple[float, str]:
    """How many times as many requests `url` answers as `other`, and in words how many both do. In turns, so that what
    else the machine does meets both.
    """
    rates = [(measure_rate(url, SECONDS, cookie), measure_rate(other, SECONDS, cookie)) for _ in range(ROUNDS)]
    rate, other_rate = (median(column) for column in zip(*rates, strict=True))
    ratio = median(one / another for one, another in rates)
    return ratio, f"{rate:,.0f} and {other_rate:,.0f} requests/s"


class Connection:
    """Asks again as soon as it was answered; anew when the server had enough of it, as nginx has after 1,000 times."""

    def __init__(self, selector: selectors.BaseSelector, place: tuple[str, int], request: bytes, status: int) -> None:
        self.selector, self.place, self.request = selector, place, request
        self.start = f"HTTP/1.1 {status}".encode()
        self.answers = 0
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(self.place)
        self.selector.register(self.socket, selectors.EVENT_READ, self)
        self.is_new, self.received = True, b""
        self.socket.sendall(self.request)

    def close(self) -> None:
        self.selector.unregister(self.socket)
        self.socket.close()

    def receive(self) -> None:
        try:
            piece = self.socket.recv(1 << 18)
            self.received += piece
            if piece and self.is_whole():
                self.answers, self.received, self.is_new = self.answers + 1, b"", False
                self.socket.sendall(self.request)
        except ConnectionError:
            piece = b""
        if not piece:
            self.open_anew()

    def open_anew(self) -> None:
        self.close()
        if self.is_new or self.received:
            raise RuntimeError("the server ended a connection before it had answered")
        self.open()

    def is_whole(self) -> bool:
        head, separator, _ = self.received.partition(b"\r\n\r\n")
        if not separator:
            return False
        if not head.startswith(self.start):
            raise RuntimeError(head.decode(errors="replace"))
        length = LENGTH.search(head)
        if length is None:
            raise RuntimeError("the answer does not say how long it is")
        return len(self.received) >= len(head) + 4 + int(length.group(1))


def ask_for(url: str, seconds: float, cookie: str, status: int) -> float:
    address = urlsplit(url)
    target = urlunsplit(("", "", address.path or "/", address.query, ""))
    head = [f"GET {target} HTTP/1.1", f"Host: {address.netloc}", f"Cookie: {cookie}", "Accept: */*"]
    request = "\r\n".join([*head, "", ""]).encode()
    place = (str(address.hostname), address.port or 80)
    with selectors.DefaultSelector() as selector:
        connections = [Connection(selector, place, request, status) for _ in range(CONNECTIONS)]
        try:
            start = time.perf_counter()
            while time.perf_counter() - start < seconds:
                for key, _ in selector.select(timeout=1):
                    key.data.receive()
            return sum(connection.answers for connection in connections) / (time.perf_counter() - start)
        finally:
            for connection in connections:
                connection.socket.close()


if __name__ == "__main__":
    print(f"Requests/sec: {ask_for(sys.argv[1], float(sys.argv[2]), sys.argv[3], int(sys.argv[4])):.1f}")
