"""Check a receipt, a seal, a list of seals or an evidence bundle: without the site that made it, without a network.

    python verify_receipt.py FILE [--seals SEALS]... [--key KEY]...

FILE is a receipt (.json), a seal (.json), a list of seals (.json, or a seal on each line) or an evidence bundle (.zip).
SEALS is such a list that was kept where the site cannot change it: from a mail, or copied from its public page.
KEY is a public key of the site, in hexadecimal, from such a mail or page. The key of the seal must be one of those, or
be endorsed by one. Without SEALS or KEY, a file is compared with nothing: whoever invents a record can sign it as well.
Ends with 0 and says what was proven; with 1 and a line for each fault; with 2 when it was called wrongly.

How it works. What happened is written as canonical JSON (RFC 8785): an entry. The SHA-256 of each entry is a leaf of
one Merkle tree (RFC 9162). A seal says how many leaves there are and what their root is, and is signed with Ed25519
(RFC 8032). A proof leads from one entry to the root in the seal; one seal is fixed for the whole file, and all of it is
checked under that seal. Only this file and Python 3.8 or later are needed.
"""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any

from .bundle import examine_bundle
from .examination import Examination
from .parts import examine_file
from .shapes import HASH
from .trust import Trust, count_confirmed

LIMITS = (
    "That the times are right. They are the word of the site's own clock.",
    "Which human being uses an account. That is for the site's own records, and for that person, to say.",
    "That nothing was left out. A file can only show what is in it.",
)
UNCOMPARED = "That the site shows everybody the same record. Compare the seal with one kept elsewhere: --seals."
UNPROVEN = "What these files say. They were only compared with the manifest, which anybody can write anew: "
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
        found.attempt(examine_bundle if is_bundle else examine_file, path, file, found)
    return found


def examine(path: str, trust: Trust) -> Examination:
    faults: list[str] = []
    for one in trust.seals:
        kept = examine_path(one, trust.roots)
        faults += kept.faults
        trust.add(kept)
    found = examine_path(path, trust.roots)
    found.faults = faults + found.faults
    if not found.faults:
        trust.check(path, found)
    return found


def introduce(path: str, found: Examination, trust: Trust) -> str:
    """The first line says what all the rest depends on."""
    if trust.seals:
        return f"{path}: no fault was found, compared with seals that were kept elsewhere. This proves:"
    if trust.keys:
        return f"{path}: no fault was found, and the key is one that was given or endorsed by one. This proves:"
    return (
        f"{path}: consistent in itself, but THE KEY IS NOT CONFIRMED. Anybody can make a key. Compare this one with "
        f"the key on the ledger page of the site or in a mail from it: {found.seal['key']}. "
        "If it is the same, this proves:"
    )


def list_confirmations(found: Examination, trust: Trust) -> list[str]:
    size, lines = found.seal["size"], []
    if trust.seals and count_confirmed(found) == size:
        lines.append("The record agrees with the seals that were kept elsewhere.")
    elif trust.seals:
        lines.append(f"The first {count_confirmed(found)} entries agree with the seals that were kept elsewhere.")
        lines.append("For the entries after those there is only the word of the key, which belongs to those seals.")
    if trust.keys:
        lines.append("The key is one that was given with --key, or was endorsed by one of those.")
    return lines


def write_summary(path: str, found: Examination, trust: Trust) -> str:
    seal = found.seal
    proven = [f"The key {seal['key']} signed that the record has {seal['size']} entries and the root {seal['root']}."]
    proven += list_confirmations(found, trust)
    if found.texts:
        proven.append("What follows is among those entries, as it is told here:")
    proven += found.proven
    if found.acts:
        proven.append(f"Acts in this file: {found.acts}.")
    unproven = [
        *LIMITS,
        *((UNPROVEN + ", ".join(sorted(found.unproven)),) if found.unproven else ()),
        *(() if trust.seals else (UNCOMPARED,)),
        f"When it was sealed: the site says {seal['sealed_at']}.",
    ]
    parts = [(introduce(path, found, trust), proven), ("It does not prove:", unproven)]
    parts += [("Remarks:", found.remarks)] if found.remarks else []
    return "\n\n".join("\n".join([show(title), *(f"- {show(line)}" for line in lines)]) for title, lines in parts)


def read_key(written: str) -> str:
    if not re.fullmatch(HASH, written.lower()):
        raise argparse.ArgumentTypeError("a key is 64 hexadecimal digits")
    return written.lower()


def read_arguments(arguments: list[str] | None) -> tuple[argparse.ArgumentParser, Any]:
    form: Any = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="verify_receipt.py", description=__doc__, formatter_class=form)
    parser.add_argument("file", metavar="FILE", help="a receipt, a seal, a list of seals or an evidence bundle")
    several: Any = {"action": "append", "default": []}
    parser.add_argument("--seals", metavar="SEALS", help="a list of seals that was kept elsewhere", **several)
    parser.add_argument(
        "--key", metavar="KEY", type=read_key, help="a public key that you know is the site's", **several
    )
    return parser, parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    parser, options = read_arguments(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    trust = Trust(options.seals, options.key)
    try:
        found = examine(options.file, trust)
    except OSError as error:
        parser.error(str(error))
    if found.faults:
        sys.stdout.write("".join(f"{show(fault)}\n" for fault in found.faults))
        return 1
    sys.stdout.write(write_summary(options.file, found, trust) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
