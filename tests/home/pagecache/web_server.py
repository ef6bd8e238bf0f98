"""A real nginx before the site, with the configuration that we deploy."""

from __future__ import annotations

import http.client
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.own_processes import ROOT, find_free_port, wait_until_it_answers

CONFIGURATION = """
user root;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        {ours}
    }}
}}
"""


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.content = response.status, response.read()
        self.headers = {name.lower(): value for name, value in response.getheaders()}


class WebServer:
    """What it passes on looks as if it came by the scheme; in earnest TLS ends here."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        try:
            return Answer(connection.getresponse())
        finally:
            connection.close()


@contextmanager
def running_web_server(folder: Path, *, site: str, pages: Path, scheme: str = "https") -> Iterator[WebServer]:
    """`site`: host and port of the site itself; `pages`: where it keeps them. Beside: static files, in the folder."""
    port = find_free_port()
    ours = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    ours = ours.replace("127.0.0.1:8000", site).replace("$scheme", scheme)
    ours = ours.replace("/srv/werkflippen/var/pages", str(pages))
    ours = ours.replace("/srv/werkflippen/var/static", str(folder / "static"))
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, ours=ours), encoding="utf-8")
    command = [shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(configuration), "-p", str(folder)]
    server = subprocess.Popen([*command, "-e", str(folder / "error.log")], env={"TZ": "Europe/Amsterdam"})
    try:
        web = WebServer(port)
        wait_until_it_answers(server, lambda: web.ask("/healthz"), seconds=20)
        yield web
    finally:
        server.terminate()
        server.wait(timeout=20)
