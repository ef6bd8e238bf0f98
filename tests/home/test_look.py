"""What every page promises to the eye, the keyboard and the ear."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template.loader import render_to_string

from home.pages.templatetags.indentation import strip_indentation

STYLES = Path(settings.REPOSITORY) / "static" / "css"
TOKENS = (STYLES / "tokens.css").read_text()
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part)) for part in TOKENS.split("@media (prefers-color"))
TEXT = [
    (text, ground) for ground in ("paper", "tint", "surface") for text in ("ink", "soft", "accent", "petrol", "error")
]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-pressed"), ("on-band", "band"), ("petrol", "petrol-tint")]
TEXT += [("ink", ground) for ground in ("sun", "petrol-tint", "error-tint", "added-tint", "removed-tint")]
TEXT += [("error", "error-tint")]


def measure_light(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 (black) to 1 (white)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((measure_light(one), measure_light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(scheme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
def test_borders_of_fields_can_be_seen(scheme: dict[str, str]) -> None:
    assert contrast(scheme["control"], scheme["paper"]) >= 3
    assert contrast(scheme["control"], scheme["surface"]) >= 3


def list_styles() -> list[Path]:
    """What the site itself loads; the admin has a sheet of its own."""
    return [path for path in STYLES.rglob("*.css") if path.parent.name != "admin"]


def test_every_style_is_loaded_once() -> None:
    loaded = re.findall(r'url\("([^"]+)"\)', (STYLES / "site.css").read_text())
    there = {str(path.relative_to(STYLES)) for path in list_styles()} - {"site.css"}
    assert sorted(loaded) == sorted(there)


class QuestionForm(forms.Form):
    email = forms.EmailField(
        label="E-mailadres", help_text="Waar we antwoorden.", error_messages={"required": "Vul in"}
    )
    agrees = forms.BooleanField(label="Akkoord", error_messages={"required": "Zet een vinkje"})
    kind = forms.ChoiceField(label="Soort", choices=[("a", "Vraag"), ("b", "Klacht")], widget=forms.RadioSelect)
    note = forms.CharField(label="Toelichting", required=False)


def test_reader_of_a_form_hears_the_hint_and_the_mistake_with_the_field() -> None:
    page = render_to_string("components/form_fields.html", {"form": QuestionForm({})})
    assert 'aria-describedby="id_email_helptext id_email_error"' in page
    assert 'id="id_email_helptext"' in page
    assert re.search(r'id="id_email_error">.*?Fout: Vul in', page, re.DOTALL)
    assert '<legend class="field__legend">Soort</legend>' in page
    assert "(mag leeg blijven)" in page


def test_reader_of_a_form_finds_each_mistake_in_the_summary_above_it() -> None:
    page = render_to_string("components/error_summary.html", {"form": QuestionForm({})})
    assert "Er is een probleem" in page
    assert '<a href="#id_email">E-mailadres: Vul in</a>' in page
    assert '<a href="#id_agrees">Zet een vinkje</a>' in page
    assert '<a href="#id_kind">' in page
    assert render_to_string("components/error_summary.html", {"form": QuestionForm()}).strip() == ""


def test_what_an_editor_or_visitor_types_stays_text() -> None:
    form = QuestionForm({"email": '"><script>alert(1)</script>'})
    page = render_to_string("components/form_fields.html", {"form": form})
    assert "<script>" not in page
    notice = render_to_string("components/notice.html", {"kind": "info", "text": "<b>vet</b>"})
    assert "&lt;b&gt;vet&lt;/b&gt;" in notice


def test_a_page_leaves_out_indentation_and_keeps_what_somebody_laid_out() -> None:
    page = "<ul>\n    <li>een</li>\n\n    <li>twee</li>\n</ul>\n<pre>\n  a\n    b</pre>\n  <p>drie\n   vier</p>"
    assert (
        strip_indentation(page)
        == "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n<pre>\n  a\n    b</pre>\n<p>drie\nvier</p>"
    )


def test_a_visitor_who_types_a_million_spaces_gets_them_back_and_keeps_nobody_waiting() -> None:
    """Were it to cost the square of their number, this would take an hour."""
    typed = f'<input value="a{" " * 1_000_000}b">'
    assert strip_indentation(typed) == typed
