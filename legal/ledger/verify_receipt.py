"""The program with which anybody checks what we hand out: the modules of `verifier`, joined to one file.

An auditor reads it from top to bottom, and it runs wherever Python does.
"""

import ast
from functools import cache
from pathlib import Path

PROGRAM_NAME = "verify_receipt.py"
FOLDER = Path(__file__).with_name("verifier")
MODULES = ("strict_json", "shapes", "tree", "curve", "examination", "parts", "bundle", "trust", "command")
HEAD = """#!/usr/bin/env python3
\"\"\"{docstring}\"\"\"

from __future__ import annotations

{imports}
"""


@cache
def join_program() -> str:
    """`command` comes last: its docstring is that of the whole, and it starts the program."""
    imports: set[str] = set()
    docstring, parts = "", []
    for name in MODULES:
        source = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
        docstring = ast.get_docstring(ast.parse(source), clean=False) or ""
        parts.append(("" if name == MODULES[-1] else f"# --- {docstring} ---\n\n\n") + _read_part(source, imports))
    return HEAD.format(docstring=docstring, imports="\n".join(sorted(imports))) + "\n\n" + "\n\n".join(parts)


def _read_part(source: str, imports: set[str]) -> str:
    """What stands below the imports; those of the standard library are added to `imports`."""
    beginning = 0
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module == "typing"):
            imports.add(ast.unparse(node))
        if not isinstance(node, ast.Import | ast.ImportFrom | ast.Expr):  # the docstring is an expression
            break
        beginning = node.end_lineno or 0
    return "\n".join(source.splitlines()[beginning:]).strip("\n") + "\n"


if __name__ == "__main__":  # whoever starts this file here must not take its silence for a proof
    exec(compile(join_program(), PROGRAM_NAME, "exec"))  # noqa: S102
