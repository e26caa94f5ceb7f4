"""Where the service is, and what every call to it carries."""

import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from cavendish_client.http_exchange import Call

DEFAULT_BASE_URL: Final = "http://127.0.0.1:8080"
"""A Cavendish server on this machine, as `cavendish-server serve` starts it."""
API_ROOT: Final = "/api/v1"
UPLOAD_TIMEOUT_S: Final = 120.0
USER_AGENT: Final = f"cavendish-client/{version('cavendish-client')} python/{platform.python_version()}"


@dataclass(frozen=True, slots=True)
class ServiceAddress:
    """A base URL and a key, checked."""

    base_url: str
    api_key: str = field(repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError(f"base_url {self.base_url!r} is no address: give http(s)://host[:port]")
        if not self.api_key or not all("!" <= character <= "~" for character in self.api_key):
            raise ValueError("api_key must be visible ASCII characters without spaces, and not empty")
        root = self.base_url.rstrip("/").removesuffix(API_ROOT)
        object.__setattr__(self, "base_url", root)

    def call(self, method: str, path: str, **query: str | int | float | None) -> Call:
        """A call to this service, with the key. What is None in `query` is left out."""
        present = {name: value for name, value in query.items() if value is not None}
        return Call(
            method=method,
            url=f"{self.base_url}{path}" + (f"?{urlencode(present)}" if present else ""),
            headers=self._headers(),
        )

    def json_call(self, path: str, body: Mapping[str, Any], *, headers: Mapping[str, str]) -> Call:
        """A POST of JSON to this service, with the key."""
        return Call(
            method="POST",
            url=f"{self.base_url}{path}",
            headers={**self._headers(), "Content-Type": "application/json", **headers},
            body=json.dumps(body, ensure_ascii=False).encode(),
            timeout_s=UPLOAD_TIMEOUT_S,  # references may make it many megabytes
        )

    def upload_call(self, path: str, data: bytes, *, media_type: str) -> Call:
        """A POST of a file to this service, with the key."""
        return Call(
            method="POST",
            url=f"{self.base_url}{path}",
            headers={**self._headers(), "Content-Type": media_type},
            body=data,
            timeout_s=UPLOAD_TIMEOUT_S,
        )

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.api_key}", **plain_headers()}


def plain_headers() -> dict[str, str]:
    """What a call carries that may reach anybody: no key."""
    return {"User-Agent": USER_AGENT, "Accept": "application/json, image/*"}


def model_path(action: str, model: str) -> str:
    """`/api/v1/{action}/{model}`."""
    return f"{API_ROOT}/{action}/{quote(model, safe='')}"
