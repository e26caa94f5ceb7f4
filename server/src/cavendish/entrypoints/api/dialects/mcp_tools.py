"""Pictures as tools of the Model Context Protocol. Loaded by the first call: the SDK takes a second."""

import asyncio
import base64
from typing import Annotated, Any, Final

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from pydantic import BaseModel, Field, ValidationError
from starlette.types import Receive, Scope, Send

from cavendish.domain.errors import InvalidRequestError, NotFoundError, RequestRefusedError, StillRunningError
from cavendish.domain.ids import TaskId, find_task_id
from cavendish.domain.task import TaskState, TaskStatus
from cavendish.entrypoints.api.answers.status_envelope import result_url
from cavendish.entrypoints.api.bodies.field_messages import invalid_request
from cavendish.entrypoints.api.dialects.model_aliases import DEFAULT_MODEL
from cavendish.entrypoints.api.dialects.picture_orders import OrderDesk, PictureOrder, data_url
from cavendish.entrypoints.api.task_submission import RepeatGuard
from cavendish.entrypoints.product_version import product_version

_PROGRESS_S: Final = 3.0
_SHOWN_BYTES: Final = 700 * 1024
"""Clients take events of 1 MiB (the Python SDK, mcp 2.3): the picture in base64, and what is around it."""
_SMALLER_PX: Final = (1024, 448)
_INSTRUCTIONS: Final = (
    "Makes and edits pictures. A call waits for its picture; one that takes long answers with a task_id, "
    "which task_status reads. To edit an earlier picture, give its task_id as the image."
)
_FIELD_NAMES: Final = {"input.image_urls": "images"}
_Context = ServerRequestContext[Any, Any]


class GenerateImage(BaseModel):
    prompt: Annotated[str, Field(description="What the picture should show, in any language.")]
    model: Annotated[str, Field(description="nano-banana, nano-banana-2 or nano-banana-pro.")] = DEFAULT_MODEL
    aspect_ratio: Annotated[
        str, Field(description="Such as 1:1, 3:2, 16:9 or 9:16; auto picks one that suits.")
    ] = "auto"
    output_format: Annotated[
        str, Field(description="jpeg, which is small enough for every client, or png.")
    ] = "jpeg"
    resolution: Annotated[
        str | None, Field(description="1K, 2K or 4K, for nano-banana-2 and nano-banana-pro.")
    ] = None


class EditImage(GenerateImage):
    prompt: Annotated[str, Field(description="How to change the pictures, or what to make of them.")]
    images: Annotated[
        list[str],
        Field(
            min_length=1,
            description="Pictures to edit: https or data: addresses, or the task_id of an earlier picture.",
        ),
    ]


class ReadTask(BaseModel):
    task_id: Annotated[str, Field(description="As generate_image or edit_image answered it.")]


_TOOLS: Final = [
    types.Tool(
        name="generate_image",
        title="Generate a picture",
        description="Makes a picture from words; answers the picture (a large one smaller) and a link, "
        "under which it is whole for 15 days.",
        input_schema=GenerateImage.model_json_schema(),
        annotations=types.ToolAnnotations(destructive_hint=False),
    ),
    types.Tool(
        name="edit_image",
        title="Edit pictures",
        description="Changes or combines pictures by an instruction; answers the picture (a large one "
        "smaller) and a link.",
        input_schema=EditImage.model_json_schema(),
        annotations=types.ToolAnnotations(destructive_hint=False),
    ),
    types.Tool(
        name="task_status",
        title="Read a task",
        description="The state of an earlier call's task, and its picture once it is there.",
        input_schema=ReadTask.model_json_schema(),
        annotations=types.ToolAnnotations(read_only_hint=True),
    ),
]


async def serve_call(desk: OrderDesk, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one HTTP request of the protocol; nothing is kept between two of them."""
    tools = _PictureTools(desk)
    server: Server[Any] = Server(
        "cavendish",
        version=product_version(),
        instructions=_INSTRUCTIONS,
        on_list_tools=tools.list_tools,
        on_call_tool=tools.call,
    )
    manager = StreamableHTTPSessionManager(
        server, stateless=True, max_request_body_size=desk.services.settings.max_body_bytes
    )
    async with manager.run():
        await manager.handle_request(scope, receive, send)


class _PictureTools:
    """The tools of one key."""

    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    async def list_tools(self, _: _Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=_TOOLS)

    async def call(self, context: _Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        """What went wrong is a result, too: the model that called can mend it."""
        arguments = params.arguments or {}
        try:
            match params.name:
                case "generate_image":
                    return await self._make(context, GenerateImage.model_validate(arguments), [])
                case "edit_image":
                    edit = EditImage.model_validate(arguments)
                    return await self._make(context, edit, [await self._image(one) for one in edit.images])
                case "task_status":
                    return await self._read(ReadTask.model_validate(arguments).task_id)
                case _:
                    return _text_result(f"No such tool: {params.name[:80]}", is_error=True)
        except ValidationError as error:
            return _text_result(str(invalid_request(error)), is_error=True)
        except RequestRefusedError as error:
            return _text_result(str(error), is_error=True)

    async def _make(self, context: _Context, asked: GenerateImage, images: list[str]) -> types.CallToolResult:
        body: dict[str, Any] = asked.model_dump(exclude={"model", "images"})
        body["mode"] = "image-to-image" if images else "text-to-image"
        if images:
            body["image_urls"] = images
        order = PictureOrder(
            model=asked.model,
            body={"input": body},
            repeat_guard=RepeatGuard(None, b""),
            field_names=_FIELD_NAMES,
        )
        [task_id] = await self._desk.submit(order)
        try:
            status = await self._wait(context, task_id)
        except StillRunningError:
            status = await self._desk.services.read_status(task_id, key_id=self._desk.key.id)
        return await self._result(status)

    async def _wait(self, context: _Context, task_id: TaskId) -> TaskStatus:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        waiting = asyncio.ensure_future(self._desk.wait((task_id,)))
        try:
            while not waiting.done():
                status = await self._desk.services.read_status(task_id, key_id=self._desk.key.id)
                message = f"{task_id} is {status.state.value}"
                await context.session.report_progress(round(loop.time() - begun, 3), message=message)
                await asyncio.wait({waiting}, timeout=_PROGRESS_S)
            return (await waiting)[0]
        finally:
            waiting.cancel()

    async def _read(self, text: str) -> types.CallToolResult:
        if (task_id := find_task_id(text)) is None:
            raise NotFoundError("Task not found")
        return await self._result(await self._desk.services.read_status(task_id, key_id=self._desk.key.id))

    async def _image(self, image: str) -> str:
        """An address for `image_urls`: a picture of our own is read here, from storage."""
        services = self._desk.services
        results = f"{services.settings.public_url}/results/"
        if (task_id := find_task_id(image)) is not None:
            status = await services.read_status(task_id, key_id=self._desk.key.id)
            if status.state is not TaskState.SUCCESS:
                raise InvalidRequestError(field="images", problem=f"names {task_id}, which has no picture")
            return data_url(await self._desk.picture(status), status.output_format.media_type)
        if image.startswith(results):
            return data_url(await self._desk.result(image.removeprefix(results)), "image/png")
        return image

    async def _result(self, status: TaskStatus) -> types.CallToolResult:
        told: dict[str, Any] = {"task_id": status.id, "state": status.state.value}
        match status.state:
            case TaskState.SUCCESS:
                told["url"] = result_url(status, public_url=self._desk.services.settings.public_url)
                text = f"{told['url']} (task_id {status.id})"
            case TaskState.FAILED:
                told["fail_code"] = status.fail_code.value if status.fail_code else None
                told["fail_msg"] = text = status.fail_msg or "The picture could not be made"
                return _text_result(f"{told['fail_code']}: {text}", is_error=True, told=told)
            case _:
                text = f"{status.id} is {status.state.value}: call task_status with this task_id in a while"
        result = _text_result(text, told=told)
        if status.state is TaskState.SUCCESS:
            result.content.insert(0, await self._shown(status))
        return result

    async def _shown(self, status: TaskStatus) -> types.ImageContent:
        """The picture, or as much smaller a one as a client takes: behind its link it is whole."""
        content, media_type = await self._desk.picture(status), status.output_format.media_type
        for side_px in _SMALLER_PX:
            if len(content) > _SHOWN_BYTES:
                content = await self._desk.services.thumbnails.once(content, side_px)
                media_type = "image/webp"
        return types.ImageContent(data=base64.b64encode(content).decode(), mime_type=media_type)


def _text_result(
    text: str, *, is_error: bool = False, told: dict[str, Any] | None = None
) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(text=text)], structured_content=told, is_error=is_error
    )
