"""The examples for a public server keep what the statement promises: no address of a visitor in any log."""

import re
from pathlib import Path

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def list_directives(name: str, text: str = NGINX) -> list[str]:
    return re.findall(rf"^\s*{name} ([^;]+);", text, re.MULTILINE)


def test_the_web_server_keeps_no_log_of_visits() -> None:
    assert set(list_directives("access_log")) == {"off"}
    outside = NGINX.split("location ")[0]
    assert list_directives("access_log", outside) == ["off"]  # also for whatever somebody adds
    assert {level.split()[-1] for level in list_directives("error_log")} == {"crit", "/dev/null"}


def test_the_site_itself_keeps_no_log_of_visits() -> None:
    started = re.findall(r"^ExecStart=.*$", (DEPLOY / "werkflippen.service").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(started) == 1
    assert "access-log" not in started[0]  # granian writes none unless asked


def test_the_proxy_writes_over_every_address_that_a_visitor_claims_to_have() -> None:
    places = [place for place in NGINX.split("location ")[1:] if "proxy_pass" in place]
    assert len(places) == 4
    assert [list_directives("proxy_set_header X-Forwarded-For", place) for place in places] == [["$remote_addr"]] * 4
