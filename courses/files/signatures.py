"""What a file really is, read from its bytes: a name can say anything.

Each function takes an open file at its start and raises nothing but `ValueError` for what it is not.
"""

import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from typing import IO

MOST_UNPACKED = 300 * 1024 * 1024  # bytes
MOST_PARTS = 5000  # files inside a ZIP
MOST_CHUNKS = 100_000  # of film or sound; empty ones take eight bytes each, and are millions in a file of this size
MP4_ENDS = {b"moov", b"mdat"}
WAV_CHUNKS = {b"fmt ", b"data"}
MACROS = ("vbaproject.bin", "activex", "/embeddings/oleobject")


def check_pdf(file: IO[bytes]) -> None:
    """A PDF from its first byte to its last, so that it cannot be something else as well."""
    if file.read(5) != b"%PDF-":
        raise ValueError
    size = file.seek(0, 2)
    file.seek(max(0, size - 1024))
    if not file.read().rstrip(b"\0\t\n\r ").endswith(b"%%EOF"):
        raise ValueError


def check_zip(file: IO[bytes]) -> None:
    read_parts(file)


def check_office(folder: str) -> Callable[[IO[bytes]], None]:
    """A document of Office without macros; `folder` is where its text lies: word, xl or ppt."""

    def check(file: IO[bytes]) -> None:
        parts = [name.lower() for name in read_parts(file)]
        if "[content_types].xml" not in parts or not any(name.startswith(f"{folder}/") for name in parts):
            raise ValueError
        if any(macro in name for name in parts for macro in MACROS):
            raise ValueError

    return check


def read_parts(file: IO[bytes]) -> list[str]:
    """The names in a ZIP that starts at the first byte and does not unpack to something huge or outside its folder."""
    if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        raise ValueError
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise ValueError from error
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValueError
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names):
        raise ValueError
    return names


def check_mp4(file: IO[bytes]) -> None:
    """MPEG-4, for video and for sound: whole boxes from beginning to end, with the index and the media among them."""
    boxes = list(islice(read_boxes(file), MOST_CHUNKS + 1))
    if not boxes or boxes[0] != b"ftyp" or not set(boxes) >= MP4_ENDS or len(boxes) > MOST_CHUNKS:
        raise ValueError


def read_boxes(file: IO[bytes]) -> Iterator[bytes]:
    end = file.seek(0, 2)
    start = 0
    while start < end:
        file.seek(start)
        head = file.read(8)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(file.read(8), "big")
        elif length == 0:
            length = end - start
        if len(head) < 8 or length < 8 or start + length > end:
            raise ValueError
        yield head[4:8]
        start += length


def check_webm(file: IO[bytes]) -> None:
    head = file.read(64)
    if not head.startswith(b"\x1a\x45\xdf\xa3") or b"\x42\x82\x84webm" not in head:
        raise ValueError


def check_mp3(file: IO[bytes]) -> None:
    """A frame of MPEG layer III, at the start or behind the labels of an ID3v2 tag."""
    head = file.read(10)
    start = 0
    if head[:3] == b"ID3":
        if len(head) < 10 or any(byte > 127 for byte in head[6:10]):
            raise ValueError
        length = 0
        for byte in head[6:10]:
            length = length << 7 | byte
        start = 10 + length
    file.seek(start)
    frame = file.read(4)
    is_frame = len(frame) == 4 and frame[0] == 0xFF and frame[1] & 0xE6 == 0xE2
    if not is_frame or frame[2] >> 4 in (0, 15) or frame[2] & 0x0C == 0x0C:
        raise ValueError


def check_wav(file: IO[bytes]) -> None:
    """Whole chunks from beginning to end, with the form of the sound and the sound among them."""
    head, size = file.read(12), file.seek(0, 2)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE" or int.from_bytes(head[4:8], "little") != size - 8:
        raise ValueError
    chunks = list(islice(read_chunks(file, size), MOST_CHUNKS + 1))
    if not set(chunks) >= WAV_CHUNKS or len(chunks) > MOST_CHUNKS:
        raise ValueError


def read_chunks(file: IO[bytes], end: int) -> Iterator[bytes]:
    start = 12
    while start < end:
        file.seek(start)
        head = file.read(8)
        length = int.from_bytes(head[4:], "little")
        if len(head) < 8 or start + 8 + length > end:
            raise ValueError
        yield head[:4]
        start += 8 + length + length % 2  # a chunk begins at an even place


def check_vtt(file: IO[bytes]) -> None:
    """WebVTT with at least one line to show."""
    text = file.read().decode("utf-8-sig")  # UnicodeDecodeError is a ValueError
    first, _, rest = text.partition("\n")
    if first.rstrip("\r").split(" ")[0].split("\t")[0] != "WEBVTT" or " --> " not in rest or "\0" in text:
        raise ValueError


CHECKS: dict[str, Callable[[IO[bytes]], None]] = {
    "pdf": check_pdf,
    "zip": check_zip,
    "docx": check_office("word"),
    "xlsx": check_office("xl"),
    "pptx": check_office("ppt"),
    "mp4": check_mp4,
    "m4a": check_mp4,
    "webm": check_webm,
    "mp3": check_mp3,
    "wav": check_wav,
    "vtt": check_vtt,
}
CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "mp4": "video/mp4",
    "m4a": "audio/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "vtt": "text/vtt; charset=utf-8",
}
"""By extension. What is not in it is sent as bytes to be saved, never as something that a browser opens."""


def find_content_type(name: str) -> str:
    return CONTENT_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
