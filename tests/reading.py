"""What somebody reads at an address."""

from tests.visiting import Client


def read_page(client: Client, path: str, query: dict[str, str] | None = None) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()
