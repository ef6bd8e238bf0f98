"""The house rules that a program can read off the sources.

Each `find_…` returns its breaches as sentences; an empty list when all is well.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# From the ground up. An app imports from lower floors only, never from its own floor or a higher one.
FLOORS = [
    {"home.freshness", "home.limits"},
    {"home.blocks", "legal.ledger"},
    {"home.identity"},
    {"legal.statements"},
    {"legal.cookies", "members.accounts"},
    {"members.membership", "members.invoicing"},
    {"members.billing", "courses"},
    {"home.statistics"},
    {"home.pages", "home.held_back"},
    {"home.pagecache"},
]
HOUSES = {"home", "members", "legal"}  # plain folders; each folder inside is an app
FLOOR_OF = {app: number for number, apps in enumerate(FLOORS) for app in apps}
EMPTY_NAMES = {
    *("base", "common", "core", "data", "handler", "handlers", "helper", "helpers"),
    *("kit", "manager", "managers", "service", "services", "util", "utils"),
}
MOST_LINES = 300
INCLUDED = re.compile(r'{% include "([^"]+)"(.*?)%}')


def find_app(module: str) -> str | None:
    """The app that a dotted name belongs to; None for Django, Wagtail and whoever else."""
    first, *rest = module.split(".")
    if first in HOUSES and rest:
        return f"{first}.{rest[0]}"
    return first if first in FLOOR_OF else None


@dataclass(frozen=True)
class Import:
    line: int
    module: str  # the dotted name as it can be imported
    function: str  # the function it stands in, or ""
    is_for_types: bool  # below `if TYPE_CHECKING`, so it never happens

    @property
    def happens_at_start(self) -> bool:
        return not self.function and not self.is_for_types


@dataclass(frozen=True)
class Source:
    root: Path
    path: Path

    @property
    def name(self) -> str:
        return str(self.path.relative_to(self.root))

    @cached_property
    def module(self) -> str:
        parts = self.path.relative_to(self.root).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> list[str]:
        return list(self.path.relative_to(self.root).parts[:-1])

    @cached_property
    def imports(self) -> list[Import]:
        return list(self._walk(ast.parse(self.path.read_text(encoding="utf-8")), "", False))

    def _walk(self, node: ast.AST, function: str, is_for_types: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import | ast.ImportFrom):
                yield from (Import(child.lineno, name, function, is_for_types) for name in self._name_modules(child))
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from self._walk(child, child.name, is_for_types)
            else:
                below = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
                yield from self._walk(child, function, is_for_types or below)

    def _name_modules(self, statement: ast.Import | ast.ImportFrom) -> list[str]:
        """`from home import pages` names a module by its last word; `from home.pages import x` usually does not."""
        if isinstance(statement, ast.Import):
            return [alias.name for alias in statement.names]
        above = self.package[: len(self.package) - statement.level + 1] if statement.level else []
        start = ".".join([*above, statement.module] if statement.module else above)
        return [f"{start}.{alias.name}" for alias in statement.names]


def list_sources(root: Path) -> list[Source]:
    """The modules of the apps, without their migrations."""
    paths = (path for start in sorted({app.split(".")[0] for app in FLOOR_OF}) for path in (root / start).rglob("*.py"))
    return [Source(root, path) for path in sorted(paths) if "migrations" not in path.parts]


def find_wrong_directions(root: Path) -> list[str]:
    breaches = []
    for source in list_sources(root):
        own = find_app(source.module)
        for used in source.imports:
            other = find_app(used.module)
            where = f"{source.name}:{used.line}"
            if used.module.split(".")[0] in {"werkflippen", "tests"}:
                breaches.append(f"{where} imports {used.module}: apps know neither the site nor its tests")
            elif own and other and own != other and FLOOR_OF.get(other, 99) >= FLOOR_OF.get(own, -1):
                breaches.append(f"{where} {own} imports {other}, which does not stand on a lower floor")
    return breaches


def find_imports_in_functions(root: Path) -> list[str]:
    """AppConfig.ready() is the one place where Django asks for a late import."""
    return [
        f"{source.name}:{used.line} imports {used.module} inside {used.function}()"
        for source in list_sources(root)
        for used in source.imports
        if used.function and find_app(used.module) and (source.path.name, used.function) != ("apps.py", "ready")
    ]


def find_cycles(root: Path) -> list[str]:
    sources = {source.module: source for source in list_sources(root)}

    def list_targets(source: Source) -> set[str]:
        names = ((used.module, used.module.rpartition(".")[0]) for used in source.imports if used.happens_at_start)
        return {next((name for name in pair if name in sources), "") for pair in names} - {"", source.module}

    targets = {name: list_targets(source) for name, source in sources.items()}
    cycles: set[frozenset[str]] = set()
    finished: set[str] = set()

    def visit(name: str, path: list[str]) -> None:
        if name in path:
            cycles.add(frozenset(path[path.index(name) :]))
        elif name not in finished:
            for target in sorted(targets[name]):
                visit(target, [*path, name])
            finished.add(name)

    for name in sorted(targets):
        visit(name, [])
    return [f"a cycle of imports: {', '.join(sorted(cycle))}" for cycle in sorted(cycles, key=sorted)]


def find_apps_without_a_floor(root: Path) -> list[str]:
    folders = sorted(path.parent for house in HOUSES for path in (root / house).glob("*/*.py"))
    names = (f"{folder.parent.name}.{folder.name}" for folder in folders)
    return [
        f"{name} has no place in FLOORS (tests/architecture.py)"
        for name in dict.fromkeys(names)
        if name not in FLOOR_OF
    ]


def find_wrong_things_in_site(root: Path) -> list[str]:
    """`site` is also a standard module: a package, or a loose module, of that name breaks Python's own start."""
    inside = sorted(path.name for path in (root / "site").iterdir() if path.name != "__pycache__")
    return [] if inside == ["werkflippen"] else [f"site/ holds {', '.join(inside)}; it may hold werkflippen/ only"]


def find_empty_names(root: Path) -> list[str]:
    return [
        f"{source.name}: the name {word} says nothing about what is inside"
        for source in list_sources(root)
        for word in source.path.relative_to(root).with_suffix("").parts
        if word in EMPTY_NAMES
    ]


def find_generated_migration_names(root: Path) -> list[str]:
    found = (path.relative_to(root) for path in root.glob("*/**/migrations/*.py") if ".venv" not in path.parts)
    return [f"{path}: name it after what it does" for path in sorted(found) if re.search(r"_auto_\d{8}", path.name)]


def find_long_files(root: Path) -> list[str]:
    starts = [root / name for name in sorted({app.split(".")[0] for app in FLOOR_OF} | {"site", "tests"})]
    paths = (path for start in starts for path in sorted(start.rglob("*.py")) if "migrations" not in path.parts)
    lengths = ((path, path.read_text(encoding="utf-8").count("\n")) for path in paths)
    return [f"{path.relative_to(root)} has {lines} lines" for path, lines in lengths if lines > MOST_LINES]


def find_forms_without_a_token(root: Path) -> list[str]:
    """A form in a template that is included with `only` has no token unless it is handed on: a browser is refused then,
    and the client of the tests is not.
    """
    texts = {str(path.relative_to(root / "templates")): path.read_text() for path in root.glob("templates/**/*.html")}
    with_forms, more = set[str](), {name for name, text in texts.items() if "{% csrf_token %}" in text}
    breaches = []
    while more:
        with_forms |= more
        included = [(name, *one) for name in texts for one in INCLUDED.findall(texts[name]) if one[0] in more]
        breaches += [f"{name} includes {form} without csrf_token" for name, form, rest in included if is_cut_off(rest)]
        more = {name for name, _form, _rest in included} - with_forms
    return breaches


def is_cut_off(rest: str) -> bool:
    return rest.endswith(" only ") and "csrf_token=" not in rest
