"""What the task APIs of kie and APIXO share: a status in two places, results as JSON inside a string."""

from typing import Protocol

import msgspec

from cavendish.adapters.upstream.upstream_failures import no_picture, wrong_answer
from cavendish.adapters.upstream.upstream_http import Answer


class _Results(msgspec.Struct, rename="camel"):
    result_urls: list[str] = []


class Envelope(Protocol):
    @property
    def code(self) -> int: ...


def true_status(answer: Answer, envelope: Envelope | None) -> int:
    """The HTTP status, or the envelope's `code` where that says what a 200 does not."""
    return envelope.code if envelope is not None and answer.status == 200 else answer.status


def first_result_url(provider: str, result_json: str) -> str:
    """The picture's address in a task's `resultJson`; ProviderError where there is none."""
    try:
        urls = msgspec.json.decode(result_json, type=_Results).result_urls
    except msgspec.DecodeError as error:
        raise wrong_answer(provider, "a success with unreadable results") from error
    if not urls:
        raise no_picture(provider, "a success without results")
    return urls[0]
