"""An old town far off: roofs close together, and the domes, spires, onion domes or minarets of its region."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import ColorLike, clamp, rgb, vary
from cavendish_illustrator.painting.vector_layer import VectorLayer

_TOWERS: Final = {
    "mediterranean": ("dome", "campanile", "campanile", "dome"),
    "portuguese": ("campanile", "dome", "campanile"),
    "lisbon": ("campanile", "dome", "campanile"),
    "mexican": ("dome", "campanile", "campanile"),
    "whitewashed": ("dome", "campanile"),
    "french": ("spire", "dome", "spire"),
    "central": ("spire", "helm", "spire", "helm"),
    "slavic": ("spire", "onion", "helm", "spire"),
    "german": ("spire", "helm", "spire"),
    "alpine": ("onion", "spire"),
    "nordic": ("spire", "spire", "helm"),
    "british": ("spire", "campanile", "spire"),
    "breton": ("spire", "spire"),
    "dutch": ("helm", "spire", "helm"),
    "desert": ("minaret", "dome", "minaret"),
    "indian": ("onion", "minaret", "onion"),
}
"""What rises over the roofs of each region; towns of others have towers of glass."""
_ROOFS: Final = {
    "french": ("#76818c", "#8a949c", "#66707a"),
    "british": ("#6a6f78", "#7d6a60", "#585e68"),
    "nordic": ("#8f4a3c", "#4a4f58", "#a85a3c"),
    "desert": ("#d8b48a", "#c9a072", "#e0c49c"),
    "whitewashed": ("#f2efe6", "#e8e2d4", "#c9744a"),
    "mediterranean": ("#c4734c", "#b8623f", "#d08a5c"),
}
_RED: Final = ("#a8523c", "#b5603f", "#8f4a3c")
_SNOW: Final = "#eff4fa"


def has_old_town(region: str) -> bool:
    """Whether one knows what the towers of its old towns look like."""
    return region in _TOWERS


def roof_tones(region: str) -> tuple[str, ...]:
    """The colours of its roofs."""
    return _ROOFS.get(region, _RED)


def far_town(canvas: Canvas, base_y: float, height: float) -> None:
    """Raise the town of the canvas's region, its tallest tower `height` above `base_y`."""
    width, rng = canvas.width, canvas.rng
    towers = _TOWERS[canvas.region]
    for row, haze in enumerate((0.5, 0.32)):
        layer = canvas.layer()
        foot = base_y + height * 0.1 * row
        for k, kind in enumerate(towers):
            share = (k + 0.5 + float(rng.uniform(-0.25, 0.25))) / len(towers)
            x = width * ((share + 0.5 * row / len(towers)) % 1.0)
            tall = height * float(rng.uniform(0.55, 1.0)) * (1.0 if row == 0 else 0.7)
            _DRAW[kind](layer, canvas, (x, foot, tall))
        _roofs(layer, canvas, foot, height * 0.2)
        canvas.lay(layer, haze=haze)


def _roofs(layer: VectorLayer, canvas: Canvas, foot: float, tall: float) -> None:
    rng, x = canvas.rng, -10.0
    tones = roof_tones(canvas.region)
    while x < canvas.width:
        wide = float(rng.uniform(34, 70)) * canvas.unit
        eaves = foot - tall * float(rng.uniform(0.25, 0.6))
        layer.rect(x, eaves, x + wide, foot + tall, vary("#dccbb0", rng, 0.08))
        roof = rgb(_SNOW) if canvas.is_snowy else vary(tones[int(rng.integers(len(tones)))], rng, 0.06)
        rise = tall * float(rng.uniform(0.25, 0.5))
        layer.polygon(
            [
                (x - 2, eaves),
                (x + wide + 2, eaves),
                (x + wide * 0.78, eaves - rise),
                (x + wide * 0.22, eaves - rise),
            ],
            roof,
        )
        for at in (0.3, 0.62):
            layer.rect(
                x + wide * at, eaves + tall * 0.1, x + wide * (at + 0.1), eaves + tall * 0.24, "#8a7a6a"
            )
        x += wide * float(rng.uniform(0.8, 1.0))


_Place = tuple[float, float, float]


def _cap(canvas: Canvas, color: ColorLike) -> ColorLike:
    return _SNOW if canvas.is_snowy else color


def _shaft(layer: VectorLayer, canvas: Canvas, place: _Place, share: float, half: float) -> float:
    """A tower's walls with its belfry; returns where they end."""
    x, foot, tall = place
    top = foot - tall * share
    wall = vary("#d9c6a4", canvas.rng, 0.06)
    layer.rect(x - half, top, x + half, foot, wall)
    layer.rect(
        x + half * 0.3 * canvas.light.side, top, x + half * canvas.light.side, foot, clamp(wall * 1.08)
    )
    for at in (-0.4, 0.4):
        layer.rect(
            x + half * (at - 0.2), top + tall * 0.05, x + half * (at + 0.2), top + tall * 0.14, "#7a6a58"
        )
    layer.rect(x - half * 1.15, top - tall * 0.012, x + half * 1.15, top + tall * 0.012, clamp(wall * 0.9))
    return top


def _spire(layer: VectorLayer, canvas: Canvas, place: _Place) -> None:
    x, _, tall = place
    half = tall * 0.085
    top = _shaft(layer, canvas, place, 0.52, half)
    roof = _cap(canvas, vary("#4f5f5c", canvas.rng, 0.1))
    layer.polygon([(x - half * 1.2, top), (x + half * 1.2, top), (x, top - tall * 0.46)], roof)
    layer.line((x, top - tall * 0.46), (x, top - tall * 0.52), "#8a7a4a", max(1.0, tall * 0.01))


def _helm(layer: VectorLayer, canvas: Canvas, place: _Place) -> None:
    """A baroque helmet of copper with its lantern."""
    x, _, tall = place
    half = tall * 0.1
    top = _shaft(layer, canvas, place, 0.56, half)
    green = _cap(canvas, vary("#5f9484", canvas.rng, 0.08))
    layer.ellipse((x, top), (half * 1.15, tall * 0.13), green, arc=(180, 360))
    layer.rect(x - half * 0.45, top - tall * 0.2, x + half * 0.45, top - tall * 0.11, "#d9c6a4")
    layer.ellipse((x, top - tall * 0.2), (half * 0.6, tall * 0.06), green, arc=(180, 360))
    layer.polygon(
        [(x - half * 0.2, top - tall * 0.24), (x + half * 0.2, top - tall * 0.24), (x, top - tall * 0.42)],
        green,
    )


def _onion(layer: VectorLayer, canvas: Canvas, place: _Place) -> None:
    x, _, tall = place
    half = tall * 0.095
    top = _shaft(layer, canvas, place, 0.58, half)
    gold = _cap(canvas, vary("#c9a23c" if canvas.region == "slavic" else "#6f9a8c", canvas.rng, 0.06))
    layer.ellipse((x, top - tall * 0.1), (half * 1.25, tall * 0.115), gold)
    layer.polygon(
        [(x - half * 0.75, top - tall * 0.18), (x + half * 0.75, top - tall * 0.18), (x, top - tall * 0.36)],
        gold,
    )


def _dome(layer: VectorLayer, canvas: Canvas, place: _Place) -> None:
    """A church dome on its drum, with lantern and cross."""
    x, foot, tall = place
    half = tall * 0.27
    top = foot - tall * 0.4
    wall = vary("#e0cfae", canvas.rng, 0.05)
    layer.rect(x - half * 1.1, foot - tall * 0.3, x + half * 1.1, foot, wall)
    layer.rect(x - half * 0.9, top, x + half * 0.9, foot, clamp(wall * 0.96))
    for at in np.linspace(-0.7, 0.7, 6):
        layer.rect(
            x + half * (float(at) - 0.07),
            top + tall * 0.03,
            x + half * (float(at) + 0.07),
            foot - tall * 0.3,
            "#8f8068",
        )
    tone = (
        "#3f6fae"
        if canvas.region == "whitewashed"
        else "#a9b4b0"
        if canvas.region != "mexican"
        else "#c9743f"
    )
    dome = rgb(_cap(canvas, vary(tone, canvas.rng, 0.05)))
    layer.ellipse((x, top), (half, tall * 0.36), dome, arc=(180, 360))
    for at in (-0.55, -0.2, 0.2, 0.55):
        layer.line(
            (x + half * at, top),
            (x + half * at * 0.25, top - tall * 0.35),
            clamp(dome * 0.86),
            max(1.0, tall * 0.012),
        )
    layer.rect(x - half * 0.16, top - tall * 0.47, x + half * 0.16, top - tall * 0.35, wall)
    layer.ellipse((x, top - tall * 0.47), (half * 0.18, tall * 0.05), dome, arc=(180, 360))
    layer.line((x, top - tall * 0.5), (x, top - tall * 0.6), "#b5963c", max(1.0, tall * 0.014))


def _campanile(layer: VectorLayer, canvas: Canvas, place: _Place) -> None:
    x, _, tall = place
    half = tall * 0.085
    top = _shaft(layer, canvas, place, 0.8, half)
    roof = _cap(canvas, vary("#b8623f", canvas.rng, 0.06))
    layer.polygon([(x - half * 1.15, top), (x + half * 1.15, top), (x, top - tall * 0.16)], roof)


def _minaret(layer: VectorLayer, canvas: Canvas, place: _Place) -> None:
    x, _, tall = place
    half = tall * 0.06
    top = _shaft(layer, canvas, place, 0.82, half)
    layer.rect(x - half * 0.6, top - tall * 0.1, x + half * 0.6, top, "#e0cfae")
    layer.ellipse((x, top - tall * 0.1), (half * 0.7, tall * 0.07), _cap(canvas, "#5f9a8c"), arc=(180, 360))


_DRAW: Final = {
    "spire": _spire,
    "helm": _helm,
    "onion": _onion,
    "dome": _dome,
    "campanile": _campanile,
    "minaret": _minaret,
}
