"""What a certificate says of a course today. It is handed to whoever asked for it, and written down nowhere."""

from __future__ import annotations

from django.utils import timezone

from ..models import CourseEdition, CoursePage
from .signing import Certificate, sign_certificate


def issue_certificate(*, name: str, course: CoursePage) -> tuple[Certificate, str]:
    """The certificate and its code. Raises what `sign_certificate` raises."""
    certificate = Certificate(
        name=name,
        course_title=course.title,
        course_key=course.access_key,
        edition=find_edition(course),
        date=timezone.localdate(),
    )
    return certificate, sign_certificate(certificate)


def find_edition(course: CoursePage) -> int:
    """The newest, in the language of the page; an alias has those of its source. 0 when there is none."""
    editions = CourseEdition.objects.filter(course=course.alias_of_id or course.pk)
    return editions.order_by("-number").values_list("number", flat=True).first() or 0
