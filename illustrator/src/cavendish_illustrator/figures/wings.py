"""Wings on the backs of fairies and angels, and the tail a mermaid has for legs."""

from collections.abc import Callable, Mapping
from typing import Final

from cavendish_illustrator.color import hex_code, shade
from cavendish_illustrator.figures.body_frame import Frame

_UPPER: Final = "M0 0C-18-58-78-98-112-78C-132-62-112-6-64 10C-36 18-12 12 0 0Z"
_LOWER: Final = "M0 4C-36 8-84 26-84 62C-82 92-38 92-18 62C-6 44-2 22 0 4Z"
_FEATHERED: Final = (
    "M0 6C-12-44-52-92-104-104C-92-88-96-78-110-74C-96-66-98-54-112-46C-96-40-96-30-106-18"
    "C-90-16-86-6-94 8C-72 8-66 18-70 32C-44 30-16 30 0 6Z"
)


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


def fish_tail(frame: Frame, color: str) -> str:
    """A scaly tail from the waist down that ends in a fin, bent to one side."""
    top, half = frame.hip_y - 16, frame.half * 0.74
    low = min(284.0, max(top + 74, 262.0))
    dark, light = hex_code(shade(color, 0.7)), hex_code(shade(color, 1.3))
    body = (
        f"M{100 - half:g} {top:g}Q100 {top - 8:g} {100 + half:g} {top:g}C{100 + half * 1.5:g} {top + 40:g} "
        f"{100 + half:g} {low - 26:g} 132 {low:g}Q120 {low + 8:g} 112 {low - 2:g}"
        f"C{100 - half:g} {low - 26:g} {100 - half * 1.6:g} {top + 40:g} {100 - half:g} {top:g}Z"
    )
    fin = (
        f"M118 {low - 4:g}C126 {low + 14:g} 104 {low + 22:g} 84 {low + 14:g}"
        f"C92 {low + 30:g} 118 {low + 28:g} "
        f"130 {low + 8:g}C146 {low + 22:g} 172 {low + 16:g} 182 {low - 6:g}C162 {low + 2:g} 140 {low - 4:g} "
        f"134 {low - 8:g}Z"
    )
    rows = round((low - top) / 14)
    scales = "".join(
        f'<path d="M{100 - half + 4 + 12 * i + 6 * (k % 2):g} {top + 16 + 13 * k:g}q6 8 12 0" '
        f'stroke="{light}" stroke-width="2" fill="none"/>'
        for k in range(rows)
        for i in range(4)
    )
    return (
        f'<path d="{fin}" fill="{light}" stroke="{dark}" stroke-width="2.500" stroke-linejoin="round"/>'
        f'<path d="{body}" fill="{color}"/><clipPath id="tail"><path d="{body}"/></clipPath>'
        f'<g clip-path="url(#tail)">{scales}</g>'
        f'<path d="M{100 - half:g} {top:g}Q100 {top - 8:g} {100 + half:g} {top:g}" stroke="{dark}" '
        'stroke-width="4" fill="none"/>'
    )
