"""The self-test: it finds a web server that lets private files out, and says so when it could not look."""

import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command

from courses.files.checks import check_private_root, check_storages
from courses.models import LessonDocument
from tests.own_processes import find_free_port


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


class ThroughAPrefix(Quiet):
    """A server that has a folder at one address, as with nginx's `alias`, and nothing elsewhere."""

    prefix = ""

    def translate_path(self, path: str) -> str:
        is_ours = path.startswith(self.prefix)
        return super().translate_path(path.removeprefix(self.prefix) if is_ours else "/nothing-here")


@pytest.fixture
def private(settings, tmp_path: Path) -> Path:
    settings.PRIVATE_ROOT = tmp_path / "var" / "private"
    settings.PRIVATE_ROOT.mkdir(parents=True)
    return settings.PRIVATE_ROOT


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    servers = []

    def start(handler: type[Quiet], folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("prefix", ["/media/", "/private/", "/static/", "/static../private/"])
def test_a_server_that_leaks_is_found(private, serve, prefix):
    site = serve(type("Leaking", (ThroughAPrefix,), {"prefix": prefix}), private)
    with pytest.raises(CommandError, match="LEAK") as loud:
        call_command("check_private_files", site=site)
    assert f"\n  {prefix}marker-" in str(loud.value)
    assert loud.value.returncode == 1
    assert os.listdir(private) == []


def test_a_leak_at_an_address_that_only_we_know_of_is_found_when_it_is_named(private, serve):
    site = serve(type("Leaking", (ThroughAPrefix,), {"prefix": "/geheim/"}), private)
    call_command("check_private_files", site=site)
    with pytest.raises(CommandError, match="/geheim/marker-"):
        call_command("check_private_files", site=site, address=["geheim"])


def test_the_internal_address_of_nginx_is_tried_too(private, serve, settings):
    settings.X_ACCEL_PREFIX = "/van-binnen/"
    site = serve(type("Leaking", (ThroughAPrefix,), {"prefix": "/van-binnen/"}), private)
    with pytest.raises(CommandError, match="/van-binnen/marker-"):
        call_command("check_private_files", site=site)


def test_a_server_that_leaks_only_films_is_found(private, serve):
    class OnlyFilms(ThroughAPrefix):
        prefix = "/media/"

        def translate_path(self, path: str) -> str:
            return super().translate_path(path if path.endswith(".mp4") else "/nothing-here")

    with pytest.raises(CommandError, match=r"LEAK[^\n]+\n  /media/marker-\w+\.mp4$"):
        call_command("check_private_files", site=serve(OnlyFilms, private))


def test_a_server_that_keeps_them_passes_and_nothing_stays_behind(private, serve, tmp_path, capsys):
    (tmp_path / "public").mkdir()
    call_command("check_private_files", site=serve(Quiet, tmp_path / "public"))
    assert "Nothing in the private folder can be read" in capsys.readouterr().out
    assert os.listdir(private) == []


@pytest.mark.django_db
def test_this_site_itself_passes(private, live_server):
    call_command("check_private_files", site=live_server.url)


def test_a_site_that_does_not_answer_proves_nothing(private):
    with pytest.raises(CommandError, match="NOT CHECKED"):
        call_command("check_private_files", site=f"http://127.0.0.1:{find_free_port()}")
    assert os.listdir(private) == []


@pytest.mark.parametrize("name", ["STATIC_ROOT", "MEDIA_ROOT"])
def test_the_site_does_not_start_with_the_private_folder_inside_a_public_one(private, settings, name):
    setattr(settings, name, private.parent)
    (error,) = check_private_root()
    assert (error.id, name in error.msg) == ("courses.E001", True)
    assert error in run_checks()


def test_a_folder_beside_it_with_a_like_name_is_fine(private, settings):
    settings.STATIC_ROOT = private.parent / "priv"
    assert check_private_root() == []


def test_a_model_that_keeps_files_elsewhere_is_found(settings, monkeypatch):
    assert check_storages() == []
    monkeypatch.setattr(LessonDocument._meta.get_field("file"), "storage", FileSystemStorage())
    (error,) = check_storages()
    assert error.msg == "courses.LessonDocument.file keeps its files outside the private storage."
