"""From the bytes of a `generateTask` call to a stored task; the fast lane and FastAPI both call this."""

import hashlib
import re
from collections.abc import Mapping
from functools import partial
from typing import Final, NamedTuple

import structlog
from pydantic import ValidationError
from starlette.types import Receive

from cavendish.bootstrap import ApiServices
from cavendish.domain.api_key import ApiKey
from cavendish.domain.correlation import Origin
from cavendish.domain.errors import ForbiddenError, InvalidRequestError, NotFoundError
from cavendish.domain.generation import GenerationRequest, Mode, OutputFormat
from cavendish.domain.ids import TaskId, new_asset_token, new_task_id
from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.routing import Strategy
from cavendish.domain.task import NewTask
from cavendish.domain.user_url import UserUrlError, check_user_url
from cavendish.entrypoints.api.answers.envelope import Answer, success_json
from cavendish.entrypoints.api.bodies.field_messages import invalid_request, missing_field
from cavendish.entrypoints.api.bodies.request_body import (
    check_length,
    check_media_type,
    parse_json,
    read_body,
)
from cavendish.entrypoints.api.bodies.task_body import TaskBody, TaskInput, make_body_class
from cavendish.ports.model import ModelPlugin

_log: Final = structlog.stdlib.get_logger("cavendish.api")
_IDEMPOTENCY_KEY: Final = re.compile(rb"[!-~]{1,255}")
_MAX_SHOWN_SLUG: Final = 80
_FORMATS: Final = {"png": OutputFormat.PNG, "jpeg": OutputFormat.JPEG, "jpg": OutputFormat.JPEG}
_MODES: Final = {mode.value: mode for mode in Mode}
_STRATEGIES: Final = {strategy.value: strategy for strategy in Strategy}


def unknown_model(slug: str, models: Mapping[str, ModelPlugin]) -> NotFoundError:
    """404 that lists the models there are."""
    return NotFoundError(f"Unknown model {slug[:_MAX_SHOWN_SLUG]!r}; this server offers {', '.join(models)}")


class RepeatGuard(NamedTuple):
    """What tells a request that is sent again from a new one; without a key every request is new."""

    key: str | None
    digest: bytes

    def name_of(self, index: int) -> str | None:
        """The idempotency key of one of the tasks that the request makes."""
        if self.key is None or index == 0:
            return self.key
        return f"{index}:{hashlib.sha256(self.key.encode()).hexdigest()}"


class SubmitTerms(NamedTuple):
    """What a submit is told beside its body."""

    origin: Origin
    repeat_guard: RepeatGuard
    copies: int = 1
    """How many tasks, which are stored together or not at all."""


class TaskSubmission:
    """Checks a request by its model's limits and stores it."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self._bodies = {slug: make_body_class(model) for slug, model in services.models.items()}
        self._policy = services.settings.network
        self._callback_policy = self._policy.for_callbacks()

    async def __call__(
        self, key: ApiKey, slug: str, *, headers: Mapping[bytes, bytes], receive: Receive, origin: Origin
    ) -> Answer:
        """The answer that carries the new task's id. Raises RequestRefusedError."""
        self._check_model(key, slug)
        check_media_type(headers)
        max_bytes = self._services.settings.max_body_bytes
        check_length(headers, max_bytes=max_bytes)
        body = await read_body(receive, max_bytes=max_bytes)
        value = await parse_json(body)
        idempotency_key = read_idempotency_key(headers)
        digest = b"" if idempotency_key is None else hashlib.sha256(body).digest()
        terms = SubmitTerms(origin, RepeatGuard(idempotency_key, digest))
        [task_id] = await self.accept(key, slug, value, terms=terms)
        return Answer(200, success_json(b'{"taskId":"%b"}' % task_id.encode()))

    async def accept(
        self, key: ApiKey, slug: str, value: object, *, terms: SubmitTerms
    ) -> tuple[TaskId, ...]:
        """Check a body's JSON value and store it as so many tasks, all of them or none.

        Raises RequestRefusedError.
        """
        self._check_model(key, slug)
        asked = self._parse(slug, value)
        new_task = partial(
            NewTask,
            api_key_id=key.id,
            model=slug,
            request=await self._generation_request(asked.input, slug, key),
            strategy=key.default_strategy if asked.provider is None else _STRATEGIES[asked.provider],
            source=asked.source,
            callback_url=self._callback_url(asked),
            price_microusd=self._services.settings.prices.price_microusd(slug),
            body_digest=terms.repeat_guard.digest,
            origin=terms.origin,
        )
        task_ids = await self._services.submit_task.together(
            [
                new_task(
                    id=new_task_id(self._services.clock.now_ms()),
                    asset_token=new_asset_token(),
                    idempotency_key=terms.repeat_guard.name_of(index),
                )
                for index in range(terms.copies)
            ]
        )
        if self._services.settings.logs_prompts:
            for task_id in task_ids:
                _log.info("task accepted", task_id=task_id, key=key.id, prompt=asked.input.prompt)
        return task_ids

    def _check_model(self, key: ApiKey, slug: str) -> None:
        if slug not in self._bodies:
            raise unknown_model(slug, self._services.models)
        if not key.may_use(slug):
            raise ForbiddenError(
                f"This key may not use the model {slug}, only {', '.join(key.allowed_models)}: "
                "ask the operator to add it"
            )

    def _parse(self, slug: str, value: object) -> TaskBody:
        try:
            return self._bodies[slug].model_validate(value)
        except ValidationError as error:
            raise invalid_request(error) from error

    async def _generation_request(self, asked: TaskInput, slug: str, key: ApiKey) -> GenerationRequest:
        model = self._services.models[slug]
        mode = Mode.TEXT_TO_IMAGE if asked.mode is None else _MODES[asked.mode]
        return GenerationRequest(
            mode=mode,
            prompt=asked.prompt,
            aspect_ratio=asked.aspect_ratio or "1:1",
            output_format=_FORMATS[asked.output_format or "png"],
            image_urls=await self._references(mode, asked.image_urls or [], model.max_references, key),
            resolution=asked.resolution if model.resolutions else None,
        )

    async def _references(self, mode: Mode, urls: list[str], max_count: int, key: ApiKey) -> tuple[str, ...]:
        field = "input.image_urls"
        if mode is Mode.TEXT_TO_IMAGE:
            if urls:
                raise InvalidRequestError(
                    field=field,
                    problem="must be absent or empty for text-to-image: set input.mode to image-to-image",
                )
            return ()
        if not urls:
            raise missing_field(
                field, f"1 to {max_count} pictures to edit, or set input.mode to text-to-image"
            )
        if len(urls) > max_count:
            raise InvalidRequestError(
                field=field, problem=f"must have at most {max_count} entries, and has {len(urls)}"
            )
        public_url = self._services.settings.public_url
        resolved = await self._services.uploads.resolve(
            tuple(urls), key_id=key.id, public_url=public_url, field=field
        )
        resolved = await self._services.open_result.resolve(resolved, public_url=public_url, field=field)
        # What was not resolved is judged, whatever its scheme: nobody may name our storage directly.
        for index, (url, stored_as) in enumerate(zip(urls, resolved, strict=True)):
            if stored_as == url and not url.startswith("data:"):
                _check_url(url, self._policy, field=f"{field}[{index}]")
        return resolved

    def _callback_url(self, asked: TaskBody) -> str | None:
        wants_callback = asked.request_type == "callback"
        if asked.callback_url is None:
            if wants_callback:
                raise missing_field("callback_url", "the https address to report to")
            return None
        _check_url(asked.callback_url, self._callback_policy, field="callback_url")
        return asked.callback_url if wants_callback else None


def _check_url(url: str, policy: NetworkPolicy, *, field: str) -> None:
    try:
        check_user_url(url, policy)
    except UserUrlError as error:
        raise InvalidRequestError(field=field, problem=f"cannot be used: {error}") from error


def read_idempotency_key(headers: Mapping[bytes, bytes]) -> str | None:
    """The `Idempotency-Key` header. Raises InvalidRequestError for one of another form."""
    value = headers.get(b"idempotency-key")
    if value is None:
        return None
    if _IDEMPOTENCY_KEY.fullmatch(value) is None:
        raise InvalidRequestError(
            field="Idempotency-Key", problem="must be 1 to 255 visible ASCII characters, without spaces"
        )
    return value.decode("ascii")
