"""Blocks with files: what an editor must say with them, and how they reach the reader."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from courses.models import LessonMedia, LessonPage
from home.blocks.files import AudioBlock, PictureBlock, VideoBlock
from tests.courses.samples import make_picture
from tests.factories.courses import make_course, make_open_lesson
from tests.factories.files import as_download, as_image, as_media, make_audio, make_document, make_image, make_video
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def read(client: Client, *body: tuple[str, object]) -> str:
    return client.get(make_open_lesson(make_course(), body=list(body)).url).content.decode()


@pytest.mark.parametrize(
    ("alternative", "is_decorative", "is_fine"),
    [("", False, False), ("  ", False, False), ("", True, True), ("Zaal", False, True)],
)
def test_a_picture_is_described_or_decorative(alternative, is_decorative, is_fine):
    block = PictureBlock()
    value = block.to_python({"image": make_image().pk, "alternative": alternative, "is_decorative": is_decorative})
    if is_fine:
        assert block.clean(value)
        return
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    assert "Beschrijf wat er te zien is" in str(refusal.value.block_errors["alternative"])


@pytest.mark.parametrize(
    ("make", "block", "words"),
    [
        (lambda: make_video(captions_nl=""), VideoBlock(), "nog geen ondertiteling"),
        (lambda: make_audio(transcript=" "), AudioBlock(), "uitgeschreven tekst"),
    ],
)
def test_film_and_sound_are_refused_until_everybody_can_follow_them(make, block, words):
    value = block.to_python({"media": make().pk, "caption": ""})
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    assert words in str(refusal.value.block_errors["media"])
    LessonMedia.objects.update(transcript="Hallo.", is_silent=True)
    assert block.clean(block.to_python({"media": LessonMedia.objects.get().pk, "caption": ""}))


def test_a_decorative_picture_is_silent_and_a_small_one_is_not_made_larger(client):
    small = make_image(content=make_picture(size=(300, 200)))
    page = read(client, as_image(small, is_decorative=True))
    assert 'alt=""' in page
    assert 'width="300"' in page and 'height="200"' in page
    assert "960-plattegrond" not in page


def test_a_large_picture_offers_the_fixed_sizes(client):
    page = read(client, as_image(make_image(content=make_picture(size=(3000, 1500)))))
    for width in (480, 960, 1440):
        assert f"/{width}-plattegrond.webp {width}w" in page
    assert '<source type="image/webp"' in page and 'sizes="(min-width: 48rem) 46rem, 92vw"' in page
    assert re.search(r'src="\S+/1440-plattegrond.jpg"\s+width="1440"\s+height="720"', page)  # in browsers of before


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_of_every_kind_is_offered_as_webp(client, kind):
    extension = {"JPEG": "jpg"}.get(kind, kind.lower())
    page = read(client, as_image(make_image(content=make_picture(kind, size=(700, 350)), name=f"foto.{extension}")))
    srcset = re.search(r'srcset="([^"]+)"', page)[1]
    addresses = [part.split()[0] for part in srcset.split(", ")]
    for address in [*addresses, re.search(r'src="(\S+bestanden\S+)"', page)[1]]:
        answer = client.get(address)
        drawn = Image.open(BytesIO(b"".join(answer)))
        assert answer["Content-Type"] == f"image/{drawn.format.lower()}" and drawn.width in (480, 700)
    assert all(address.endswith(".webp") for address in addresses) and len(addresses) == 2


def test_pictures_beside_each_other_say_that_they_are_smaller(client):
    picture = as_image(make_image(content=make_picture(size=(900, 450))))[1]
    page = read(client, ("gallery", [picture, picture]))
    assert page.count('sizes="(min-width: 48rem) 23rem, (min-width: 36rem) 46vw, 92vw"') == 2


def test_a_film_starts_only_when_asked_and_has_its_captions(client):
    page = read(client, as_media(make_video(transcript="Eerst de agenda.\n\nDan de rest.")))
    assert 'controls preload="metadata"' in page
    assert "autoplay" not in page
    assert 'poster="/cursussen/korter-overleggen/' in page
    assert "<p>Eerst de agenda.</p>" in page


def test_captions_are_on_from_the_start_in_the_language_of_the_page_only(client):
    video = make_video()
    course = make_course()
    lesson = make_open_lesson(course, body=[as_media(video)])
    english = Locale.objects.get(language_code="en")
    course.copy_for_translation(english).save_revision().publish()
    copy = lesson.copy_for_translation(english)
    copy.save_revision().publish()
    assert 'srclang="nl" label="Nederlands" default>' in client.get(lesson.url).content.decode()
    assert 'srclang="nl" label="Dutch">' in client.get(copy.get_url()).content.decode()


def test_a_download_says_what_it_is_and_how_large(client):
    page = read(client, as_download(make_document()))
    assert ">Werkblad</a>" in page
    assert "PDF, 102\xa0bytes" in page


def test_a_file_that_was_deleted_leaves_no_hole(client):
    image, video, document = make_image(), make_video(), make_document()
    body = [as_image(image), as_media(video), as_download(document), ("paragraph", "<p>Verder.</p>")]
    lesson = make_open_lesson(make_course(), body=body)
    for file in (image, video, document):
        file.delete()
    page = client.get(lesson.url).content.decode()
    assert "Verder." in page
    assert "figure" not in page.split("<main")[1]
    assert "example.svg" not in page


def test_a_question_and_a_code_of_conduct_are_read(client):
    page = read(
        client,
        ("question", {"question": "Wat hoort er niet op?", "answer": "Een <mededeling>."}),
        ("conduct", {"title": "Afspraken", "rules": ["Laat elkaar uitpraten"], "contact": "Zeg het tegen Lotte."}),
    )
    assert "<details" in page and "Een &lt;mededeling&gt;." in page
    assert "<li>Laat elkaar uitpraten</li>" in page and "Zeg het tegen Lotte." in page


def test_a_lesson_with_files_can_be_translated():
    image = make_image()
    course = make_course()
    body = [
        as_image(image),
        as_media(make_video()),
        as_download(make_document()),
        ("gallery", [as_image(image)[1]] * 2),
    ]
    lesson = make_open_lesson(course, body=body)
    english = Locale.objects.get(language_code="en")
    translate_object(course, [english])
    translate_object(lesson, [english])
    copy = LessonPage.objects.get(translation_key=lesson.translation_key, locale=english)
    assert [block.block_type for block in copy.body] == ["image", "video", "download", "gallery"]
    assert copy.body[0].value["image"] == image
