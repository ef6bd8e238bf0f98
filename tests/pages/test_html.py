"""The Nu HTML Checker, which the W3C runs too, finds nothing in any form of any page."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.npm_packages import install_package
from tests.pages.recording import RecordedPage

pytestmark = pytest.mark.pages

ALLOWED = re.compile(
    # Somebody typed it, and sees what they typed.
    "Saw U[+]0000 in stream|Text run is not in Unicode Normalization Form C"
    # A table that a phone shows as a list is heard as a table all the same, in Safari too.
    "|The “(table|rowgroup|row|columnheader|rowheader|cell)” role is unnecessary"
    "|The “role” attribute must not be used on a “(tr|th|td)” element which has a “table” ancestor"
)


def check(paths: list[Path]) -> list[dict[str, object]]:
    # Its stack must be larger than it says itself: it descends into each page.
    program = install_package("vnu-jar", "26.9.27") / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss16m", "-jar", str(program), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, text=True, timeout=300)
    return json.loads(done.stdout)["messages"]


def test_the_html_of_every_page_is_right(recorded: list[RecordedPage], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!doctype html><html lang=en><title>Wrong</title><h1><p>A paragraph in a heading</p></h1></html>")
    seen_by = {page.path.name: page.seen_by for page in recorded} | {wrong.name: "a checker that notices"}
    found: dict[str, list[str]] = {}
    for message in check([wrong, *(page.path for page in recorded)]):
        if not ALLOWED.match(str(message["message"])):
            name = str(message["url"]).rpartition("/")[2]
            found.setdefault(f"{name}, as opened by {seen_by[name]}", []).append(describe(message))
    assert found.pop(f"{wrong.name}, as opened by {seen_by[wrong.name]}")
    assert not found, json.dumps(found, indent=2, ensure_ascii=False)


def describe(message: dict[str, object]) -> str:
    return f"line {message.get('lastLine')}: {message['message']} {message.get('extract', '')}"
