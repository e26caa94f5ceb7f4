"""What commands print: results on stdout, everything else on stderr."""

from rich.console import Console

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


def tell(error: Exception) -> None:
    """A deliberate error, whose message names the cure: one line."""
    ERR.print(f"[red]Error:[/red] {error}")
