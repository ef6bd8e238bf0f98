"""Pictures as they are kept: turned the right way up, and without what the camera or the phone wrote in them."""

import warnings
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
}


def redraw_picture(file: IO[bytes], extension: str) -> ContentFile:
    """The picture drawn anew from its pixels: place, time, camera and whatever was hidden behind it are gone.

    Raises ValueError for what is no picture of this kind, is broken, moves, or has too many pixels.
    """
    expected = FORMATS.get(extension)
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=[expected] if expected else []) as picture:
                return ContentFile(redraw(picture, str(expected)))
    except (OSError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError, Warning) as error:
        raise ValueError(str(error)) from error


def redraw(picture: Image.Image, kind: str) -> bytes:
    if picture.width * picture.height > settings.UPLOAD_PIXELS or getattr(picture, "n_frames", 1) > 1:
        raise ValueError("too many pixels, or it moves")
    upright = ImageOps.exif_transpose(picture)
    if kind == "JPEG" and upright.mode not in ("RGB", "L"):
        upright = upright.convert("RGB")
    # A copy of the pixels alone: text, XMP and comments lie in `info`, which writers may take over.
    clean = upright.copy()
    clean.info = {name: upright.info[name] for name in ("icc_profile", "transparency") if name in upright.info}
    written = BytesIO()
    clean.save(written, kind, exif=b"", icc_profile=clean.info.get("icc_profile"), **QUALITY[kind])
    return written.getvalue()
