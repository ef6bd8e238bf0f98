"""What the README says is so."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
READ_BY_DJANGO = {"DJANGO_SETTINGS_MODULE"}


def list_rows(heading: str) -> list[str]:
    """The first cells of the table under a heading."""
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)


def list_required() -> set[str]:
    production = (ROOT / "site/werkflippen/settings/production.py").read_text(encoding="utf-8")
    return set(re.findall(r'^    "([A-Z_]+)":', production.split("REQUIRED = {")[1].split("}")[0], re.MULTILINE))


def test_it_stays_short() -> None:
    assert README.count("\n") < 120


def test_the_table_names_every_variable_that_the_settings_read() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "site/werkflippen/settings").glob("*.py"))
    read = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', sources)) | list_required()
    assert {row.strip("`") for row in list_rows("Environment")} == read | READ_BY_DJANGO


def test_the_table_says_what_production_cannot_do_without() -> None:
    needed = set(re.findall(r"^\| `([A-Z_]+)` \| yes \|", README, re.MULTILINE))
    assert needed == list_required() | READ_BY_DJANGO


def test_every_folder_in_the_map_is_there_and_every_app_is_in_the_map() -> None:
    named = {name for row in list_rows("Where things are") for name in re.findall(r"`([\w/]+)/`", row)}
    assert [name for name in sorted(named) if not (ROOT / name).is_dir()] == []
    houses = [ROOT / name for name in ("home", "members", "legal")]
    apps = {f"{house.name}/{path.parent.name}" for house in houses for path in house.glob("*/__init__.py")}
    assert sorted(apps - named) == []


def test_every_make_command_and_file_that_is_named_exists() -> None:
    goals = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=`|  )", README)) <= goals
    files = re.findall(r"`((?:deploy|tests|locale)/[\w./-]+\.\w+)`", README)
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_every_command_of_ours_that_is_named_exists() -> None:
    ours = {path.stem for path in ROOT.glob("*/**/management/commands/*.py") if ".venv" not in path.parts}
    named = set(re.findall(r"manage\.py\s+(\w+)", README))
    assert named <= ours | {"migrate", "collectstatic", "check", "createsuperuser", "test"}
