"""The solar system as a picture: a slice of the sun, the orbits, and eight planets in their order."""

from typing import Final, NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure

SIDE: Final = 1000.0


class Planet(NamedTuple):
    """A planet's place and radius in the drawing, its colour and its shade."""

    x: float
    y: float
    radius: float
    color: str
    shade: str


PLANETS: Final = (
    Planet(238, 590, 22, "#b9aca0", "#8a7c70"),
    Planet(312, 420, 34, "#f2c374", "#c9903c"),
    Planet(398, 610, 38, "#4a9ae8", "#2466b4"),
    Planet(478, 430, 29, "#e8703c", "#b44a20"),
    Planet(590, 600, 84, "#e0b48a", "#b07a50"),
    Planet(724, 390, 66, "#f0d490", "#c8a050"),
    Planet(826, 610, 50, "#8fdce0", "#4aa4b0"),
    Planet(912, 420, 46, "#4a6ee8", "#2a44a8"),
)
SUN: Final = (0.0, 500.0, 190.0)
_STARS: Final = 90
_EARTH: Final = 2
_SATURN: Final = 5
_BANDED: Final = frozenset({4, 5})


def solar_system(*, is_smiling: bool) -> Figure:
    """The drawing, square; its sun and planets smile where they are asked to."""
    parts = ['<rect x="-1000" y="-1000" width="3000" height="3000" fill="#0d1330"/>']
    for k in range(_STARS):
        x, y = (k * 617.3) % SIDE, (k * 389.7 + k * k * 7.1) % SIDE
        parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{1.5 + k % 3}" fill="#dfe8ff" opacity=".7"/>')
    parts += [_orbit(one) for one in PLANETS]
    for reach, color in ((1.22, "#5a3a2c"), (1.1, "#b8642c"), (1.0, "#ffb02e"), (0.86, "#ffd45a")):
        parts.append(f'<circle cx="{SUN[0]}" cy="{SUN[1]}" r="{SUN[2] * reach:.0f}" fill="{color}"/>')
    parts += [_planet(one, number) for number, one in enumerate(PLANETS)]
    if is_smiling:
        parts.append(face(SUN[0] + 80, SUN[1], 80))
        parts += [face(one.x, one.y, one.radius * 0.9) for one in PLANETS]
    return Figure(markup="".join(parts), width=SIDE, height=SIDE)


def _orbit(one: Planet) -> str:
    reach = ((one.x - SUN[0]) ** 2 + (one.y - SUN[1]) ** 2) ** 0.5
    circle = f'cx="{SUN[0]}" cy="{SUN[1]}" r="{reach:.0f}"'
    return f'<circle {circle} fill="none" stroke="#4a5a94" stroke-width="3"/>'


def face(x: float, y: float, size: float) -> str:
    """Two eyes, a smile and red cheeks around a point."""
    eye, dark = size * 0.13, "#2a2230"
    return (
        f'<g fill="{dark}"><circle cx="{x - size * 0.34:.1f}" cy="{y - size * 0.12:.1f}" r="{eye:.1f}"/>'
        f'<circle cx="{x + size * 0.34:.1f}" cy="{y - size * 0.12:.1f}" r="{eye:.1f}"/></g>'
        f'<path d="M{x - size * 0.26:.1f} {y + size * 0.14:.1f}Q{x:.1f} {y + size * 0.5:.1f} '
        f'{x + size * 0.26:.1f} {y + size * 0.14:.1f}" fill="none" stroke="{dark}" '
        f'stroke-width="{size * 0.1:.1f}" stroke-linecap="round"/>'
        f'<g fill="#f26a7a" opacity=".6"><circle cx="{x - size * 0.56:.1f}" cy="{y + size * 0.14:.1f}" '
        f'r="{size * 0.12:.1f}"/><circle cx="{x + size * 0.56:.1f}" cy="{y + size * 0.14:.1f}" '
        f'r="{size * 0.12:.1f}"/></g>'
    )


def _planet(one: Planet, number: int) -> str:
    x, y, r = one.x, one.y, one.radius
    clip = f'<clipPath id="p{number}"><circle cx="{x}" cy="{y}" r="{r}"/></clipPath>'
    inner = [f'<circle cx="{x}" cy="{y}" r="{r}" fill="{one.color}"/>']
    if number in _BANDED:
        inner += [_band(one, at) for at in (-0.62, -0.2, 0.3, 0.66)]
    if number == _EARTH:
        inner.append(
            f'<g transform="translate({x} {y}) scale({r})" fill="#6bb053"><path d="M-.7-.5q.5-.4.9 0t-.5.7'
            't-.4-.7zM.1.3q.6-.3.7.2t-.7-.2z"/></g>'
        )
    at = f'cx="{x + r * 0.9:.1f}" cy="{y + r * 0.25:.1f}" r="{r * 1.15:.1f}"'
    inner.append(f'<circle {at} fill="{one.shade}" opacity=".45"/>')
    body = f'{clip}<g clip-path="url(#p{number})">{"".join(inner)}</g>'
    return _ringed(one, body) if number == _SATURN else body


def _band(one: Planet, at: float) -> str:
    x, y, r = one.x, one.y, one.radius
    box = f'x="{x - r}" y="{y + r * at:.1f}" width="{2 * r}" height="{r * 0.16:.1f}"'
    return f'<rect {box} fill="{one.shade}" opacity=".6"/>'


def _ringed(one: Planet, body: str) -> str:
    """The planet with its ring: behind it above, before it below."""
    x, y, r = one.x, one.y, one.radius
    shape = f'cx="{x}" cy="{y}" rx="{r * 1.75:.0f}" ry="{r * 0.42:.0f}"'
    ring = f'<ellipse {shape} fill="none" stroke="#d8b878" stroke-width="15"/>'
    turn = f'<g transform="rotate(-16 {x} {y})">'
    lower = f'x="{x - r * 2:.0f}" y="{y}" width="{r * 4:.0f}" height="{r * 2:.0f}"'
    half = f'<clipPath id="h"><rect {lower}/></clipPath>'
    return f'{turn}{ring}</g>{body}{half}{turn}<g clip-path="url(#h)">{ring}</g></g>'
