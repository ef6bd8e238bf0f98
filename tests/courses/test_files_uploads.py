"""What may be uploaded: decided by what is inside, with the reason when it is refused."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from courses.files.uploads import check_upload
from courses.models import LessonDocument, LessonImage, LessonMedia
from tests.courses import samples
from tests.factories.files import make_audio, make_document, make_image, make_video
from tests.factories.people import make_colleague
from tests.visiting import Client

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
GOOD = {
    "image": [
        ("a.jpg", samples.make_picture()),
        ("a.PNG", samples.make_picture("PNG")),
        ("a.webp", samples.make_picture("WEBP")),
    ],
    "document": [
        ("a.pdf", samples.PDF),
        ("a.docx", samples.make_word_document()),
        ("a.zip", samples.make_zip(**{"lees.txt": b"hallo"})),
    ],
    "audio": [
        ("a.mp3", samples.MP3),
        ("a.mp3", samples.MP3_WITH_LABELS),
        ("a.m4a", samples.M4A),
        ("a.wav", samples.WAV),
    ],
    "video": [("a.mp4", samples.MP4), ("a.webm", samples.WEBM)],
    "captions": [("nl.vtt", samples.VTT), ("nl.vtt", b"\xef\xbb\xbf" + samples.VTT)],
}
DISGUISED = [
    ("image", "foto.svg", SVG),
    ("image", "foto.jpg", SVG),
    ("image", "foto.jpg", HTML),
    ("image", "foto.jpg", samples.make_picture("PNG")),
    ("image", "foto.jpg", samples.make_picture()[:700]),
    ("image", "foto.gif", samples.make_picture("GIF")),
    ("image", "foto", samples.make_picture()),
    ("document", "werk.pdf", HTML),
    ("document", "werk.pdf", samples.PDF + HTML * 60),
    ("document", "werk.pdf", b"GIF89a" + samples.PDF),
    ("document", "werk.exe", b"MZ" + b"\0" * 100),
    ("document", "werk.html", HTML),
    ("document", "werk.pdf.html", samples.PDF),
    ("document", "werk.docx", samples.make_zip(**{"lees.txt": b"x"})),
    ("document", "werk.docx", samples.make_word_document(**{"word__vbaProject.bin": b"macro"})),
    ("document", "werk.docm", samples.make_word_document()),
    ("document", "werk.zip", HTML + samples.make_zip(**{"a.txt": b"x"})),
    ("document", "werk.zip", samples.make_zip(**{"..__buiten.txt": b"x"})),
    ("audio", "les.mp3", HTML),
    ("audio", "les.mp3", samples.MP4),
    ("audio", "les.wav", HTML),
    ("audio", "les.wav", samples.WAV[:-100]),
    ("audio", "les.wav", samples.WAV + HTML),
    ("audio", "les.wav", samples.make_wav_of_many_chunks(100_000)),
    ("video", "les.mp4", b"\0\0\0\x18ftypisom" + HTML),
    ("video", "les.mp4", samples.MP4[:-100]),
    ("video", "les.mp4", samples.MP4 + samples.box(b"free", b"") * 100_000),
    ("video", "les.webm", samples.MP4),
    ("video", "les.mp3", samples.MP3),
    ("captions", "nl.vtt", HTML),
    ("captions", "nl.vtt", b"WEBVTT\n\nniets"),
    ("captions", "nl.vtt", b"WEBVTT\n\n00:00 --> 00:01 \xff\xfe"),
    ("captions", "nl.srt", samples.VTT),
]


@pytest.mark.parametrize(("upload", "name", "content"), [(kind, *one) for kind, ones in GOOD.items() for one in ones])
def test_what_is_what_it_says_is_accepted(upload: str, name: str, content: bytes) -> None:
    assert check_upload(ContentFile(content, name=name), upload).size


@pytest.mark.parametrize(("upload", "name", "content"), DISGUISED)
def test_what_is_something_else_is_refused_with_the_reason(upload: str, name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_upload(ContentFile(content, name=name), upload)
    (reason,) = refusal.value.messages
    assert reason.startswith(("Dit is geen heel en veilig", "Dit soort bestand kan hier niet. Kies een van deze: "))


def test_too_large_is_refused_with_both_sizes(settings) -> None:
    settings.UPLOADS = settings.UPLOADS | {"document": (["pdf"], 10)}
    with pytest.raises(ValidationError) as refusal:
        check_upload(ContentFile(samples.PDF, name="a.pdf"), "document")
    assert refusal.value.messages == [f"Dit bestand is te groot ({len(samples.PDF)}\xa0bytes). Hoogstens 10\xa0bytes."]


def test_a_picture_that_unpacks_to_too_much_is_refused(settings) -> None:
    settings.UPLOAD_PIXELS = 100
    with pytest.raises(ValidationError, match="geen heel en veilig"):
        check_upload(ContentFile(samples.make_picture(size=(11, 10)), name="a.jpg"), "image")


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = samples.make_picture("PNG", size=(1, 1)).replace(b"\0\0\0\x01\0\0\0\x01", b"\0\1\0\0\0\1\0\0", 1)
    with pytest.raises(ValidationError, match="geen heel en veilig"):
        check_upload(ContentFile(bomb, name="a.png"), "image")


@pytest.mark.django_db
def test_a_photo_is_kept_upright_and_without_where_it_was_taken() -> None:
    image = make_image(content=samples.make_photo_of_a_place())
    with image.file.open() as file:
        kept = file.read()
    assert (image.width, image.height) == (800, 1200)
    assert image.file_size == len(kept)
    for told in (b"Exif", b"Telefoonmerk", b"Sanne"):
        assert told not in kept
    picture = Image.open(BytesIO(kept))
    assert picture.size == (800, 1200)
    assert dict(picture.getexif()) == {}


@pytest.mark.django_db
def test_names_on_disk_say_nothing() -> None:
    files = [make_image(name="Sanne thuis.JPG").file, make_document().file, make_audio().file, make_video().thumbnail]
    for file in files:
        folder, _, name = file.name.partition("/")
        assert folder in ("image", "document", "audio", "video", "media")
        assert len(name.partition(".")[0]) == 32
        assert "sanne" not in file.name.lower()


@pytest.mark.django_db
def test_every_upload_lies_in_the_private_folder(settings) -> None:
    for file in (make_image().get_rendition("width-480").file, make_document().file, make_video().captions_nl):
        assert file.path.startswith(str(settings.PRIVATE_ROOT))


@pytest.mark.django_db
def test_nothing_is_kept_of_what_is_refused_whatever_way_it_came() -> None:
    for make, content in ((make_image, SVG), (make_document, HTML), (make_video, HTML), (make_audio, HTML)):
        with pytest.raises(ValidationError), transaction.atomic():
            make(content=content)
    assert not LessonImage.objects.exists() and not LessonMedia.objects.exists()
    assert not LessonDocument.objects.exists()


# --- in the admin ---------------------------------------------------------------------------------


WARNING = "over wie het maakte, waar en waarmee, blijft erin."


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_colleague("Editors"))
    return client


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "stated"),
    [
        ("/admin/images/add/", ("JPG, JPEG, PNG, WEBP", "10,0")),
        ("/admin/documents/add/", ("pdf, docx, xlsx, pptx, zip", "25,0", WARNING)),
        ("/admin/documents/multiple/add/", ("pdf, docx, xlsx, pptx, zip", "25,0", WARNING)),
        ("/admin/documents/chooser/", ("pdf, docx, xlsx, pptx, zip", "25,0", WARNING)),
        ("/admin/media/video/add/", ("mp4, webm", "500,0", "vtt", WARNING)),
        ("/admin/media/audio/add/", ("mp3, m4a, wav", "100,0", WARNING)),
    ],
)
def test_the_form_states_types_and_sizes_and_what_stays_in_the_file(editor, path, stated):
    page = editor.get(path).content.decode()
    for words in stated:
        assert words in page


@pytest.mark.django_db
def test_an_editor_uploads_a_photo_a_document_and_a_film(editor):
    editor.post("/admin/images/add/", {"title": "Foto", "file": upload("f.jpg", samples.make_photo_of_a_place())})
    editor.post("/admin/documents/add/", {"title": "Werkblad", "file": upload("w.pdf", samples.PDF)})
    film = {"title": "Film", "file": upload("f.mp4", samples.MP4), "captions_nl": upload("nl.vtt", samples.VTT)}
    editor.post("/admin/media/video/add/", film)
    image = LessonImage.objects.get()
    assert (image.width, image.height) == (800, 1200)
    assert image.file_hash
    assert b"Telefoonmerk" not in Path(image.file.path).read_bytes()
    assert LessonDocument.objects.get().file_size == len(samples.PDF)
    assert list(LessonMedia.objects.get().captions) == ["nl"]


@pytest.mark.django_db
def test_an_editor_reads_why_a_file_is_refused(editor):
    forms = {
        "/admin/images/add/": ("foto.jpg", samples.make_picture()[:700]),
        "/admin/documents/add/": ("werk.pdf", HTML),
        "/admin/media/video/add/": ("film.mp4", HTML),
        "/admin/media/audio/add/": ("les.mp3", HTML),
    }
    for path, (name, content) in forms.items():
        page = editor.post(path, {"title": "Iets", "file": upload(name, content)}).content.decode()
        broken = "Upload een geldige afbeelding" if "images" in path else "Dit is geen heel en veilig"
        assert broken in page, path
    page = editor.post("/admin/documents/add/", {"title": "Iets", "file": upload("a.exe", b"MZ")}).content.decode()
    assert "Dit soort bestand kan hier niet. Kies een van deze: pdf, docx" in page
    assert not (LessonImage.objects.exists() or LessonDocument.objects.exists() or LessonMedia.objects.exists())


@pytest.mark.django_db
def test_many_at_once_are_checked_as_well(editor):
    for path, name in (("/admin/images/multiple/add/", "foto.jpg"), ("/admin/documents/multiple/add/", "werk.pdf")):
        answer = editor.post(
            path, {"title": "Iets", "files[]": upload(name, HTML)}, headers={"X-Requested-With": "XMLHttpRequest"}
        )
        assert answer.json()["success"] is False
    good = {"title": "Foto", "files[]": upload("f.jpg", samples.make_photo_of_a_place())}
    assert editor.post("/admin/images/multiple/add/", good).json()["success"] is True
    assert b"Telefoonmerk" not in Path(LessonImage.objects.get().file.path).read_bytes()


@pytest.mark.usefixtures("with_tasks")
@pytest.mark.django_db
def test_what_an_editor_replaces_goes_from_the_disk(editor, settings, django_capture_on_commit_callbacks):
    image, video = make_image(), make_video()
    old = [image.file.name, image.get_rendition("width-480").file.name, video.file.name]
    old += [video.captions_nl.name, video.thumbnail.name]
    photo = {"title": "Foto", "file": upload("f.png", samples.make_picture("PNG"))}
    film = {"title": "Film", "file": upload("f.webm", samples.WEBM), "captions_nl": upload("nl.vtt", samples.VTT)}
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"/admin/images/{image.pk}/", photo)
        editor.post(f"/admin/media/edit/{video.pk}/", film | {"thumbnail": upload("t.jpg", samples.make_picture())})
    assert [name for name in old if (settings.PRIVATE_ROOT / name).exists()] == []
    video.refresh_from_db()
    image.refresh_from_db()
    for file in (image.file, video.file, video.captions_nl, video.thumbnail):
        assert (settings.PRIVATE_ROOT / file.name).exists()
