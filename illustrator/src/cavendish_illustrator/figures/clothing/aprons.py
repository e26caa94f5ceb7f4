"""Aprons of any colour."""

from cavendish_illustrator.artwork.svg_figure import Figure, vector_figure
from cavendish_illustrator.painting.color import hex_code, shade


def apron_in(color: str | None) -> Figure:
    """An apron of a colour, its pocket a little darker."""
    if color is None:
        return vector_figure("apron-cook")
    pocket = hex_code(shade(color, 0.84))
    return vector_figure("apron-cook", {"#f4f2ec": color, "#e4e0d6": pocket, "#c8c2b4": pocket})
