"""Klimt: what matters stands in gold leaf full of spirals, rings and small rectangles."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import flatten, focus_cover, quantise_colors, rounded, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_GOLD = ("#6e4a10", "#a87a1e", "#d4a534", "#efcb62")
_JEWELS = ("#1d3f5e", "#8a2a22", "#2f6b4a", "#111016", "#f3e6c2", "#5d3a78")
_SPIRAL, _BLOCK, _RING = 74.0, 30.0, 46.0
"""How far apart the ornaments stand, in parts of 1024 pixels."""


def _spirals(xs: Field, ys: Field, pitch: float) -> Field:
    """Coverage of spirals in a staggered grid."""
    row = np.floor(ys / pitch)
    across = np.mod(xs + 0.5 * pitch * np.mod(row, 2), pitch) - pitch / 2
    down = np.mod(ys, pitch) - pitch / 2
    away = np.hypot(across, down) / pitch
    turn = np.arctan2(down, across) / (2 * np.pi)
    wave = np.abs(np.mod(away * 7.5 - turn, 1) - 0.5)
    return smoothstep(0.24, 0.14, wave) * smoothstep(0.46, 0.42, away)


def _blocks(xs: Field, ys: Field, pitch: float, rng: np.random.Generator) -> tuple[Field, Field]:
    """Coverage of upright rectangles, and a number for each that chooses its colour."""
    column, row = np.floor(xs / pitch).astype(int), np.floor(ys / (pitch * 1.3)).astype(int)
    lots = rng.random((64, 64))[row % 64, column % 64]
    across, down = np.abs(np.mod(xs / pitch, 1) - 0.5), np.abs(np.mod(ys / (pitch * 1.3), 1) - 0.5)
    cover = smoothstep(0.3, 0.26, across) * smoothstep(0.4, 0.36, down) * (lots > 0.35)
    return np.asarray(cover, np.float32), np.asarray(lots, np.float32)


def _rings(xs: Field, ys: Field, pitch: float) -> tuple[Field, Field]:
    """Coverage of rings, and of the dots in them."""
    row = np.floor(ys / pitch)
    across = np.mod(xs + 0.5 * pitch * np.mod(row, 2), pitch) - pitch / 2
    away = np.hypot(across, np.mod(ys, pitch) - pitch / 2) / pitch
    return smoothstep(0.1, 0.05, np.abs(away - 0.32)), smoothstep(0.15, 0.11, away)


def _jewel(lots: Field) -> Field:
    colors = np.stack([rgb(color) for color in _JEWELS])
    return np.asarray(colors[(lots * 97).astype(int) % len(colors)], np.float32)


def _ornamented(image: Field, unit: float, rng: np.random.Generator, *, is_alone: bool) -> Field:
    """The picture's areas in gold, each tone with an ornament; in a picture of nothing else, less gold."""
    calm = rounded(quantise_colors(flatten(flatten(image, 16 * unit), 12 * unit), 7), 8 * unit)
    tone = luminance(calm)
    low, high = (float(v) for v in np.percentile(tone, (4, 96)))
    tone = clamp((tone - low) / max(high - low, 0.1))
    inks = np.stack([rgb(color) for color in _GOLD])
    place = tone * (len(inks) - 1)
    index = np.minimum(place.astype(int), len(inks) - 2)
    gold: Field = mix(inks[index], inks[index + 1], (place - index)[..., None])
    gold = mix(gold, calm, 0.62 if is_alone else 0.2)
    leaf = noise(tone.shape, (34 * unit, 34 * unit), rng, 4) - 0.5
    gold = gold * (1 + 0.42 * leaf)[..., None]
    ys, xs = np.mgrid[0 : tone.shape[0], 0 : tone.shape[1]].astype(np.float32)
    dark, bright = smoothstep(0.36, 0.32, tone), smoothstep(0.66, 0.7, tone)
    cover, lots = _blocks(xs, ys, _BLOCK * unit, rng)
    gold = mix(gold, _jewel(lots), (cover * dark * 0.92)[..., None])
    gold = mix(gold, "#7a5212", (_spirals(xs, ys, _SPIRAL * unit) * bright * 0.8)[..., None])
    ring, dot = _rings(xs, ys, _RING * unit)
    between = (1 - dark) * (1 - bright)
    gold = mix(gold, "#fbe9a8", (ring * between * 0.75)[..., None])
    return mix(gold, "#8a2a22", (dot * between * 0.85)[..., None])


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    near = focus_cover(image, focus, 1.5)
    gold = _ornamented(image, unit, rng, is_alone=not bool((near > 0.5).any()))
    warm = clamp(flatten(image, 4 * unit) * np.array([1.06, 1.0, 0.86], np.float32))
    fleck = smoothstep(0.66, 0.74, noise(near.shape, (9 * unit, 9 * unit), rng, 2))
    warm = mix(warm, "#e6bd4c", (fleck * 0.4)[..., None])
    shown = mix(gold, warm, smoothstep(0.35, 0.65, near)[..., None])
    lines = coherent_lines(blur(image, 1.5 * unit), 2.2 * unit, 0.005)
    return clamp(mix(shown, "#2b1a0a", (lines * (0.55 + 0.2 * near))[..., None]))


STYLE = StylePass(serves=(Style.KLIMT,), redraw=redraw, wants_vignette=False)
