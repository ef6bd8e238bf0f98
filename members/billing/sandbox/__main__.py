"""python -m members.billing.sandbox --port 8099 --file var/payment_sandbox.sqlite3"""

from __future__ import annotations

import argparse
import signal
import sqlite3
import sys

from django.apps import apps

from .running import Sandbox


def main() -> int:
    words = read_words()
    apps.populate([])  # the translations of the screen wait for this; it starts in a moment, for it needs no app
    try:
        sandbox = Sandbox(path=words.file, port=words.port)
    except (OSError, OverflowError, sqlite3.Error) as error:
        sys.stderr.write(f"The payment sandbox cannot use port {words.port} with {words.file}: {error}\n")
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sandbox.stop())
    with sandbox.answering():
        sys.stdout.write(f"The payment sandbox answers at {sandbox.address}; its key is {sandbox.key}\n")
        sys.stdout.flush()
        sandbox.run_by_itself()
    return 0


def read_words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m members.billing.sandbox",
        description="Serves a Mollie of this machine on 127.0.0.1 until it is stopped: its API under /v2/, its test "
        "screen under /pay/. No money moves. Needs DJANGO_SETTINGS_MODULE, with PAYMENT_SANDBOX on.",
    )
    parser.add_argument("--port", type=int, default=8099, help="where to listen (8099)")
    parser.add_argument("--file", default=":memory:", help="keeps payments between starts; without it, nothing is kept")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
