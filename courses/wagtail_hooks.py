from django.urls import URLPattern, path
from wagtail import hooks

from .files.views import send_private_file


@hooks.register("register_admin_urls")
def add_private_files() -> list[URLPattern]:
    return [path("bestanden/<path:name>", send_private_file, name="private_file")]
