"""What the demo has none of: a lesson with every kind of block, full sessions, an archived course.

Made in the site that the browser looks at, by a process beside it. Everything stands behind what the demo has.
"""

import json
import subprocess
import sys
from datetime import timedelta

from django.utils import timezone

from courses.models import LessonMedia
from members.accounts.models import User
from tests.browser.demo_site import DemoSite
from tests.courses.samples import MP3
from tests.factories.courses import find_topic, give_access, make_course, make_lesson, make_open_lesson
from tests.factories.files import as_download, as_image, as_media, make_audio, make_document, make_image
from tests.factories.sessions import book_seat, fill, make_session
from tests.own_processes import ROOT, make_environment

FILM = "Een kwartslag, gefilmd"
GATED = "Alleen voor wie erbij hoort."
COMMAND = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command"]


def make_scenes_in(site: DemoSite) -> dict[str, str]:
    """Paths by name. The film must be there: an editor uploads it first."""
    words = [*COMMAND, "from tests.browser.scenes import make_scenes; print(make_scenes())"]
    environment = make_environment(site.folder, PORT=site.address.rpartition(":")[2])
    made = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(made.stdout)


def make_scenes() -> str:
    member = User.objects.get(email="member@werkflippen.example")
    course = make_course("Alles bij elkaar", topic=find_topic("Tijd"), form="blended")
    # No statement names Vimeo: the editor would refuse it today.
    elsewhere = ("embed", {"address": "https://vimeo.com/76979871", "title": "Hoe een ander het doet"})
    opened = make_open_lesson(course, "Rondkijken", module="Beginnen", body=[elsewhere])
    lesson = make_lesson(course, "Alles in één les", module="Beginnen", opening=write_opening(), body=write_body())
    booked, waited = make_session(course, title="Samen oefenen"), make_session(course, title="Samen terugkijken")
    book_seat(member, booked)
    fill(waited)
    book_seat(member, waited)
    make_session(course, title="Nog een keer", place="Kerkstraat 1, Utrecht", seats=8)
    make_session(course, title="Gaat niet door", is_cancelled=True, starts_at=timezone.now() + timedelta(days=9))
    archived = make_course("Van vroeger", topic=find_topic("Tijd"), is_archived=True)
    make_lesson(archived, "Toen")
    give_access(User.objects.get(email="course@werkflippen.example"), archived)
    return json.dumps(
        {
            "course": course.url,
            "lesson": lesson.url,
            "open lesson": opened.url,
            "archived course": archived.url,
            "seat": f"/account/bijeenkomsten/{booked.pk}/",
            "place on the waiting list": f"/account/bijeenkomsten/{waited.pk}/",
            "bookings": f"/admin/snippets/courses/livesession/bookings/{booked.pk}/",
            "edit course": f"/admin/pages/{course.pk}/edit/",
            "edit lesson": f"/admin/pages/{lesson.pk}/edit/",
        }
    )


def write_opening() -> list[tuple[str, object]]:
    return [("paragraph", "<p>Dit begin leest iedereen.</p>"), as_image(make_image())]


def write_body() -> list[tuple[str, object]]:
    image = make_image("Een volle agenda")
    pictures = [as_image(image, caption="Voor")[1], as_image(image, caption="Na")[1], as_image(image)[1]]
    return [
        ("heading", "Kijk en luister"),
        ("paragraph", f'<p>{GATED} <b>Vet</b>, <i>cursief</i> en <a href="/privacy/">een link</a>.</p>'),
        as_media(LessonMedia.objects.get(title=FILM)),
        as_media(make_audio(content=MP3 * 40)),
        ("gallery", pictures),
        ("heading", "Doe het zelf"),
        ("exercise", {"title": "Een kwartslag", "text": "<ol><li>Sta op.</li><li>Draai.</li></ol>"}),
        ("question", {"question": "Wat zie je nu?", "answer": "Iets anders dan net."}),
        as_download(make_document()),
        ("bullets", ["Een punt", "Nog een punt"]),
        ("quote", {"text": "Ik zag het ineens.", "attribution": "Een deelnemer"}),
        ("notice", {"title": "Let op", "text": "Kijk uit voor de kast."}),
        ("conduct", {"title": "Zo doen we", "rules": ["We luisteren"], "contact": "De begeleider helpt."}),
    ]
