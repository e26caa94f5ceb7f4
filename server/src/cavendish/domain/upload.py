"""A reference picture that a caller gave us ahead of the task that uses it."""

import re
import secrets
from dataclasses import dataclass
from typing import Final

from cavendish.domain.ids import ApiKeyId

UPLOAD_LIFETIME_MS: Final = 24 * 3600 * 1000
"""An upload's address is good for a day."""
UPLOAD_GRACE_MS: Final = 3600 * 1000
"""The bytes stay a little longer, for tasks that were accepted at the last moment and have not begun."""
MAX_LIVE_UPLOADS: Final = 1_000
"""Per key; with 10 MB each that bounds what one key can store."""
_EXTENSIONS: Final = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
_NAME: Final = re.compile(r"([0-9a-f]{32})\.(?:png|jpg|webp)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A stored upload; its token is 128 random bits and names it in its address."""

    token: str
    api_key_id: ApiKeyId
    media_type: str
    size_bytes: int
    expires_at_ms: int

    @property
    def name(self) -> str:
        """The last part of its address."""
        return f"{self.token}.{_EXTENSIONS[self.media_type]}"

    @property
    def storage_key(self) -> str:
        return f"uploads/files/{self.token[:2]}/{self.name}"


def new_upload_token() -> str:
    return secrets.token_hex(16)


def find_upload_token(name: str) -> str | None:
    """The token in the last part of an upload's address; None when it is of another form."""
    match = _NAME.fullmatch(name)
    return match[1] if match else None
