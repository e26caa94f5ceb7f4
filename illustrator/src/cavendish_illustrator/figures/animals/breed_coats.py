"""Coats for whole dogs, which have no sitting body to dress."""

from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.painting.color import hex_code, shade

COATED = frozenset({"dachshund"})
"""Those whose coat is drawn."""
_COAT = (
    "M104 182Q112 170 130 178Q184 166 244 180Q270 190 272 222Q274 244 268 256L246 250L236 258L216 251L202 259"
    "L184 252L168 260L154 252L140 258L128 250Q102 240 96 216Q94 196 104 182Z"
)
_SLEEVE = "M112 222Q106 246 110 266Q126 274 146 266Q150 244 148 222Q130 212 112 222Z"
_BUTTONS = ((158, 206), (158, 224), (158, 242))
_HOOD = "M92 178Q104 160 122 166Q142 174 140 194Q130 222 106 230Q88 222 86 204Q86 188 92 178Z"


def in_coat(figure: Figure, color: str) -> Figure:
    """The dog in a coat with a collar, buttons and a hem."""
    dark, light = hex_code(shade(color, 0.72)), hex_code(shade(color, 1.14))
    buttons = "".join(f'<circle cx="{x}" cy="{y}" r="4" fill="{dark}"/>' for x, y in _BUTTONS)
    markup = (
        f'<path d="{_COAT}" fill="{color}" stroke="{dark}" stroke-width="2.500" stroke-linejoin="round"/>'
        f'<path d="M150 180Q200 172 248 188" stroke="{light}" stroke-width="7" stroke-linecap="round" '
        f'fill="none"/><path d="M196 206h40v26q-20 8-40 0z" fill="{light}" stroke="{dark}" '
        f'stroke-width="2.500"/><path d="M194 204h44v9h-44z" fill="{dark}" opacity=".7"/>'
        f'<path d="{_SLEEVE}" fill="{light}" stroke="{dark}" stroke-width="2.500"/>'
        f'<path d="M109 260Q128 270 147 260" stroke="{dark}" stroke-width="4" fill="none"/>'
        f'<path d="{_HOOD}" fill="{light}" stroke="{dark}" stroke-width="2.500"/>'
        f'<path d="M98 186Q108 176 122 180Q130 188 126 202Q116 216 104 216" stroke="{dark}" '
        f'stroke-width="3" fill="none"/>{buttons}'
    )
    return replace(figure, markup=figure.markup + markup)
