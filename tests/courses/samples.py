"""Small real files, made here."""

import zipfile
from io import BytesIO
from struct import pack

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nWelkom bij deze les.\n"


def box(kind: bytes, content: bytes = b"") -> bytes:
    return pack(">I", 8 + len(content)) + kind + content


MP4 = (
    box(b"ftyp", b"isom\x00\x00\x02\x00isommp42") + box(b"moov", box(b"mvhd", b"\0" * 100)) + box(b"mdat", b"\7" * 4096)
)
M4A = (
    box(b"ftyp", b"M4A \x00\x00\x02\x00M4A mp42") + box(b"moov", box(b"mvhd", b"\0" * 100)) + box(b"mdat", b"\7" * 512)
)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04" + b"\0" * 64
WAV = b"RIFF" + pack("<I", 36 + 800) + b"WAVEfmt " + pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data"
WAV += pack("<I", 800) + b"\x80" * 800
MP3 = b"\xff\xfb\x90\x64" + b"\0" * 413
MP3_WITH_LABELS = b"ID3\x04\x00\x00\x00\x00\x00\x0aTIT2xxxxxx" + MP3


def make_wav_of_many_chunks(number: int) -> bytes:
    """Sound behind empty chunks, which cost whoever reads all of them more than they cost whoever sends them."""
    body = WAV[8:] + (b"JUNK" + pack("<I", 0)) * number
    return b"RIFF" + pack("<I", len(body)) + body


def make_picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 800), **options: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, (178, 58, 30)).save(written, kind, **options)
    return written.getvalue()


def make_photo_of_a_place() -> bytes:
    """As a phone makes it: on its side, with where it was taken and by what."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to see it upright
    exif[0x010F] = "Telefoonmerk"
    exif.get_ifd(0x8825)[2] = (52.0, 22.0, 12.0)  # GPS latitude
    exif.get_ifd(0x8825)[1] = "N"
    return make_picture(size=(1200, 800), exif=exif, comment=b"genomen bij Sanne thuis")


def make_zip(**parts: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def make_word_document(**more: bytes) -> bytes:
    return make_zip(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<document/>"} | more)
