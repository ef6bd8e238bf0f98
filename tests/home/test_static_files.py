"""The style sheet and the scripts as production serves them."""

import gzip
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command
from django.templatetags.static import static

from home.pages.storage import JoinedStyleStorage

STYLES = Path(__file__).resolve().parents[2] / "static" / "css"


@pytest.fixture
def collected(settings, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "home.pages.storage.JoinedStyleStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def find_sheet(collected: Path) -> Path:
    return collected / static("css/site.css").removeprefix("/static/")


def strip_space(text: str) -> str:
    return re.sub(r"\s+", "", text).replace(";}", "}")


def test_visitor_gets_every_style_in_one_sheet(collected: Path) -> None:
    sheet = find_sheet(collected).read_text(encoding="utf-8")
    assert "@import" not in sheet
    assert "/*" not in sheet, "comments are for who writes a sheet, not for who waits for it"
    assert not re.search(r"\n|; |: |;}", sheet), "and so is space"
    for name in re.findall(r'url\("([^"]+)"\)', (STYLES / "site.css").read_text(encoding="utf-8")):
        text = re.sub(r'url\(".*?"\)|/\*.*?\*/\s*', "", (STYLES / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        assert strip_space(text) in strip_space(re.sub(r'url\(".*?"\)', "", sheet)), name


def test_the_joined_sheet_finds_the_font(collected: Path) -> None:
    sheet = find_sheet(collected)
    fonts = re.findall(r'url\("([^"]+woff2)"\)', sheet.read_text(encoding="utf-8"))
    assert fonts
    assert all((sheet.parent / font).exists() for font in fonts)


def test_the_joined_sheet_weighs_at_most_10_kilobytes(collected: Path) -> None:
    assert len(gzip.compress(find_sheet(collected).read_bytes())) <= 10_000


def test_a_script_finds_the_modules_that_it_imports_by_the_names_that_change_with_them(collected: Path) -> None:
    script = collected / static("js/own_place.js").removeprefix("/static/")
    modules = re.findall(r'from "(.+?)"', script.read_text(encoding="utf-8"))
    assert len(modules) == 6
    for module in modules:
        assert re.fullmatch(r"\./own_place/\w+\.[0-9a-f]{12}\.js", module)
        assert (script.parent / module).exists()


def test_a_sheet_that_would_lose_its_picture_is_refused() -> None:
    sheets = InMemoryStorage()
    sheets.save("css/site.css", ContentFile('@import url("parts/card.css") layer(parts);\n'))
    sheets.save("css/parts/card.css", ContentFile('.card { background: url("card.svg"); }\n'))
    paths = {name: (sheets, name) for name in ("css/site.css", "css/parts/card.css")}
    with pytest.raises(ValueError, match="parts/card.css"):
        JoinedStyleStorage().join(paths)
