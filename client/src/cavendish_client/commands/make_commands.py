"""`cavendish generate` and `edit`."""

import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.markup import escape

from cavendish_client.commands.command_session import (
    BaseUrlOption,
    CommandSession,
    JsonOption,
    ProfileOption,
    describe_error,
)
from cavendish_client.commands.exit_codes import CommandError, ExitCode, exit_code_of
from cavendish_client.commands.picture_names import save_picture
from cavendish_client.commands.picture_options import (
    FormatOption,
    ModelOption,
    RatioOption,
    ResolutionOption,
    StrategyOption,
    TimeoutOption,
    read_output,
)
from cavendish_client.commands.profiles import Profile
from cavendish_client.commands.terminal_preview import Preview, choose_preview, show_picture
from cavendish_client.errors import CavendishError
from cavendish_client.image import Image
from cavendish_client.task import Task
from cavendish_client.task_request import OutputFormat, TaskRequest

PromptArgument = Annotated[str, typer.Argument(help="What the picture shows; - reads it from stdin.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        parser=read_output,
        metavar="PATH",
        help="File, or folder with a / at its end; a name made of the prompt, here, when not given.",
    ),
]
CountOption = Annotated[int, typer.Option("--count", "-n", min=1, max=100, help="How many pictures.")]
NoWaitOption = Annotated[bool, typer.Option("--no-wait", help="Print the task's id and end.")]
PreviewOption = Annotated[Preview, typer.Option(help="How to show the picture in the terminal.")]
_FORMATS: Final[Mapping[str, OutputFormat]] = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be made, and what becomes of it."""

    request: TaskRequest
    output: Path | None
    count: int
    timeout_s: float
    is_detached: bool
    preview: Preview


def generate(  # noqa: PLR0913  every option of the command is a parameter
    context: typer.Context,
    prompt: PromptArgument,
    *,
    output: OutputOption = None,
    ratio: RatioOption = None,
    output_format: FormatOption = None,
    model: ModelOption = None,
    resolution: ResolutionOption = None,
    strategy: StrategyOption = None,
    count: CountOption = 1,
    timeout: TimeoutOption = 600.0,
    no_wait: NoWaitOption = False,
    preview: PreviewOption = Preview.AUTO,
    profile: ProfileOption = None,
    base_url: BaseUrlOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a picture from words."""
    order = _Order(
        request=TaskRequest(
            prompt=_read_prompt(prompt),
            model=model,
            aspect_ratio=ratio,
            output_format=_format_for(output, output_format),
            resolution=resolution,
            provider=strategy,
        ),
        output=output,
        count=count,
        timeout_s=timeout,
        is_detached=no_wait,
        preview=preview,
    )
    session: CommandSession = context.obj
    session.as_json = as_json
    _carry_out(session, session.profile(profile, base_url), order)


def edit(  # noqa: PLR0913  every option of the command is a parameter
    context: typer.Context,
    prompt: Annotated[str, typer.Argument(help="What to change; - reads it from stdin.")],
    images: Annotated[list[str], typer.Argument(help="Pictures: files or URLs.", metavar="PICTURE...")],
    *,
    output: OutputOption = None,
    ratio: RatioOption = None,
    output_format: FormatOption = None,
    model: ModelOption = None,
    resolution: ResolutionOption = None,
    strategy: StrategyOption = None,
    count: CountOption = 1,
    timeout: TimeoutOption = 600.0,
    no_wait: NoWaitOption = False,
    preview: PreviewOption = Preview.AUTO,
    profile: ProfileOption = None,
    base_url: BaseUrlOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change pictures by words: `cavendish edit "make it night" photo.jpg`."""
    order = _Order(
        request=TaskRequest(
            prompt=_read_prompt(prompt),
            images=images,
            model=model,
            aspect_ratio=ratio,
            output_format=_format_for(output, output_format),
            resolution=resolution,
            provider=strategy,
        ),
        output=output,
        count=count,
        timeout_s=timeout,
        is_detached=no_wait,
        preview=preview,
    )
    session: CommandSession = context.obj
    session.as_json = as_json
    _carry_out(session, session.profile(profile, base_url), order)


def _carry_out(session: CommandSession, profile: Profile, order: _Order) -> None:
    if order.is_detached:
        _submit(session, profile, order)
    elif order.count == 1:
        _make_one(session, profile, order)
    else:
        _make_several(session, profile, order)


def _submit(session: CommandSession, profile: Profile, order: _Order) -> None:
    with session.client(profile) as client:
        for _ in range(order.count):
            task = client.submit_request(order.request)
            if session.as_json:
                session.print_json({"taskId": task.id, "model": task.model})
            else:
                session.out.print(task.id)


def _make_one(session: CommandSession, profile: Profile, order: _Order) -> None:
    known: list[Task] = []
    with (
        session.client(profile) as client,
        session.err.status("Submitting") as spinner,
    ):

        def follow(task: Task) -> None:
            known.append(task)
            spinner.update(f"{task.id} is {task.state}")

        try:
            image = client.make(order.request, timeout_s=order.timeout_s, on_change=follow)
        except KeyboardInterrupt:
            if known:
                session.note(f"The task goes on: cavendish status {known[0].id} --wait -o .")
            raise
    path = save_picture(image, order.output, prompt=order.request.prompt)
    _tell(session, order, image, path)


def _make_several(session: CommandSession, profile: Profile, order: _Order) -> None:
    failures: list[CavendishError] = []
    with (
        session.client(profile) as client,
        closing(client.generate_many([order.request] * order.count, timeout_s=order.timeout_s)) as items,
    ):
        for item in items:
            if item.error is not None:
                failures.append(item.error)
                if session.as_json:
                    session.print_json({"error": describe_error(item.error)})
                session.note(f"[red]Error:[/red] {escape(str(item.error))}")
            if item.image is not None:
                path = save_picture(
                    item.image, order.output, prompt=order.request.prompt, number=item.index + 1
                )
                _tell(session, order, item.image, path)
    if failures:
        is_partly = len(failures) < order.count
        raise typer.Exit(ExitCode.PARTLY if is_partly else exit_code_of(failures[0]))


def _tell(session: CommandSession, order: _Order, image: Image, path: Path) -> None:
    if session.as_json:
        session.print_json(describe_image(image, path))
        return
    preview = choose_preview(order.preview, session.environ, is_terminal=session.out.is_terminal)
    with image.pil() as picture:
        show_picture(picture, preview, session.out)
    session.out.print(str(path), markup=False)
    seconds = (image.task.cost_time_ms or 0) / 1000
    session.note(f"[dim]{image.size[0]}×{image.size[1]}, {seconds:.1f} s, {escape(image.url)}[/dim]")


def describe_image(image: Image, path: Path) -> dict[str, Any]:
    """A saved picture for programs."""
    width, height = image.size
    return {
        "path": str(path),
        "url": image.url,
        "taskId": image.task.id,
        "mediaType": image.media_type,
        "width": width,
        "height": height,
        "costTimeMs": image.task.cost_time_ms,
    }


def _read_prompt(prompt: str) -> str:
    if prompt != "-":
        return prompt
    text = sys.stdin.read().strip()
    if not text:
        raise CommandError("Nothing came on stdin: give a prompt")
    return text


def _format_for(output: Path | None, asked: OutputFormat | None) -> OutputFormat | None:
    """The format that the file's name asks for. Raises CommandError before anything is paid."""
    if output is None or not output.suffix or output.is_dir():
        return asked
    named = _FORMATS.get(output.suffix.lower())
    if named is None:
        raise CommandError(f"{output.name}: pictures are saved as .png, .jpg or .jpeg")
    if asked not in (None, named):
        raise CommandError(f"{output.name} cannot hold a {asked}: change --output or --format")
    return named
