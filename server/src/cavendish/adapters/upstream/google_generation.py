"""Google's generateContent: the request, the answer, and what each refusal means.

The Gemini API and Vertex AI speak it alike. Source: ai.google.dev/gemini-api/docs/image-generation and
google-genai 3.4.0 `types.py`, `errors.py` (checked 2026-11-23).
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from cavendish.adapters.upstream.base64_field import Base64Bytes
from cavendish.adapters.upstream.picture_bytes import require_picture
from cavendish.adapters.upstream.redaction import quote_upstream
from cavendish.adapters.upstream.upstream_failures import (
    failure_of_status,
    misconfigured,
    no_picture,
    read_duration,
    read_retry_after,
    refused,
    throttled,
    verified_picture_rejected,
)
from cavendish.adapters.upstream.upstream_http import Answer
from cavendish.domain.clock import Clock
from cavendish.domain.errors import ProviderError
from cavendish.domain.generation import GenerationRequest, ReferenceImage
from cavendish.domain.routing import Route

_REFUSALS: Final = frozenset(
    {
        "SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT",
        "ESCALATION", "MODEL_ARMOR", "JAILBREAK",
    }
)  # fmt: skip
_TOO_CLOSE: Final = frozenset({"RECITATION", "IMAGE_RECITATION"})
_DAY_MS: Final = 24 * 3600 * 1000
_QUOTA_DAY_STARTS_MS: Final = 8 * 3600 * 1000
"""Daily quotas start anew at midnight Pacific time; 08:00 UTC is never before that."""


class _Reference(msgspec.Struct, rename="camel"):
    mime_type: str
    data: bytes


class _AskedPart(msgspec.Struct, rename="camel", omit_defaults=True):
    text: str | None = None
    inline_data: _Reference | None = None


class _AskedContent(msgspec.Struct):
    role: str
    parts: list[_AskedPart]


class _ImageOutput(msgspec.Struct, rename="camel"):
    mime_type: str


class _ImageConfig(msgspec.Struct, rename="camel", omit_defaults=True):
    aspect_ratio: str | None = None
    image_size: str | None = None
    image_output_options: _ImageOutput | None = None


class _GenerationConfig(msgspec.Struct, rename="camel"):
    response_modalities: list[str]
    image_config: _ImageConfig


class _SafetySetting(msgspec.Struct):
    category: str
    threshold: str


class _Request(msgspec.Struct, rename="camel", omit_defaults=True):
    contents: list[_AskedContent]
    generation_config: _GenerationConfig
    safety_settings: list[_SafetySetting] = []


class _Picture(msgspec.Struct, rename="camel"):
    mime_type: str
    data: Base64Bytes


class _PictureFile(msgspec.Struct, rename="camel"):
    file_uri: str


class _Part(msgspec.Struct, rename="camel"):
    text: str | None = None
    inline_data: _Picture | None = None
    file_data: _PictureFile | None = None
    thought: bool = False


class _Content(msgspec.Struct):
    parts: list[_Part] | None = None


class _Candidate(msgspec.Struct, rename="camel"):
    content: _Content | None = None
    finish_reason: str = ""
    finish_message: str = ""


class _PromptFeedback(msgspec.Struct, rename="camel"):
    block_reason: str = ""
    block_reason_message: str = ""


class _ModalityTokens(msgspec.Struct, rename="camel"):
    modality: str = ""
    token_count: int = 0


class _Usage(msgspec.Struct, rename="camel"):
    prompt_token_count: int = 0
    candidates_tokens_details: list[_ModalityTokens] | None = None


class GenerateAnswer(msgspec.Struct, rename="camel"):
    candidates: list[_Candidate] | None = None
    prompt_feedback: _PromptFeedback | None = None
    usage_metadata: _Usage | None = None


class _Violation(msgspec.Struct, rename="camel"):
    quota_id: str = ""


class _Detail(msgspec.Struct, rename="camel"):
    reason: str = ""
    retry_delay: str = ""
    violations: list[_Violation] = []


class _Error(msgspec.Struct):
    message: str = ""
    status: str = ""
    details: list[_Detail] = []


class _ErrorBody(msgspec.Struct):
    error: _Error


def build_request(
    request: GenerationRequest,
    references: tuple[ReferenceImage, ...],
    route: Route,
    *,
    can_choose_format: bool = False,
) -> msgspec.Struct:
    """The body of generateContent: the words first, then the references in their order.

    The Gemini API answers 400 to a choice of file format; only Vertex has it. Route options: `image_size`
    (default: what the caller asked, where the model has sizes), `safety_threshold`.
    """
    parts = [_AskedPart(text=request.prompt)]
    parts += [_AskedPart(inline_data=_Reference(item.media_type, item.content)) for item in references]
    size = str(route.options.get("image_size", "")) or request.resolution
    output = _ImageOutput(request.output_format.media_type) if can_choose_format else None
    threshold = str(route.options.get("safety_threshold", ""))
    categories = ("HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT")
    return _Request(
        contents=[_AskedContent(role="user", parts=parts)],
        generation_config=_GenerationConfig(
            response_modalities=["IMAGE"],
            image_config=_ImageConfig(
                aspect_ratio=request.aspect_ratio, image_size=size, image_output_options=output
            ),
        ),
        safety_settings=[_SafetySetting(f"HARM_CATEGORY_{name}", threshold) for name in categories]
        if threshold
        else [],
    )


def find_picture(provider: str, answer: GenerateAnswer, *, prompt: str) -> bytes | str:
    """The picture's bytes, or the address where it lies; ProviderError when a 200 holds no picture.

    Parts marked as thoughts are drafts.
    """
    if not answer.candidates:
        feedback = answer.prompt_feedback
        if feedback is None or not feedback.block_reason:
            raise no_picture(provider, "an answer without candidates")
        raise refused(provider, f"prompt blocked: {feedback.block_reason}")
    candidate = answer.candidates[0]
    _raise_for_finish(provider, candidate)
    parts = (candidate.content and candidate.content.parts) or []
    for part in parts:
        if part.thought:
            continue
        if part.inline_data is not None and part.inline_data.mime_type.startswith("image/"):
            return require_picture(provider, part.inline_data.data)
        if part.file_data is not None and part.file_data.file_uri.startswith("http"):
            return part.file_data.file_uri
    words = " ".join(part.text for part in parts if part.text and not part.thought)
    said = f", only words: {quote_upstream(words, prompt=prompt)}" if words else ""
    raise no_picture(provider, f"finished with {candidate.finish_reason or 'no reason'}{said}")


def _raise_for_finish(provider: str, candidate: _Candidate) -> None:
    reason = candidate.finish_reason
    if reason in _REFUSALS:
        raise refused(provider, f"output blocked: {reason}")
    if reason in _TOO_CLOSE:
        raise refused(provider, f"too close to existing work: {reason}")
    if reason == "PUP_LIMITED_DISABLED":
        raise misconfigured(provider, f"Google restricted this account: {reason}")


def refusal_named_in(text: str) -> str | None:
    """Google's reason for a refusal that somebody else's message names, such as `(IMAGE_SAFETY)`."""
    words = set(text.replace("(", " ").replace(")", " ").replace(",", " ").replace(".", " ").split())
    return next(iter(sorted(words & (_REFUSALS | _TOO_CLOSE))), None)


def cost_microusd(answer: GenerateAnswer, options: Mapping[str, str | int | float | bool]) -> int | None:
    """What the tokens cost by the route's `image_usd_per_mtok` and `input_usd_per_mtok`, if it has them."""
    usage, price = answer.usage_metadata, options.get("image_usd_per_mtok")
    if usage is None or usage.candidates_tokens_details is None or price is None:
        return None
    made = sum(item.token_count for item in usage.candidates_tokens_details if item.modality == "IMAGE")
    if not made:
        return None
    return round(made * float(price) + usage.prompt_token_count * float(options.get("input_usd_per_mtok", 0)))


def failure_of(answer: Answer, *, prompt: str, secrets: tuple[str, ...], clock: Clock) -> ProviderError:
    """What an answer other than 200 means."""
    body = answer.find(_ErrorBody) or (answer.find(list[_ErrorBody]) or [_ErrorBody(_Error())])[0]
    error = body.error
    reason = next((detail.reason for detail in error.details if detail.reason), "")
    words = quote_upstream(error.message or answer.text, prompt=prompt, secrets=secrets)
    note = " ".join(word for word in (error.status, reason, words) if word)
    if answer.status == 400 and "process input image" in error.message.casefold():
        return verified_picture_rejected(answer.provider, f"HTTP 400: {note}")
    if answer.status == 400 and (reason == "API_KEY_INVALID" or error.status == "FAILED_PRECONDITION"):
        return misconfigured(answer.provider, f"HTTP 400: {note}")
    if answer.status == 429:
        return _throttled(answer, error, note, clock)
    return failure_of_status(answer.provider, answer.status, note, retry_after_s=_wait_s(answer, error))


def _throttled(answer: Answer, error: _Error, note: str, clock: Clock) -> ProviderError:
    quotas = [violation.quota_id for detail in error.details for violation in detail.violations]
    if any("PerDay" in quota for quota in quotas):
        into_day_ms = (clock.now_ms() - _QUOTA_DAY_STARTS_MS) % _DAY_MS
        wait_s = (_DAY_MS - into_day_ms) / 1000
        return throttled(answer.provider, f"daily quota used up: {note}", retry_after_s=wait_s)
    return throttled(answer.provider, f"HTTP 429: {note}", retry_after_s=_wait_s(answer, error))


def _wait_s(answer: Answer, error: _Error) -> float | None:
    """How long Google asks to wait: in RetryInfo, in the header, or in its words."""
    delay = next((detail.retry_delay for detail in error.details if detail.retry_delay), "")
    wait_s = read_duration(delay)
    if wait_s is None:
        wait_s = read_retry_after(answer.headers)
    if wait_s is None and "retry in" in error.message:
        wait_s = read_duration(error.message.partition("retry in")[2])
    return wait_s
