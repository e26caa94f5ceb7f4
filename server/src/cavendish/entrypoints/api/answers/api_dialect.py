"""Whose API a path belongs to: ours, or one of the others that this server speaks as well."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

MCP_PATH: Final = "/mcp"
_GEMINI_PREFIX: Final = "/v1beta/"
_GOOGLE_HEADERS: Final = (b"x-goog-api-key", b"x-goog-api-client")
_GOOGLE_CALLS: Final = (":generateContent", ":streamGenerateContent")


class ApiDialect(StrEnum):
    """Decides how a key comes in and how a refusal goes out."""

    TASKS = "tasks"
    OPENAI = "openai"
    GEMINI = "gemini"
    MCP = "mcp"


def dialect_of(path: str) -> ApiDialect:
    """By the path's beginning, whether or not such a path exists."""
    if path.startswith("/api/"):
        return ApiDialect.TASKS
    if path.startswith("/v1/"):
        return ApiDialect.OPENAI
    if speaks_gemini(path):
        return ApiDialect.GEMINI
    if path == MCP_PATH or path.startswith(f"{MCP_PATH}/"):
        return ApiDialect.MCP
    return ApiDialect.TASKS


def speaks_gemini(path: str) -> bool:
    """Whether `dialect_of(path)` is Google's; asked of every request."""
    return path.startswith(_GEMINI_PREFIX)


def served_path(path: str, headers: Mapping[bytes, bytes]) -> str:
    """Where a call is served: Google's clients of 2026 ask for `/v1/models`, which is OpenAI's path too."""
    if path.startswith("/v1/models") and (
        path.endswith(_GOOGLE_CALLS) or any(name in headers for name in _GOOGLE_HEADERS)
    ):
        return "/v1beta" + path.removeprefix("/v1")
    return path
