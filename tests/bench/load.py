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
from urllib.parse import urlsplit, urlunsplit

CONNECTIONS = 16
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
    output = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 30).stdout
    if by_wrk and ("Non-2xx" in output) == (status == 200):  # our own client looks at each answer itself
        raise RuntimeError(f"{url} answered otherwise than with {status}:\n{output}")
    return float(re.search(r"Requests/sec: *([\d.]+)", output).group(1))


class Connection:
    """Asks again as soon as it was answered."""

    def __init__(self, host: str, port: int, request: bytes, status: int) -> None:
        self.socket = socket.create_connection((host, port))
        self.request, self.received, self.answers = request, b"", 0
        self.start = f"HTTP/1.1 {status}".encode()
        self.socket.sendall(request)

    def receive(self) -> None:
        self.received += self.socket.recv(1 << 18)
        head, separator, _ = self.received.partition(b"\r\n\r\n")
        if not separator:
            return
        if not head.startswith(self.start):
            raise RuntimeError(head.decode(errors="replace"))
        length = LENGTH.search(head)
        if length is None:
            raise RuntimeError("the answer does not say how long it is")
        if len(self.received) >= len(head) + 4 + int(length.group(1)):
            self.answers, self.received = self.answers + 1, b""
            self.socket.sendall(self.request)


def ask_for(url: str, seconds: float, cookie: str, status: int) -> float:
    address = urlsplit(url)
    target = urlunsplit(("", "", address.path or "/", address.query, ""))
    head = [f"GET {target} HTTP/1.1", f"Host: {address.netloc}", f"Cookie: {cookie}", "Accept: */*"]
    request = "\r\n".join([*head, "", ""]).encode()
    connections = [Connection(address.hostname, address.port, request, status) for _ in range(CONNECTIONS)]
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        start = time.perf_counter()
        while time.perf_counter() - start < seconds:
            for key, _ in selector.select(timeout=1):
                key.data.receive()
        return sum(connection.answers for connection in connections) / (time.perf_counter() - start)


if __name__ == "__main__":
    print(f"Requests/sec: {ask_for(sys.argv[1], float(sys.argv[2]), sys.argv[3], int(sys.argv[4])):.1f}")
