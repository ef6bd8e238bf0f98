"""One demo site for all scanners, and the same content over TLS, as production serves it."""

from collections.abc import Iterator

import pytest

from tests.browser.demo_site import DemoSite, running_demo_site
from tests.scanners.secure_site import SecureSite, running_securely


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    with running_demo_site(tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture(scope="session")
def secure_site(demo_site: DemoSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureSite]:
    with running_securely(demo_site, tmp_path_factory.mktemp("secure")) as site:
        yield site
