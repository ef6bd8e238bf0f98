"""`python -m tests.bench.publish_page` publishes a course anew and prints its address."""

import django

if __name__ == "__main__":
    django.setup()

from django.utils import timezone

from courses.models import CoursePage


def main() -> None:
    course = CoursePage.objects.live().filter(locale__language_code="nl").earliest("path")
    course.teaser = f"Nieuw om {timezone.now()}"
    course.save_revision().publish()
    print(course.url)


if __name__ == "__main__":
    main()
