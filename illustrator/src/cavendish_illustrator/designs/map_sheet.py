"""Drawn maps: land in a sea on old paper, drawings of what is there, a dotted way, a compass rose."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Kind, PictureSpec, TimeOfDay
from cavendish_illustrator.staging.emblem_parts import blend_rgba, cutout_of, fit_within
from cavendish_illustrator.staging.ink_outlines import ink_lines
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.vocabulary.tokens import fold

_AFLOAT: Final = frozenset(
    {
        "sailboat", "ship", "pirate-ship", "viking-ship", "cruise-ship", "canoe", "raft", "whale",
        "spouting-whale", "octopus", "squid", "shark", "dolphin", "fish", "tropical-fish", "mermaid",
        "turtle", "kraken", "speedboat", "sea-serpent", "narwhal", "submarine", "gondola-boat", "anchor",
        "container-ship", "motor-boat", "ferry",
    }
)  # fmt: skip
_GROVE: Final = frozenset({"evergreen-tree", "deciduous-tree", "palm-tree", "mountain-peaks", "cottage"})
"""Signs that stand in threes: one tree is no forest."""
_OLD: Final = (
    "treasure", "skarb", "schatz", "tesoro", "tresor", "tesouro", "schat", "скарб", "poklad", "old",
    "ancient", "antique", "pirat", "пірат", "vintage", "parchment", "pergamin", "pergamen", "stara",
    "starej", "alte", "antigu", "ancien", "antic", "oude", "стар", "fantasy", "fantast", "medieval",
    "sredniow", "mittelalter",
)  # fmt: skip
_CROSS: Final = (
    "treasure", "skarb", "schatz", "tesoro", "tresor", "tesouro", "скарб", "poklad", " x ", "krzyzyk",
    "kreuz",
)  # fmt: skip
_WAY: Final = (
    *_CROSS, "route", "path", "trail", "walk", "hike", "wander", "szlak", "tras", "sciezk", "weg", "route",
    "pfad", "ruta", "camino", "chemin", "sentier", "percorso", "sentiero", "rota", "caminho", "маршрут",
    "стежк", "cesta", "trasa",
)  # fmt: skip
_SPOTS: Final = (
    (0.3, 0.56),
    (0.66, 0.34),
    (0.62, 0.68),
    (0.42, 0.34),
    (0.48, 0.52),
    (0.74, 0.52),
    (0.33, 0.74),
    (0.52, 0.78),
)
_SEA_SPOTS: Final = ((0.13, 0.8), (0.87, 0.8), (0.12, 0.42), (0.88, 0.2), (0.5, 0.93))
_AIM: Final = (0.7, 0.66)
"""Where the cross is."""
_TINT: Final = 0.4
_TRIES: Final = 90
_DRAWN: Final = Finish(relight=0.25, tint=0.0, shadow=False, rim=False)


class _Paper(NamedTuple):
    sea: str
    land: str
    shore: str
    ink: str
    is_old: bool


_PARCHMENT: Final = _Paper("#e3cfa0", "#efdfb6", "#9a7440", "#6a4424", is_old=True)
_MODERN: Final = _Paper("#a9d3e6", "#dfe8c0", "#7fa8a0", "#2f4a5a", is_old=False)


def draw_map(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a land of its own, with a sign for everything the prompt names."""
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    words = fold(f" {spec.prompt} ")
    paper = _PARCHMENT if any(stem in words for stem in _OLD) else _MODERN
    land = _land(canvas)
    _paint(canvas, land, paper)
    _waves(canvas, land, paper)
    _compass(canvas, (0.87, 0.87 if not _needs_foot(spec) else 0.52), paper)
    has_way = any(stem in words for stem in _WAY)
    if has_way:
        _way(canvas, paper, has_cross=any(stem in words for stem in _CROSS))
    names, missing, signs = _signs(canvas, spec, seed, paper, has_way=has_way)
    if paper.is_old:
        way = [(0.22 + 0.48 * k / 5, 0.65) for k in range(6)] if has_way else []
        _scribbles(canvas, land, paper, [*((x, y) for y, x, _ in signs), *way, (0.87, 0.87), (0.87, 0.52)])
    for y, x, piece in signs:
        place = (x * canvas.width, y * canvas.height + piece.shape[0] / 2)
        place_sprite(canvas, Sprite(piece), place, piece.shape[0], _DRAWN)
    _title(canvas, spec, paper)
    _edges(canvas, paper)
    return Drawing(image=clamp(canvas.img), placed=names, missing=missing, time_of_day=TimeOfDay.DAY.value)


def _needs_foot(spec: PictureSpec) -> bool:
    return sum(one.concept in _AFLOAT for one in spec.subjects) > 1


def _land(canvas: Canvas) -> Field:
    """Positive on land, falling from the middle to the shore; ragged as coasts are."""
    x = (canvas.xs / canvas.width - 0.5) / 0.43
    y = (canvas.ys / canvas.height - 0.54) / 0.36
    away = np.sqrt(x * x + y * y)
    rough = canvas.noise((420, 420), 5, 0.55) - 0.5
    return np.asarray(1.0 - away + rough * 0.75, np.float32)


def _paint(canvas: Canvas, land: Field, paper: _Paper) -> None:
    fibre = canvas.noise((60, 60), 4, 0.6)[..., None] - 0.5
    canvas.img[:] = rgb(paper.sea) * (1 + 0.1 * fibre)
    is_land = smoothstep(-0.004, 0.004, land)
    high = smoothstep(0.1, 0.8, land)[..., None]
    tone = mix(paper.land, mix(paper.land, paper.shore, 0.3), high) * (1 + 0.12 * fibre)
    canvas.blend(clamp(tone), is_land)
    coast = np.exp(-((land / 0.012) ** 2))
    canvas.blend(paper.ink, np.asarray(coast * 0.9, np.float32))


def _waves(canvas: Canvas, land: Field, paper: _Paper) -> None:
    """Lines along the shore, fainter the farther out."""
    for k in range(1, 5):
        line = np.exp(-(((land + 0.05 * k + 0.008 * k * k) / 0.006) ** 2))
        canvas.blend(paper.shore, np.asarray(line * (0.5 - 0.1 * k), np.float32))


def _inked(piece: Field, paper: _Paper) -> Field:
    """A sign as old maps have it: in brown ink with a little of its colours left."""
    if not paper.is_old:
        return piece
    inked = piece.copy()
    tone = clamp(luminance(piece) * 1.15)[..., None]
    inked[..., :3] = mix(mix(paper.ink, "#f6e9c6", tone), piece[..., :3], _TINT)
    lines = ink_lines(piece, max(1.0, piece.shape[0] * 0.009))
    blend_rgba(inked, mix(paper.ink, "#000000", 0.35), lines * 0.85)
    return inked


def _scribbles(canvas: Canvas, land: Field, paper: _Paper, taken: Sequence[tuple[float, float]]) -> None:
    """Little hills and trees in ink where the land is empty, and waves where the sea is."""
    layer, side = canvas.layer(), min(canvas.width, canvas.height)
    rng, placed = np.random.default_rng([canvas.seed, 0x3A]), list(taken)
    for _ in range(_TRIES):
        x, y = float(rng.uniform(0.09, 0.91)), float(rng.uniform(0.16, 0.91))
        high = float(land[int(y * (canvas.height - 1)), int(x * (canvas.width - 1))])
        room = 0.12 if (x, y) in taken else 0.1
        if abs(high) < 0.09 or any(math.dist((x, y), one) < room for one in placed):
            continue
        placed.append((x, y))
        at, reach = (x * canvas.width, y * canvas.height), side * float(rng.uniform(0.014, 0.021))
        _scribble(layer, at, reach, paper.ink, kind=-1 if high < 0 else int(rng.integers(2)))
    canvas.lay(layer, is_lit=False, opacity=0.62)


def _scribble(layer: VectorLayer, at: tuple[float, float], reach: float, ink: str, *, kind: int) -> None:
    """One hill (0), tree (1) or wave (-1)."""
    x, y = at
    line = max(1.0, reach * 0.13)
    if kind == 0:
        for dx, tall in ((-0.7, 1.0), (0.6, 1.5)):
            foot = x + dx * reach
            layer.polyline([(foot - reach, y), (foot, y - tall * reach), (foot + reach, y)], ink, line)
            layer.line((foot, y - tall * reach), (foot + 0.25 * reach, y - 0.35 * reach), ink, line)
    elif kind == 1:
        for dx in (-0.8, 0.7):
            layer.circle(x + dx * reach, y - reach, reach * 0.55, ink)
            layer.line((x + dx * reach, y - reach), (x + dx * reach, y), ink, line)
    else:
        steps = np.linspace(-1.6, 1.6, 17)
        layer.polyline([(x + k * reach, y + 0.3 * reach * math.sin(4 * k)) for k in steps], ink, line)


def _signs(
    canvas: Canvas, spec: PictureSpec, seed: int, paper: _Paper, *, has_way: bool
) -> tuple[list[str], list[str], list[tuple[float, float, Field]]]:
    """What is shown, what has no drawing, and the signs with the rows and columns of their middles."""
    names: list[str] = []
    missing: list[str] = []
    pieces: list[tuple[float, float, Field]] = []
    side = min(canvas.width, canvas.height)
    ashore = [spot for spot in _SPOTS if not has_way or math.dist(spot, _AIM) > 0.12]
    afloat = list(_SEA_SPOTS)
    for one in spec.subjects:
        free = afloat if one.concept in _AFLOAT else ashore
        cutout = cutout_of(spec, one, side * 0.2, seed) if free else None
        if cutout is None:
            missing.append(one.word)
            continue
        at = free.pop(0)
        is_grove = one.concept in _GROVE or one.count > 1
        piece = _inked(fit_within(cutout, side * (0.155 if is_grove else 0.21), side * 0.24), paper)
        names.append(one.concept)
        shifts = ((-0.045, -0.02), (0.05, -0.01), (0.0, 0.03)) if is_grove else ((0.0, 0.0),)
        pieces += [(at[1] + dy, at[0] + dx, piece) for dx, dy in shifts]
    return names, missing, sorted(pieces, key=lambda item: item[:2])


def _way(canvas: Canvas, paper: _Paper, *, has_cross: bool) -> None:
    """A dotted way over the land, to a red cross where something is to be found."""
    red = "#c22f24"
    layer = canvas.layer()
    start, unit = (0.22, 0.62), canvas.unit
    for k in range(15):
        t = k / 16
        x = start[0] + (_AIM[0] - start[0]) * t
        y = start[1] + (_AIM[1] - start[1]) * t + 0.1 * math.sin(t * 7.5) * (1 - t)
        layer.circle(x * canvas.width, y * canvas.height, 6.5 * unit, red if not paper.is_old else "#8f2f1e")
    if not has_cross:
        layer.circle(_AIM[0] * canvas.width, _AIM[1] * canvas.height, 15 * unit, red)
        layer.circle(_AIM[0] * canvas.width, _AIM[1] * canvas.height, 7 * unit, "#ffffff")
    x, y, reach = _AIM[0] * canvas.width, _AIM[1] * canvas.height, 34 * unit
    for sign in (-1, 1) if has_cross else ():
        layer.line((x - reach, y - sign * reach), (x + reach, y + sign * reach), red, 15 * unit)
    canvas.lay(layer, is_lit=False)


def _compass(canvas: Canvas, at: tuple[float, float], paper: _Paper) -> None:
    x, y = at[0] * canvas.width, at[1] * canvas.height
    reach = min(canvas.width, canvas.height) * 0.085
    layer = canvas.layer()
    layer.ring(x, y, reach * 0.72, paper.ink, 2.5 * canvas.unit)
    for k in range(8):
        turn, tip = math.pi * k / 4, reach * (1.0 if k % 2 == 0 else 0.6)
        for side, color in ((-1, paper.ink), (1, "#fff6df")):
            inner = turn + side * math.pi / 8
            points = [
                (x, y),
                (x + tip * math.sin(turn), y - tip * math.cos(turn)),
                (x + reach * 0.24 * math.sin(inner), y - reach * 0.24 * math.cos(inner)),
            ]
            layer.polygon(points, color)
    canvas.lay(layer, is_lit=False)
    mask = text_mask(
        (canvas.width, canvas.height),
        "N",
        "playfair-display-bold",
        TextBox(center=(x, y - reach * 1.25), width=reach * 0.6, height=reach * 0.42),
    )
    canvas.blend(paper.ink, mask)


def _title(canvas: Canvas, spec: PictureSpec, paper: _Paper) -> None:
    words = " ".join(spec.lettering)
    if not words:
        return
    box = TextBox(
        center=(canvas.width / 2, canvas.height * 0.095),
        width=canvas.width * 0.72,
        height=canvas.height * 0.085,
    )
    canvas.blend(paper.ink, text_mask((canvas.width, canvas.height), words, "playfair-display-bold", box))


def _edges(canvas: Canvas, paper: _Paper) -> None:
    """A ruled frame; old paper is browned and torn at its edges."""
    layer = canvas.layer()
    gap = min(canvas.width, canvas.height) * 0.035
    for inset, line in ((gap, 4.0), (gap * 1.35, 1.6)):
        layer.frame(
            inset, inset, canvas.width - inset, canvas.height - inset, paper.ink, max(1.0, line * canvas.unit)
        )
    canvas.lay(layer, is_lit=False, opacity=0.8)
    if not paper.is_old:
        return
    x = np.minimum(canvas.xs, canvas.width - 1 - canvas.xs)
    y = np.minimum(canvas.ys, canvas.height - 1 - canvas.ys)
    edge = np.minimum(x, y) / min(canvas.width, canvas.height)
    ragged = canvas.noise((40, 40), 4, 0.6)
    burnt = smoothstep(0.16, 0.0, edge + ragged * 0.05)[..., None] * 0.6
    canvas.img = mix(canvas.img, canvas.img * rgb("#a8743a"), burnt)
    torn = smoothstep(0.008, 0.004, edge - ragged * 0.02)
    canvas.blend("#3a2614", blur(np.asarray(torn, np.float32), 1.2 * canvas.unit))


DESIGN = Design(kinds=(Kind.MAP,), draw=draw_map)
