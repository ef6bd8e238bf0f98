"""Members of their own for tests that change an account, made in the site that the browser looks at."""

import subprocess

from tests.browser.demo_site import DemoSite
from tests.browser.scenes import COMMAND
from tests.own_processes import ROOT, make_environment


def make_members_in(site: DemoSite, *addresses: str) -> None:
    """With the password of tests.factories.accounts."""
    words = f"from tests.factories.accounts import make_member; [make_member(email) for email in {addresses!r}]"
    environment = make_environment(site.folder, PORT=site.address.rpartition(":")[2])
    subprocess.run([*COMMAND, words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
