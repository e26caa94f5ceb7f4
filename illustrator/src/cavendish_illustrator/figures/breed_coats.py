"""Coats for whole dogs, which have no sitting body to dress."""

from dataclasses import replace

from cavendish_illustrator.color import hex_code, shade
from cavendish_illustrator.svg_figure import Figure

COATED = frozenset({"dachshund"})
"""Those whose coat is drawn."""
_COAT = (
    "M92 200Q96 176 118 186Q178 168 240 186Q266 194 266 214Q266 238 240 246Q172 258 108 244Q86 226 92 200Z"
)
_FOLDS = "M130 188Q122 216 132 246M176 180V252M222 184Q230 216 222 248"


def in_coat(figure: Figure, color: str) -> Figure:
    """The dog in a coat with a collar, buttons and a hem."""
    dark, light = hex_code(shade(color, 0.72)), hex_code(shade(color, 1.14))
    markup = (
        f'<path d="{_COAT}" fill="{color}"/>'
        f'<path d="M90 226Q172 252 264 222L262 236Q172 262 98 240Z" fill="{dark}" opacity=".5"/>'
        f'<path d="{_FOLDS}" stroke="{dark}" stroke-width="2.500" fill="none" opacity=".6"/>'
        f'<path d="M84 214Q74 194 96 176L118 186Q96 200 104 226Z" fill="{light}"/>'
        f'<path d="M88 212Q112 224 138 222" stroke="{dark}" stroke-width="4" fill="none"/>'
    )
    return replace(figure, markup=figure.markup + markup)
