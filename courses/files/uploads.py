"""Which files may be uploaded: types and sizes stand in the settings, what is inside decides."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from .pictures import redraw_picture
from .signatures import CHECKS


def list_types(upload: str) -> list[str]:
    return list(settings.UPLOADS[upload][0])


def find_limit(upload: str) -> int:
    """In bytes."""
    return int(settings.UPLOADS[upload][1])


# Nothing that we build on takes these apart and puts them together again without loss.
KEPT_AS_THEY_CAME = {"document", "audio", "video"}


def _describe(upload: str) -> str:
    types, size = ", ".join(list_types(upload)), filesizeformat(find_limit(upload))
    stated = _("Soorten: %(types)s. Hoogstens %(size)s.") % {"types": types, "size": size}
    if upload not in KEPT_AS_THEY_CAME:
        return stated
    warning = _(
        "Wat er in het bestand staat over wie het maakte, waar en waarmee, blijft erin. Haal eruit wat niemand hoeft "
        "te zien, voor je het uploadt."
    )
    return f"{stated} {warning}"


describe_upload = lazy(_describe, str)  # what the form says before anybody chooses a file


def check_upload(file: File, upload: str) -> File:
    """The file as it may be kept: a picture drawn anew, everything else as it came.

    Raises ValidationError with the reason for whatever is too large, of another type, or not what its name says.
    """
    extension = str(file.name).rpartition(".")[2].lower()
    types = list_types(upload)
    if extension not in types:
        message = _("Dit soort bestand kan hier niet. Kies een van deze: %(types)s.")
        raise ValidationError(message, code="type", params={"types": ", ".join(types)})
    if file.size > find_limit(upload):
        message = _("Dit bestand is te groot (%(size)s). Hoogstens %(limit)s.")
        sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(find_limit(upload))}
        raise ValidationError(message, code="size", params=sizes)
    try:
        return look_inside(file, extension)
    except ValueError as error:
        message = _("Dit is geen heel en veilig %(type)s-bestand, ook al heet het zo. Sla het eerst opnieuw op.")
        raise ValidationError(message, code="content", params={"type": extension}) from error
    finally:
        file.seek(0)


def look_inside(file: File, extension: str) -> File:
    file.seek(0)
    if extension not in CHECKS:
        return redraw_picture(file, extension)
    CHECKS[extension](file)
    return file
