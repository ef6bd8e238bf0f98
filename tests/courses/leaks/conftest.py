import pytest


@pytest.fixture(autouse=True)
def _with_every_index(with_tasks: None) -> None:
    """Editors search here too, and what they find comes from Wagtail's own index."""
