"""The posters of the courses: always the same for a course, and safe to put into any page."""

import pytest
from defusedxml import ElementTree

from home.pages.covers import COMPOSITIONS, TONES, draw_cover

SLUGS = [f"een-cursus-over-onderwerp-{number}" for number in range(60)]


def test_visitor_sees_the_same_poster_on_every_visit() -> None:
    first, second = (draw_cover(slug="goed-overleggen", subject="overleg") for _visit in range(2))
    assert first == second


def test_visitor_can_tell_courses_apart_by_their_posters() -> None:
    posters = {draw_cover(slug=slug, subject="tijd") for slug in SLUGS}
    assert len(posters) > len(SLUGS) / 2


def test_courses_on_one_subject_share_their_tones() -> None:
    tones = [tone for tone in TONES if all(f"cover--{tone}" in draw_cover(slug=slug, subject="tijd") for slug in SLUGS)]
    assert len(tones) == 1


def test_the_four_subjects_each_have_tones_of_their_own() -> None:
    posters = [draw_cover(slug="cursus", subject=subject) for subject in ("overleg", "tijd", "cijfers", "samenwerken")]
    assert len({tone for tone in TONES for poster in posters if f"cover--{tone}" in poster}) == len(posters)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_poster_is_small_valid_svg_without_styles_or_scripts(slug: str) -> None:
    poster = draw_cover(slug=slug, subject="cijfers")
    assert len(poster.encode()) <= 1536
    elements = list(ElementTree.fromstring(poster).iter())
    names = {element.tag for element in elements}
    attributes = {name for element in elements for name in element.attrib}
    assert names == {"svg", "g", "path"}
    assert attributes <= {"class", "viewBox", "aria-hidden", "focusable", "transform", "d"}


def test_hostile_slugs_and_subjects_never_reach_the_page() -> None:
    poster = draw_cover(slug='"><script>alert(1)</script>', subject="<b>'é\u0000")
    assert "script" not in poster
    assert "<b>" not in poster


def test_every_kind_of_composition_is_used() -> None:
    assert all(draw(bytes(range(32))) for draw in COMPOSITIONS)
    shapes = {draw_cover(slug=slug, subject="tijd").count("<path") for slug in SLUGS}
    assert len(shapes) > 1
