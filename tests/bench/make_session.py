"""`python -m tests.bench.make_session` logs the demo's member in, who has answered everything, and prints the session's
key and the address of a gated lesson.
"""

from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from courses.models import CoursePage, LessonPage
from home.pages.demo.make_people import DOMAIN
from legal.statements.acts.accepting import ShownText, record_act
from legal.statements.acts.asking import list_unanswered_versions
from legal.statements.models import Act
from members.accounts.models import User


def main() -> None:
    member = User.objects.get(email=f"member@{DOMAIN}")
    for version in list_unanswered_versions(member):
        kind = Act.Kind.ACCEPT if version.document.act == "accept" else Act.Kind.ACKNOWLEDGE
        shown = ShownText(version.find_text("nl"), "Gezien", Act.Place.DEMO, frozenset({kind}))
        record_act(user=member, shown=shown, kind=kind)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    course = CoursePage.objects.live().filter(locale__language_code="nl").earliest("path")
    lesson = LessonPage.objects.child_of(course).filter(own_rule="").earliest("path")
    print(session.session_key, lesson.get_url())


if __name__ == "__main__":
    main()
