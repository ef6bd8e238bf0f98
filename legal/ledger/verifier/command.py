"""Check a receipt, a seal, a list of seals or an evidence bundle: without the site that made it, without a network.

    python verify_receipt.py FILE [--seals SEALS]...

FILE is a receipt (.json), a seal (.json), a list of seals (.json, or a seal on each line) or an evidence bundle (.zip).
SEALS is such a list that was kept where the site cannot change it: from a mail, or copied from its public page.
Ends with 0 and says what was proven; with 1 and a line for each fault; with 2 when it was called wrongly.

How it works. What happened is written as canonical JSON (RFC 8785): an entry. The SHA-256 of each entry is a leaf of
one Merkle tree (RFC 9162). A seal says how many leaves there are and what their root is, and is signed with Ed25519
(RFC 8032). A proof leads from one entry to the root in the seal. Only this file and Python 3.8 or later are needed.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from .bundle import examine_bundle
from .examination import Examination

LIMITS = (
    "That the times are right. They are the word of the site's own clock.",
    "Which human being uses an account. That is for the site's own records, and for that person, to say.",
    "That nothing was left out. A file can only show what is in it.",
)
UNCOMPARED = "That the site shows everybody the same record. Compare the seal with one kept elsewhere: --seals."
LONGEST = 2000


def show(text: str) -> str:
    """For the screen: a file may hold characters that steer a terminal."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text)
    return clean if len(clean) <= LONGEST else clean[:LONGEST] + "…"


def examine_path(path: str, kept: dict[int, str]) -> Examination:
    """Raises OSError for a file that cannot be opened."""
    found = Examination(kept)
    with open(path, "rb") as file:
        is_bundle = file.read(2) == b"PK"
        file.seek(0)
        if is_bundle:
            found.attempt(examine_bundle, path, file, found)
        else:
            found.attempt(found.examine_file, path, file)
    return found


def examine(path: str, seals: list[str]) -> Examination:
    kept = Examination({})
    for one in seals:
        last, kept = kept, examine_path(one, kept.roots)
        kept.faults = last.faults + kept.faults
    found = examine_path(path, kept.roots)
    found.faults = kept.faults + found.faults
    if found.faults:
        return found
    if not found.seal["key"]:
        found.note_fault(f"{path}: there is no seal in it")
    elif (found.keys or found.acts) and found.seal["key"] not in found.keys:
        found.note_fault(f"{path}, seal.key: this key is not among the keys")
    if seals and not found.is_confirmed:
        found.note_fault(f"{path}, seal: {' and '.join(seals)} hold no seal over {found.seal['size']} entries")
    return found


def write_summary(path: str, found: Examination, is_compared: bool) -> str:
    seal = found.seal
    proven = [f"The key {seal['key']} signed that the record has {seal['size']} entries and the root {seal['root']}."]
    if is_compared:
        proven.append("The record agrees with the seals that were kept elsewhere.")
    if found.texts:
        proven.append("What follows is among those entries, as it is told here:")
    proven += found.proven
    if found.acts:
        proven.append(f"Acts in this file: {found.acts}.")
    unproven = [
        *LIMITS,
        *(() if is_compared else (UNCOMPARED,)),
        f"When it was sealed: the site says {seal['sealed_at']}.",
    ]
    parts = [(f"{path}: no fault was found. This proves:", proven), ("It does not prove:", unproven)]
    parts += [("Remarks:", found.remarks)] if found.remarks else []
    return "\n\n".join("\n".join([show(title), *(f"- {show(line)}" for line in lines)]) for title, lines in parts)


def read_arguments(arguments: list[str] | None) -> tuple[argparse.ArgumentParser, Any]:
    form: Any = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="verify_receipt.py", description=__doc__, formatter_class=form)
    parser.add_argument("file", metavar="FILE", help="a receipt, a seal, a list of seals or an evidence bundle")
    parser.add_argument("--seals", metavar="SEALS", action="append", help="a list of seals that was kept elsewhere")
    return parser, parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    parser, options = read_arguments(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        found = examine(options.file, options.seals or [])
    except OSError as error:
        parser.error(str(error))
    if found.faults:
        sys.stdout.write("".join(f"{show(fault)}\n" for fault in found.faults))
        return 1
    sys.stdout.write(write_summary(options.file, found, bool(options.seals)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
