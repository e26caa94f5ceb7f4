"""What an operator lists as allowed and denied, and where the server itself listens, at submission."""

import pytest
from tests.integration.api.asgi_client import Client

pytestmark = pytest.mark.integration


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return {
        **environment,
        "CAVENDISH_ALLOW_HOSTS": "hooks.lan 10.1.0.0/16",
        "CAVENDISH_DENY_HOSTS": "*.evil.example 203.0.113.7",
        "CAVENDISH_LISTENS_ON": "10.1.0.1 8080",
    }


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("http://hooks.lan/a.png", 200),
        ("http://lan/a.png", 400),
        ("http://10.1.2.3/a.png", 200),
        ("http://10.2.2.3/a.png", 400),
        ("https://pictures.evil.example/a.png", 400),
        ("https://evil.example/a.png", 200),
        ("https://203.0.113.7/a.png", 400),
        ("http://10.1.0.1:8080/a.png", 400),
        ("http://10.1.0.1:8081/a.png", 200),
    ],
)
async def test_the_lists_hold_for_references_and_callbacks(client: Client, url: str, status: int) -> None:
    edit = {"input": {"mode": "image-to-image", "prompt": "x", "image_urls": [url]}}
    assert (await client.submit(edit)).status == status
    report = {"request_type": "callback", "callback_url": url, "input": {"prompt": "x"}}
    assert (await client.submit(report)).status == status
