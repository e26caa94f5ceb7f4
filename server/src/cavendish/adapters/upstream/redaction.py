"""Keeps keys and prompts out of messages that quote an upstream."""

import re
from collections.abc import Iterable
from typing import Final

_MAX_QUOTE: Final = 240
_WINDOW: Final = 12
_KEY_LIKE: Final = re.compile(r"\b(?:sk-|r8_|AIza|key-|whsec_|ya29\.)[\w\-.*:]{6,}|[\w-]{8,}:[0-9a-f]{24,}")
_ADDRESS: Final = re.compile(r"(https?://[^/\s\"'<>?#]+)[^\s\"'<>]*")
_DATA_URL: Final = re.compile(r"data:[\w/+.-]*;base64,[\w+/=]*")
_MARKUP: Final = re.compile(r"<[^>]*>")


def quote_upstream(text: str, *, prompt: str = "", secrets: Iterable[str] = ()) -> str:
    """What an upstream said, short, on one line, without keys, signed addresses or words of the prompt.

    Upstreams echo what they were sent, so a text that repeats a piece of the prompt is left out whole.
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    text = text[: 4 * _MAX_QUOTE]
    is_echo = _repeats(prompt, text)
    text = _DATA_URL.sub("data:…", text)
    text = _ADDRESS.sub(r"\1/…", _KEY_LIKE.sub("***", _MARKUP.sub(" ", text)))
    text = " ".join(text.split())
    if is_echo or _repeats(prompt, text):
        return "(its words are left out: they repeat the prompt)"
    return text if len(text) <= _MAX_QUOTE else f"{text[:_MAX_QUOTE]}…"


def _repeats(prompt: str, text: str) -> bool:
    prompt, text = (" ".join(words.split()).casefold() for words in (prompt, text))
    if not prompt:
        return False
    if len(prompt) < _WINDOW:
        return re.search(rf"(?<!\w){re.escape(prompt)}(?!\w)", text) is not None
    return any(text[start : start + _WINDOW] in prompt for start in range(len(text) - _WINDOW + 1))
