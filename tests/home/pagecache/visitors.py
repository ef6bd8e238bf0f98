from typing import Any

from django.test.signals import template_rendered

from tests.visiting import Client


class Visitor(Client):
    """Without a session; knows whether the site had to make the page."""

    def reads(self, path: str, **headers: Any) -> str:
        response = self.get(path, headers=headers)
        assert response.status_code == 200, (path, response.status_code)
        return response.content.decode()

    def gets_kept(self, path: str, **headers: Any) -> bool:
        """Whether the page was there already."""
        made: list[Any] = []

        def note(template: Any, **signal: Any) -> None:
            made.append(template)

        template_rendered.connect(note)
        try:
            self.get(path, headers=headers)
        finally:
            template_rendered.disconnect(note)
        return not made
