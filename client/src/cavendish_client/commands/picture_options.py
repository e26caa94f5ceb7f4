"""Options that say how pictures should be; several commands have them."""

import os
from pathlib import Path
from typing import Annotated

import typer

from cavendish_client.task_request import AspectRatio, OutputFormat, Resolution, Strategy


def read_output(text: str) -> Path:
    """A file or a folder; one that ends in a slash is a folder, made before a picture is paid for."""
    path = Path(text)
    if text.endswith(("/", os.sep)):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise typer.BadParameter(f"cannot make the folder {text}: {error.strerror}") from error
    return path


RatioOption = Annotated[AspectRatio | None, typer.Option("--ratio", "-r", help="Width to height.")]
FormatOption = Annotated[
    OutputFormat | None, typer.Option("--format", "-f", help="As --output ends when not given, else png.")
]
ModelOption = Annotated[
    str | None, typer.Option("--model", "-m", help="The profile's model when not given, else nano-banana.")
]
ResolutionOption = Annotated[Resolution | None, typer.Option(help="For models that have several.")]
StrategyOption = Annotated[Strategy | None, typer.Option(help="Which providers may make it.")]
TimeoutOption = Annotated[float, typer.Option(min=0, help="Seconds to wait.")]
