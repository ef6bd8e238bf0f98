"""What keeps the suite short, beside the tests themselves. A plugin of pytest, named in conftest.py."""

import gc
from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test.signals import template_rendered
from django.utils.safestring import SafeString


def pytest_collection_finish() -> None:
    """All that is imported by now stays: not looking through it for garbage, again and again, saves a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def call_with_room(act: Callable[[pytest.Session], object], session: pytest.Session) -> object:
    return act(session)


# Python keeps the frames of calls in pieces of 16 KB, takes a new one from the system where a call crosses an edge, and
# gives it back on return: a request crosses one thousands of times. A call that asks for much room gets a piece in
# which all calls below it fit. That saves a third of the matrix of roles, and a few hundredths of all other tests.
call_with_room.__code__ = call_with_room.__code__.replace(co_stacksize=33_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    return call_with_room(session.config.pluginmanager.get_plugin("main").pytest_runtestloop, session)


def render(template: Template, context: Context) -> SafeString:
    """Instead of Django's `instrumented_test_render`, which copies all that is known at every piece of a page for
    `response.context`: a twentieth of the suite, where tests ask for what the view itself gave.
    """
    if context.template is template:
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


@pytest.fixture(scope="session", autouse=True)
def _one_copy_of_a_context(django_test_environment: None) -> None:
    Template._render = render  # Django puts its own back at the end
