"""Wings on the backs of fairies and angels, and the tail a mermaid has for legs."""

from collections.abc import Callable, Mapping
from typing import Final

from cavendish_illustrator.figures.bodies.body_frame import Frame
from cavendish_illustrator.painting.color import hex_code, shade

_UPPER: Final = "M0 0C-18-58-78-98-112-78C-132-62-112-6-64 10C-36 18-12 12 0 0Z"
_LOWER: Final = "M0 4C-36 8-84 26-84 62C-82 92-38 92-18 62C-6 44-2 22 0 4Z"
_FEATHERED: Final = (
    "M0 6C-12-44-52-92-104-104C-92-88-96-78-110-74C-96-66-98-54-112-46C-96-40-96-30-106-18"
    "C-90-16-86-6-94 8C-72 8-66 18-70 32C-44 30-16 30 0 6Z"
)

_SHELL: Final = "M0 12C-18 4-14-12 0-11C14-12 18 4 0 12Z"
_TAIL: Final = (
    "M-25 0Q0-8 25 0C38 22 28 42 12 62C4 76 8 88 28 97L12 102C-16 88-26 76-22 62C-20 42-38 22-25 0Z"
)
"""A tail 100 high from a waist 50 wide."""
_FIN: Final = "M8 95C-8 90-34 98-48 116C-22 108 0 112 18 104C22 114 40 116 68 108C70 98 52 92 26 94Z"


def _pair(frame: Frame, wing: str) -> str:
    """A wing and its mirror image at the shoulder blades."""
    y = frame.neck_y + 30
    return (
        f'<g transform="translate(96 {y:g})">{wing}</g>'
        f'<g transform="translate(104 {y:g}) scale(-1 1)">{wing}</g>'
    )


def _butterfly(frame: Frame, color: str) -> str:
    light, dark = hex_code(shade(color, 1.35)), hex_code(shade(color, 0.7))
    edge = f'stroke="{dark}" stroke-width="3" stroke-linejoin="round"'
    veins = "M-8-6Q-50-40-96-68M-10-2Q-56-14-100-34M-8 10Q-40 30-68 56"
    return _pair(
        frame,
        f'<path d="{_LOWER}" fill="{color}" {edge} opacity=".92"/><path d="{_UPPER}" fill="{light}" {edge} '
        f'opacity=".92"/><path d="{veins}" stroke="{dark}" stroke-width="2" fill="none" opacity=".6"/>'
        f'<circle cx="-88" cy="-62" r="8" fill="#fff" opacity=".8"/>'
        '<circle cx="-60" cy="62" r="6" fill="#fff" '
        'opacity=".8"/>',
    )


def _feathers(frame: Frame, color: str) -> str:
    dark = hex_code(shade(color, 0.78))
    quills = "M-10 0Q-50-40-92-86M-14 6Q-52-24-96-56M-16 12Q-52-6-90-20M-16 18Q-44 8-74 6"
    return _pair(
        frame,
        f'<path d="{_FEATHERED}" fill="{color}" stroke="{dark}" stroke-width="3" stroke-linejoin="round"/>'
        f'<path d="{quills}" stroke="{dark}" stroke-width="2.500" fill="none"/>',
    )


_WINGS: Final[Mapping[str, Callable[[Frame, str], str]]] = {
    "butterfly": _butterfly,
    "feathers": _feathers,
}


def wings_markup(kind: str, frame: Frame, color: str) -> str:
    """Wings behind the body; nothing where there are none."""
    return _WINGS[kind](frame, color) if kind in _WINGS else ""


def shells(frame: Frame, colors: Mapping[str, str]) -> str:
    """What a mermaid wears: two shells on a cord."""
    y, half, neck = frame.neck_y + 34, frame.half * 0.44, frame.neck_y + 6
    color, dark = colors["top"], hex_code(shade(colors["top"], 0.68))
    cord = f"M{100 - half:g} {y - 8:g}L94 {neck:g}M{100 + half:g} {y - 8:g}L106 {neck:g}"
    shell = (
        f'<path d="{_SHELL}" fill="{color}" stroke="{dark}" stroke-width="1.500"/>'
        f'<path d="M0 10L-8-5M0 10V-8M0 10L8-5" stroke="{dark}" stroke-width="1.500" fill="none"/>'
    )
    return f'<path d="{cord}" stroke="{dark}" stroke-width="2.200"/>' + "".join(
        f'<g transform="translate({x:g} {y:g})">{shell}</g>' for x in (100 - half, 100 + half)
    )


def fish_tail(frame: Frame, color: str) -> str:
    """A scaly tail from the waist down that sweeps to one side and ends in a wide fin."""
    top, half = frame.hip_y - 16, frame.half * min(0.8, frame.waist + 0.1)
    tall = max(60.0, 272.0 - top)
    dark, light = hex_code(shade(color, 0.66)), hex_code(shade(color, 1.35))
    scales = "".join(
        f"M{-46 + 12 * i + 6 * (k % 2)} {8 + 8 * k}q6 6 12 0" for k in range(12) for i in range(8)
    )
    return (
        f'<g transform="translate(100 {top:g}) scale({half / 25:.3f} {tall / 100:.3f})">'
        f'<path d="{_FIN}" fill="{light}" stroke="{dark}" stroke-width="2.200" stroke-linejoin="round"/>'
        f'<path d="M18 100L-34 110M18 100L-16 107M18 100L50 104M18 100L40 110" stroke="{dark}" '
        f'stroke-width="1.500"/><path d="{_TAIL}" fill="{color}"/>'
        f'<clipPath id="tail"><path d="{_TAIL}"/></clipPath><g clip-path="url(#tail)" fill="none">'
        f'<path d="{scales}" stroke="{light}" stroke-width="1.800"/>'
        f'<path d="{_TAIL}" stroke="{dark}" stroke-width="14" opacity=".35" transform="translate(7 0)"/></g>'
        f'<path d="M-25 0Q0-8 25 0" stroke="{dark}" stroke-width="3.500" fill="none"/></g>'
    )
