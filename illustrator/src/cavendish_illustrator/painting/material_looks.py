"""Turns a drawing into what it is made of: grained wood, veined stone, metal, wool, cheese, flowers."""

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.painting.color import WHITE, Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.glass_look import as_glass
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.painting.vector_layer import VectorLayer

Look = Callable[[Field, Field, np.random.Generator], Field]
"""From the drawing's colours and its evened tones (h, w) to new colours."""

_SOLID: Final = 0.5
_RAMPS: Final = {
    "gold": ("#5a3a08", "#a8740f", "#e2b02c", "#ffe487", "#fffbe0"),
    "metal": ("#2c343c", "#66717c", "#a3aeb8", "#d6dde3", "#ffffff"),
    "silver": ("#3a4048", "#7d8690", "#b9c1c9", "#e6eaee", "#ffffff"),
    "copper": ("#4a1f10", "#93481f", "#c9733c", "#efac7c", "#fff0e2"),
    "wood": ("#4a2c16", "#7a4c28", "#a8733f", "#c99a62", "#e6c590"),
    "stone": ("#3f3f42", "#6d6c6b", "#979591", "#bdbab3", "#dedbd3"),
    "chocolate": ("#22100a", "#43230f", "#64381c", "#875232", "#c09070"),
    "gingerbread": ("#5a2f12", "#8a5020", "#b4742f", "#d09a52", "#e6bf80"),
    "candy": ("#a8245e", "#e0508e", "#f58ab4", "#ffc0d8", "#fff2f7"),
    "cheese": ("#b87d0a", "#e0a41a", "#f6c83a", "#ffdf6e", "#fff2b8"),
    "rust": ("#2e1a12", "#5f2f18", "#8f4a20", "#b8682e", "#d99a5c"),
    "paper": ("#b9b1a2", "#d6d0c4", "#ece7dc", "#f8f5ee", "#ffffff"),
    "leather": ("#2a1508", "#53300f", "#82501f", "#a9733a", "#d0a270"),
    "denim": ("#131f3d", "#243c72", "#3a5b9c", "#6284c0", "#a3bce0"),
    "porcelain": ("#8f98a3", "#c3cad2", "#e9edf0", "#f8fafb", "#ffffff"),
    "clay": ("#54210f", "#8a3c1e", "#b95e34", "#d58556", "#edb08c"),
    "wicker": ("#4a2f12", "#825a24", "#b58642", "#d6b06c", "#eed8a4"),
    "linen": ("#93866f", "#b6a98f", "#d2c6ae", "#e7decb", "#f6f1e4"),
    "ceramic": ("#aaa39a", "#d3cdc4", "#efece6", "#faf9f6", "#ffffff"),
    "fire": ("#7a1204", "#d8350a", "#ff7a12", "#ffc233", "#fff6c2"),
}


def _ramped(tones: Field, name: str) -> Field:
    inks = np.stack([rgb(color) for color in _RAMPS[name]])
    place = clamp(tones) * (len(inks) - 1)
    low = np.minimum(place.astype(int), len(inks) - 2)
    return mix(inks[low], inks[low + 1], (place - low)[..., None])


def _even(rgba: Field) -> Field:
    """The drawing's light and dark over the whole range, with the light falling from the upper left."""
    alpha, grey = rgba[..., 3], luminance(rgba)
    seen = grey[alpha > _SOLID]
    low, high = (float(v) for v in np.percentile(seen, (3, 97))) if seen.size else (0.0, 1.0)
    tones = 0.2 + 0.6 * clamp((grey - low) / max(high - low, 0.25))
    height = alpha.shape[0]
    dome = blur(alpha, height * 0.03) + blur(alpha, height * 0.09)
    slope_x, slope_y = gradient(dome * (height * 0.05))
    return clamp(tones + np.clip(slope_x * 0.5 + slope_y * 0.6, -0.3, 0.3))


def _lines(rgba: Field) -> Field:
    """Where the drawing's own colours meet."""
    grey = luminance(rgba[..., :3] * rgba[..., 3:] + (1 - rgba[..., 3:]))
    return clamp(np.hypot(*gradient(blur(grey, 0.8))) * 5) * rgba[..., 3]


def _polished(name: str) -> Look:
    def look(rgba: Field, tones: Field, _rng: np.random.Generator) -> Field:
        height, width = tones.shape
        ys, xs = np.mgrid[0:height, 0:width].astype(np.float32) / height
        sheen = 0.14 * np.sin((xs * 0.7 + ys) * 13 + tones * 5)
        color = _ramped(tones + sheen, name)
        return mix(color, rgb(_RAMPS[name][0]), (_lines(rgba) * 0.55)[..., None])

    return look


def _wooden(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
    height, width = tones.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32) / height
    bend = noise((height, width), (height * 0.5, height * 0.16), rng, 3)
    rings = 0.5 + 0.5 * np.sin((ys * 11 + bend * 7 + xs * 0.6) * 2 * np.pi)
    fine = noise((height, width), (height * 0.2, max(1.2, height * 0.006)), rng, 2) - 0.5
    color = _ramped(0.3 + tones * 0.55, "wood") * (0.84 + 0.2 * rings + 0.3 * fine)[..., None]
    return mix(color, rgb(_RAMPS["wood"][0]), (_lines(rgba) * 0.6)[..., None])


def _glazed(rgba: Field, tones: Field, _rng: np.random.Generator) -> Field:
    """Ceramic: smooth and pale, with a clear highlight."""
    calm = blur(tones, tones.shape[0] * 0.012)
    color = _ramped(0.2 + calm * 0.75, "ceramic")
    shine = smoothstep(0.74, 0.9, blur(tones, tones.shape[0] * 0.02))
    color = mix(color, rgb(_RAMPS["ceramic"][0]), (_lines(rgba) * 0.5)[..., None])
    return mix(color, WHITE, (shine * 0.6)[..., None])


def _stony(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
    shape = tones.shape
    height = shape[0]
    grain = noise(shape, (max(2.0, height * 0.012),) * 2, rng, 2) - 0.5
    cloud = noise(shape, (height * 0.14,) * 2, rng, 3) - 0.5
    vein = smoothstep(0.022, 0.0, np.abs(noise(shape, (height * 0.3,) * 2, rng, 3) - 0.5))
    color = _ramped(tones * 0.85 + 0.1 + cloud * 0.3, "stone") * (1 + grain * 0.34)[..., None]
    return mix(color, "#4a4a4c", clamp(vein * 0.5 + _lines(rgba) * 0.5)[..., None])


def _plain(name: str) -> Look:
    def look(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
        grain = noise(tones.shape, (max(2.0, tones.shape[0] * 0.02),) * 2, rng, 2) - 0.5
        color = _ramped(tones, name) * (1 + grain * 0.08)[..., None]
        shine = smoothstep(0.72, 0.9, blur(tones, tones.shape[0] * 0.012))
        color = mix(color, WHITE, (shine * 0.25)[..., None])
        return mix(color, rgb(_RAMPS[name][0]), (_lines(rgba) * 0.5)[..., None])

    return look


def _grained(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
    """Leather with fine creases and a seam along its edge."""
    height = tones.shape[0]
    crease = smoothstep(0.06, 0.0, np.abs(noise(tones.shape, (max(2.0, height * 0.025),) * 2, rng, 2) - 0.5))
    worn = noise(tones.shape, (height * 0.2,) * 2, rng, 3) - 0.5
    color = _ramped(0.12 + tones * 0.68 + worn * 0.16, "leather") * (1 - crease * 0.1)[..., None]
    inside = clamp(blur(rgba[..., 3], height * 0.014) * 2 - 1)
    seam = smoothstep(0.62, 0.72, inside) * smoothstep(0.86, 0.78, inside)
    color = mix(color, "#e2bd8c", (seam * 0.4)[..., None])
    return mix(color, rgb(_RAMPS["leather"][0]), (_lines(rgba) * 0.6)[..., None])


def _woven(name: str, *, cells: float) -> Look:
    """Threads or withies that cross, `cells` of them over the height."""

    def look(rgba: Field, tones: Field, _rng: np.random.Generator) -> Field:
        height, width = tones.shape
        ys, xs = np.mgrid[0:height, 0:width].astype(np.float32) * (cells / height)
        is_over = np.mod(np.floor(xs * 0.5) + np.floor(ys), 2) > 0
        strand = np.where(is_over, np.sin(np.mod(ys, 1) * np.pi), np.sin(np.mod(xs * 0.5, 1) * np.pi))
        color = _ramped(0.14 + tones * 0.56 + (strand - 0.6).astype(np.float32) * 0.26, name)
        return mix(color, rgb(_RAMPS[name][0]), (_lines(rgba) * 0.6)[..., None])

    return look


def _iced(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
    """Gingerbread with white icing along its lines and edge."""
    height = tones.shape[0]
    grain = noise(tones.shape, (max(2.0, height * 0.01),) * 2, rng, 2) - 0.5
    color = _ramped(0.25 + tones * 0.6, "gingerbread") * (1 + grain * 0.16)[..., None]
    inside = clamp(blur(rgba[..., 3], height * 0.016) * 2 - 1)
    rim = smoothstep(0.5, 0.75, inside) * smoothstep(0.98, 0.85, inside)
    icing = clamp(smoothstep(0.25, 0.6, blur(_lines(rgba), height * 0.004)) + rim)
    return mix(color, "#fffaf2", icing[..., None])


def _holed(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
    """Cheese with round holes."""
    height, width = tones.shape
    color = _ramped(0.3 + tones * 0.6, "cheese")
    layer, light = VectorLayer(0, 0, width, height), VectorLayer(0, 0, width, height)
    for _ in range(max(12, round(26 * width / height))):
        x, y = float(rng.random()) * width, float(rng.random()) * height
        reach = height * float(rng.uniform(0.014, 0.042))
        light.ellipse((x + reach * 0.14, y + reach * 0.2), (reach * 1.08, reach * 0.98), "#ffffff")
        layer.ellipse((x, y), (reach, reach * 0.88), "#ffffff")
    rim, hole = (one.pixels[..., 3].astype(np.float32) / 255 for one in (light, layer))
    color = mix(mix(color, "#fff2b8", rim[..., None] * 0.8), "#d08f14", hole[..., None] * 0.85)
    return mix(color, "#a86c08", (_lines(rgba) * 0.6)[..., None])


def _rusty(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
    """Its own colours under patches of rust."""
    shape, height = tones.shape, tones.shape[0]
    patch = noise(shape, (height * 0.11,) * 2, rng, 4)
    grain = noise(shape, (max(1.6, height * 0.01),) * 2, rng, 2)
    rust = _ramped(0.2 + tones * 0.5 + (grain - 0.5) * 0.7, "rust")
    cover = clamp(smoothstep(0.36, 0.5, patch + (grain - 0.5) * 0.14) + 0.25)
    dull = mix(rgba[..., :3], luminance(rgba)[..., None] * rgb("#c2ab98"), 0.5)
    return mix(dull, rust, cover[..., None])


def _folded(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
    """Paper in facets with sharp folds."""
    height, width = tones.shape
    count = 26
    places = rng.random((count, 2)) * (width, height)
    turns = rng.random(count).astype(np.float32) * 2 * np.pi
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.stack([(xs - x) ** 2 + (ys - y) ** 2 for x, y in places.tolist()])
    nearest = away.argmin(0)
    own = np.stack([np.sin(turns), np.cos(turns)], -1)[nearest]
    x, y = (places[:, k].astype(np.float32)[nearest] for k in (0, 1))
    slope = ((xs - x) * own[..., 0] + (ys - y) * own[..., 1]) / height
    color = _ramped(0.42 + tones * 0.4 + own[..., 0] * 0.16 + slope * 0.5, "paper")
    return mix(color, "#8f8778", (_lines(rgba) * 0.6)[..., None])


def _knitted(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
    """Its own colours in rows of stitches."""
    height, width = tones.shape
    wide = max(4.0, height * 0.028)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    columns, rows = xs / wide, ys / (wide * 0.85)
    across, down = np.mod(columns, 1), np.mod(rows, 1)
    side = np.abs(across - 0.5)
    strand = (side - (0.44 - 0.36 * down)) / 0.27
    arch = np.sqrt(np.maximum(1 - strand**2, 0))
    fuzz = noise((height, width), (wide * 0.4,) * 2, rng, 2) - 0.5
    calm = blur(rgba[..., :3] * rgba[..., 3:], wide * 0.35) / np.maximum(
        blur(rgba[..., 3:], wide * 0.35).reshape(height, width, 1), 1e-3
    )
    light = 0.56 + 0.5 * arch + 0.2 * fuzz
    return clamp(calm * light[..., None] * (0.75 + 0.5 * tones)[..., None])


def _strewn(kind: str) -> Look:
    """All over flowers or leaves, in the drawing's light and shade."""

    def look(rgba: Field, tones: Field, rng: np.random.Generator) -> Field:
        height, width = tones.shape
        layer = VectorLayer(0, 0, width, height)
        layer.rect(0, 0, width, height, "#2f6b35")
        size = height * 0.026
        inks = ("#f26d8f", "#ffd24d", "#ffffff", "#a77be0", "#ff9a5a")
        greens = ("#3f8f45", "#5fae4f", "#2f7438", "#7fc25f")
        step = size * 1.25
        for y in np.arange(0, height + step, step):
            for x in np.arange(0, width + step, step):
                at = (float(x + rng.normal(0, size * 0.4)), float(y + rng.normal(0, size * 0.4)))
                turn = float(rng.random()) * 360
                if kind == "leaves" or rng.random() < 0.3:
                    color = greens[int(rng.integers(len(greens)))]
                    layer.ellipse(at, (size * 1.15, size * 0.5), color, angle=turn)
                    continue
                color = inks[int(rng.integers(len(inks)))]
                for k in range(5):
                    angle = np.radians(turn + 72 * k)
                    petal = (at[0] + size * 0.55 * np.cos(angle), at[1] + size * 0.55 * np.sin(angle))
                    layer.circle(*petal, size * 0.46, color)
                layer.circle(*at, size * 0.3, "#f2b01e" if color != "#ffd24d" else "#c8641e")
        strewn = layer.pixels[..., :3].astype(np.float32) / 255
        return mix(strewn * (0.62 + 0.55 * tones)[..., None], "#16301c", (_lines(rgba) * 0.5)[..., None])

    return look


_LOOKS: Final[dict[str, Look]] = {
    **{name: _polished(name) for name in ("gold", "metal", "silver", "copper")},
    **{name: _plain(name) for name in ("chocolate", "candy", "fire", "porcelain", "clay")},
    "leather": _grained,
    "denim": _woven("denim", cells=90),
    "wicker": _woven("wicker", cells=26),
    "wood": _wooden,
    "linen": _woven("linen", cells=70),
    "ceramic": _glazed,
    "stone": _stony,
    "gingerbread": _iced,
    "cheese": _holed,
    "rust": _rusty,
    "paper": _folded,
    "wool": _knitted,
    "flowers": _strewn("flowers"),
    "leaves": _strewn("leaves"),
}
_CLEAR: Final = {"glass": None, "ice": "#7cc4e6", "jelly": "#e0304a"}
_ICE_BODY: Final = 0.66
_OWN_SEED: Final = 11
_DYED: Final = frozenset({"paper", "wood", "metal", "candy", "porcelain", "clay", "denim"})
_TONED: Final = {"leather": 2, "linen": 3, "ceramic": 3}
"""They have a colour as it is said; beside each the tone of its ramp that stands for it."""


def has_look(material: str | None) -> bool:
    return material in _LOOKS or material in _CLEAR


def as_material(rgba: Field, material: str, color: str | None = None) -> Field:
    """The drawing's shape in a material; only materials with a look, see `has_look`.

    A colour that was named dyes what can be dyed: paper, wool, wood, glass.
    """
    if material in _CLEAR:
        return _clear(rgba, material, color)
    rng = np.random.default_rng([_OWN_SEED, *rgba.shape[:2]])
    pixels = _LOOKS[material](rgba, _even(rgba), rng)
    if color is not None and material in _DYED:
        pixels = pixels * mix(WHITE, rgb(color) / max(float(rgb(color).max()), 0.2), 0.85)
    elif color is not None and material in _TONED:
        grey = luminance(pixels) / float(luminance(rgb(_RAMPS[material][_TONED[material]])))
        pixels = rgb(color) * grey[..., None] + 0.06 * smoothstep(1.2, 2.0, grey)[..., None]
    result = np.concatenate([clamp(pixels), rgba[..., 3:]], -1)
    return in_flames(result) if material == "fire" else np.asarray(result, np.float32)


def _clear(rgba: Field, material: str, color: str | None) -> Field:
    glass = as_glass(rgba, color or _CLEAR[material])
    if material == "glass":
        return glass
    body = mix(rgb(color or _CLEAR[material] or "#ffffff"), WHITE, 0.35 + 0.5 * _even(rgba)[..., None])
    mixed = mix(body, glass[..., :3], 0.6)
    cover = np.maximum(glass[..., 3], _ICE_BODY + 0.3 * (material == "jelly")) * (rgba[..., 3] > 0.02)
    return np.concatenate([clamp(mixed), np.minimum(cover, rgba[..., 3])[..., None]], -1).astype(np.float32)


def in_flames(rgba: Field) -> Field:
    """The drawing with flames that leap up behind and before it, in a taller picture."""
    height, width = rgba.shape[:2]
    extra, side = round(height * 0.38), round(width * 0.1)
    image = np.zeros((height + extra, width + 2 * side, 4), np.float32)
    image[extra:, side : side + width] = rgba
    alpha = image[..., 3]
    rows = alpha.shape[0]
    ys, xs = np.mgrid[0:rows, 0 : alpha.shape[1]].astype(np.float32)
    rng = np.random.default_rng([_OWN_SEED, height, width])
    sway = (noise(alpha.shape, (height * 0.1, height * 0.22), rng, 2) - 0.5) * height * 0.16
    reach = noise(alpha.shape, (height * 0.09, height * 4.0), rng, 2)
    heat = np.zeros_like(alpha)
    for share in np.linspace(0, 1, 9, dtype=np.float32):
        lift = share * height * 0.5
        moved = np.asarray(
            cv2.remap(alpha, xs + sway * (0.4 + share), ys + lift, cv2.INTER_LINEAR, borderValue=0),
            np.float32,
        )
        heat = np.maximum(heat, moved * np.clip(1.15 - share * (1.6 - 1.1 * reach), 0, 1))
    heat = blur(heat, height * 0.008)
    color = _ramped(heat * 0.95, "fire")
    cover = smoothstep(0.18, 0.42, heat)
    front = cover * smoothstep(0.46, 0.62, noise(alpha.shape, (height * 0.09, height * 0.26), rng, 3)) * 0.85
    front = front * smoothstep(rows * 0.3, rows * 0.75, ys)
    behind = np.concatenate([color, cover[..., None]], -1)
    total = alpha[..., None] + cover[..., None] * (1 - alpha[..., None])
    mixed = image[..., :3] * alpha[..., None] + behind[..., :3] * cover[..., None] * (1 - alpha[..., None])
    flat = mix(mixed / np.maximum(total, 1e-4), _ramped(0.35 + 0.6 * heat, "fire"), front[..., None])
    return np.concatenate([clamp(flat), total], -1).astype(np.float32)
