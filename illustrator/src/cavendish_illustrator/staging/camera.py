"""Chooses how near a scene is seen: crops, enlarges and mirrors the painted place by the seed."""

from dataclasses import dataclass, replace

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import resize
from cavendish_illustrator.scenery.setting_registry import SettingTemplate

_SHOTS = (1.0, 1.12, 1.24, 1.38)
_FRAMINGS = {"isometric": (1.0, 1.0), "wide": (1.0, 1.0), "full_body": (1.0, 1.12), "close_up": (1.42, 1.6)}
_MOST_BY_KIND = {StageKind.AIR: 1.3, StageKind.SURFACE: 1.2, StageKind.WATER: 1.24}
_SMALL_M = 0.8
_TOWER_SHARE = 0.42
_TOWER_WIDTH = 0.55
"""A place whose sharp part is narrow and rises above this row is about that part, which then stays whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What the picture is about: how many figures, and the tallest one's height in metres; 0 is the place."""

    count: int
    height_m: float


def take_shot(
    canvas: Canvas, template: SettingTemplate, topic: Topic, framing: str | None, *, side: str = ""
) -> None:
    """Frame the painted place anew, before figures are set into it; the seed decides.

    What the place is known by comes to the side asked for, `left` or `right`, by mirroring.
    """
    rng = np.random.default_rng([canvas.seed, 0xCA])
    may_turn = rng.random() < 0.5
    if side in {"left", "right"}:
        may_turn = _side_of(canvas) != side
    if may_turn and template.may_mirror:
        _mirror(canvas)
    zoom = _zoom(canvas, topic, framing, rng)
    if zoom > 1.02:
        _crop(canvas, zoom, topic, rng)


def _zoom(canvas: Canvas, topic: Topic, framing: str | None, rng: np.random.Generator) -> float:
    if canvas.stage.is_whole:
        return 1.0
    if framing in _FRAMINGS:
        zoom = float(rng.uniform(*_FRAMINGS[framing]))
    elif topic.count == 0:
        zoom = float(rng.uniform(1.0, 1.2))
    else:
        near = 0.16 if topic.height_m < _SMALL_M else 0.0
        zoom = _SHOTS[int(rng.integers(len(_SHOTS)))] + near
        zoom = min(zoom, 1.12) if topic.count > 3 else zoom
    return min(zoom, _MOST_BY_KIND.get(canvas.stage.kind, 2.0))


def _side_of(canvas: Canvas) -> str:
    """On which side the middle of what is sharp lies."""
    weights = canvas.focus.sum(0)
    middle = float((weights * canvas.xs[0]).sum() / max(float(weights.sum()), 1e-6))
    return "left" if middle < canvas.width / 2 else "right"


def _mirror(canvas: Canvas) -> None:
    canvas.img = np.ascontiguousarray(canvas.img[:, ::-1])
    canvas.focus = np.ascontiguousarray(canvas.focus[:, ::-1])
    canvas.mirror_glow()
    for post in canvas.posts:
        post.x = canvas.width - post.x
    light, stage = canvas.light, canvas.stage
    stage.slots = [replace(slot, x=canvas.width - slot.x) for slot in stage.slots]
    canvas.light = replace(light, side=-light.side, sun=_turned(light.sun), moon=_turned(light.moon))
    if canvas.sun is not None:
        canvas.sun = (canvas.width - canvas.sun[0], *canvas.sun[1:])
    if canvas.disc is not None:
        canvas.disc = (canvas.width - canvas.disc[0], *canvas.disc[1:])
    stage.left, stage.right = canvas.width - stage.right, canvas.width - stage.left


def _turned(at: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if at is None else (1 - at[0], at[1])


def _sharp_span(weights: Field, share: float) -> tuple[float, float]:
    """Return the fractions of the axis between which all but twice this share of what is sharp lies."""
    total = np.cumsum(weights)
    if total[-1] < 1:
        return 0.5, 0.5
    first, last = np.searchsorted(total, (total[-1] * share, total[-1] * (1 - share)))
    return float(first / len(weights)), float(last / len(weights))


def _crop(canvas: Canvas, zoom: float, topic: Topic, rng: np.random.Generator) -> None:
    """Choose a window that keeps the ground line low and what the place is known by whole, and enlarge it."""
    stage, width, height = canvas.stage, canvas.width, canvas.height
    top, bottom = _sharp_span(canvas.focus.sum(1), 0.012)
    left, right = _sharp_span(canvas.focus.sum(0), 0.03)
    is_about_place = topic.count == 0
    has_tower = top < _TOWER_SHARE and 0 < right - left < _TOWER_WIDTH
    if is_about_place:
        zoom = min(zoom, 0.94 / max(bottom - top, right - left, 0.2)) if right - left < 0.8 else zoom
    elif has_tower:
        zoom = min(zoom, 0.97 / max(1 - top, 0.4))
    if zoom <= 1.02:
        return
    part = 1 / zoom
    feet = stage.near_y / height - float(rng.uniform(0.86, 0.955)) * part
    y = float(np.clip(feet, 0, 1 - part))
    if is_about_place:
        y = float(np.clip(y, bottom + 0.02 - part, max(0.0, top - 0.03)))
    elif has_tower:
        y = min(y, max(0.0, top - 0.02))
    x = float(rng.uniform(0, 1 - part))
    x, y = _with_disc(canvas, (x, y), part, is_about_place=is_about_place)
    if right - left < part:
        x = float(np.clip(x, right + 0.02 - part, max(0.0, left - 0.02)))
    x, y = float(np.clip(x, 0, 1 - part)), float(np.clip(y, 0, 1 - part))
    _enlarge(canvas, (x * width, y * height), zoom)


def _with_disc(
    canvas: Canvas, corner: tuple[float, float], part: float, *, is_about_place: bool
) -> tuple[float, float]:
    """Move a window sideways, and up as far as its ground allows, so that it does not cut the sun or moon."""
    if canvas.disc is None:
        return corner
    x, y = corner
    across, down = canvas.disc[0] / canvas.width, canvas.disc[1] / canvas.height
    reach = canvas.disc[2] * 1.25
    beside, above = reach / canvas.width, reach / canvas.height
    if 2 * beside < part:
        x = float(np.clip(x, across + beside - part, across - beside))
    lowest = 0.0 if is_about_place else canvas.stage.near_y / canvas.height - 0.985 * part
    return x, max(min(y, down - above), min(y, lowest))


def _enlarge(canvas: Canvas, corner: tuple[float, float], zoom: float) -> None:
    """Show the window with this upper left corner at the size of the whole picture."""
    left, top = (round(v) for v in corner)
    rows = slice(top, min(canvas.height, top + round(canvas.height / zoom)))
    columns = slice(left, min(canvas.width, left + round(canvas.width / zoom)))
    size = (canvas.width, canvas.height)
    canvas.img = resize(np.ascontiguousarray(canvas.img[rows, columns]), *size, is_smooth=True)
    canvas.focus = resize(np.ascontiguousarray(canvas.focus[rows, columns]), *size)
    canvas.crop_glow(rows, columns)
    stage = canvas.stage

    def down(y: float) -> float:
        return (y - top) * zoom

    stage.near_y = min(down(stage.near_y), canvas.height * 0.97)
    stage.far_y = min(down(stage.far_y), stage.near_y - canvas.height * 0.02)
    if stage.water_bottom:
        stage.water_top, stage.water_bottom = (
            down(stage.water_top),
            min(down(stage.water_bottom), stage.near_y),
        )
    stage.left = max((stage.left - left) * zoom, canvas.width * 0.04)
    stage.right = min((stage.right - left) * zoom, canvas.width * 0.96)
    if stage.right - stage.left < canvas.width * 0.5:
        stage.left, stage.right = canvas.width * 0.08, canvas.width * 0.92
    stage.hero_height = min(stage.hero_height * zoom, canvas.height * 0.72, canvas.width * 0.8)
    stage.sky_y = max(down(stage.sky_y), canvas.height * 0.2)
    canvas.horizon_y = down(canvas.horizon_y)
    stage.slots = [
        replace(slot, x=(slot.x - left) * zoom, foot_y=down(slot.foot_y), height=slot.height * zoom)
        for slot in stage.slots
    ]
    for post in canvas.posts:
        post.x, post.foot_y, post.height = (post.x - left) * zoom, down(post.foot_y), post.height * zoom
    if canvas.sun is not None:
        x, y, radius = canvas.sun
        canvas.sun = ((x - left) * zoom, down(y), radius * zoom)
    if canvas.disc is not None:
        x, y, radius = canvas.disc
        canvas.disc = ((x - left) * zoom, down(y), radius * zoom)
