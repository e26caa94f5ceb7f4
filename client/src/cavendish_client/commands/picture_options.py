"""Options that say how pictures should be; several commands have them."""

from typing import Annotated

import typer

from cavendish_client.task_request import AspectRatio, OutputFormat, Resolution, Strategy

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
