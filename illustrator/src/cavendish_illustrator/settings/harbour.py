"""Harbours: a town along its quay, a mole with a lighthouse, boats of many kinds, a quay in front."""

import re
from typing import Final

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import skyline
from cavendish_illustrator.scenery.moored_boats import HULLS, Boat, moor
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.quays import far_quay, stone_quay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.settings.city import facades

_CARGO: Final = re.compile(
    r"\b(container\w*|cargo|freight|industrial\w*|shipping|konten\w+|towarow\w+|przemysłow\w+|fracht\w*|"
    r"güter\w*|industrie\w*|contenedor\w*|mercantil|conteneurs?|marchandises|merci|contentores|"
    r"contêiner\w*|vracht\w*|"
    r"контейнер\w*|вантажн\w+|nákladn\w+)\b",
    re.IGNORECASE,
)
_YACHTS: Final = re.compile(
    r"\b(marina\w*|yacht\w*|jacht\w*|sailing boats?|sailboats?|żagl\w+|segel\w*|"
    r"vel(ero|eros|a|as|iero|ieri|eiros?)|"
    r"voiliers?|plaisance|iates?|zeil\w*|яхт\w*|вітрильн\w*|plachet\w*)\b",
    re.IGNORECASE,
)
_EAST: Final = frozenset({"southeast", "asian"})
_EBB, _AFLOAT_ABOVE = "mudflat", 0.1
_DRAWN_AS: Final = {
    **dict.fromkeys(("rowing-boat", "pier_boat", "canoe", "kayak"), "rowing"),
    "fishing-boat": "trawler",
    "sailboat": "yacht",
    **dict.fromkeys(("motor-boat", "speedboat"), "motor"),
}
"""How boats that the prompt names lie at their berths, unless somebody is in them."""
_GULLS: Final = frozenset({"seagull", "seagull-flying"})
_FLOCK: Final = (
    *((0.82, 0.16, 0.05), (0.9, 0.1, 0.035), (0.6, 0.08, 0.03)),
    *((0.2, 0.14, 0.09), (0.44, 0.26, 0.075), (0.62, 0.11, 0.1)),
)
"""Where gulls fly and how tall they are; the large ones where the prompt names gulls."""
_RANGES: Final = frozenset({"fjord", "mountains", "snowy_mountains", "alps"})
_BERTHS: Final = (
    *((0.09, 0.08, 0.13), (0.24, 0.07, 0.16), (0.4, 0.085, 0.12), (0.55, 0.075, 0.17)),
    *((0.15, 0.19, 0.27), (0.47, 0.21, 0.2), (0.76, 0.17, 0.24), (0.93, 0.23, 0.17)),
    *((0.33, 0.33, 0.24), (0.7, 0.34, 0.22)),
)
_FRONT: Final = (
    *((0.3, 0.32, 0.26), (0.7, 0.34, 0.28), (0.5, 0.24, 0.22)),
    *((0.1, 0.26, 0.22), (0.9, 0.25, 0.22)),
)
"""Where boats lie: across, below the far quay, and how long, in parts of the picture."""


def paint_harbour(canvas: Canvas, spec: PictureSpec) -> None:
    """The houses of the region along their quay; at ebb the boats lie on the sand."""
    height, width = canvas.height, canvas.width
    foot = height * 0.45
    is_port = "container-ship" in canvas.asked or _CARGO.search(spec.prompt) is not None
    paint_sky(canvas, foot, clouds=0.5)
    if spec.region == "nordic" or _RANGES & frozenset(spec.settings):
        mountains(canvas, foot + height * 0.02, height * 0.34, "#6b7b94", haze=0.4, snow=0.45)
    hills(canvas, foot + height * 0.02, height * 0.07, "#7f9a88", haze=0.5)
    if is_port:
        _cranes(canvas, foot)
    else:
        facades(canvas, foot, height * 0.29, gap_at=(0.72, 1.4))
    canvas.spread_glow(0.8)
    is_ebb = _EBB in spec.settings
    water(canvas, foot, height * (0.62 if is_ebb else 0.9), "#2f6f8f", reflection=0.7, ripple=0.8)
    _mole(canvas, foot)
    far_quay(canvas, foot, (0, width * (1.02 if is_port else 0.73)), height * 0.035)
    if is_ebb:
        _bare_sand(canvas, height * 0.53)
    _boats(canvas, spec, foot, is_ebb=is_ebb)
    if not is_ebb:
        stone_quay(canvas, height * 0.85)
    _gulls(canvas)
    gather(canvas, spec, foot + height * 0.006, height * 0.062, (0.06, 0.2, 0.31, 0.35, 0.5, 0.62))
    _set_stage(canvas, spec)


def _set_stage(canvas: Canvas, spec: PictureSpec) -> None:
    """People stand on the quay; boats, gulls and houses that the prompt names are there already."""
    height, stage = canvas.height, canvas.stage
    stage.near_y, stage.far_y = height * 0.955, height * 0.9
    stage.hero_height = min(height * 0.44, canvas.width * 0.5)
    tied = {spec.subjects[index].concept for r in spec.relations for index in (r.subject, r.target)}
    stage.tags = frozenset({"lighthouse", *_GULLS, *_DRAWN_AS} & canvas.asked) - tied
    if any(one.concept == "house" and one.count > 1 for one in spec.subjects):
        stage.tags |= {"house"}


def _cranes(canvas: Canvas, foot: float) -> None:
    height, width = canvas.height, canvas.width
    skyline(canvas, foot, (height * 0.05, height * 0.16), "#8a97a8", haze=0.4)
    finish = Finish(relight=0.2, shadow=False, haze=0.1, focus=0.5)
    for x in (0.14, 0.42, 0.76):
        put(canvas, "dock_crane", (width * x, foot + 3), height * 0.34, finish)
    for x in (0.28, 0.58, 0.92):
        put(canvas, "containers", (width * x, foot + 3), height * 0.12, finish)


def _mole(canvas: Canvas, foot: float) -> None:
    """A wall of stones into the sea with a lighthouse at its end."""
    height, width = canvas.height, canvas.width
    left, y = width * 0.77, foot + height * 0.045
    far_quay(canvas, y, (left, width * 1.02), height * 0.026)
    finish = Finish(relight=0.35, shadow=False, focus=0.7)
    put(canvas, "lighthouse", (left + width * 0.05, y + 2), height * 0.25, finish)


def _bare_sand(canvas: Canvas, top: float) -> None:
    """Wet sand with pools where the sea has run out."""
    height = canvas.height
    mirror = canvas.img[: int(top)].mean((0, 1))
    keep = canvas.img.copy()
    ground(canvas, top, "#c2a97e", "#a8936f", texture=0.22, grain=0.03)
    rows = canvas.rows(top, height)
    depth = (canvas.ys[rows] - top) / (height - top)
    shore = canvas.noise((300, 40), 4, 0.5, rows)
    canvas.img[rows] += (keep[rows] - canvas.img[rows]) * smoothstep(0.1, 0.0, depth - 0.16 * shore)[
        ..., None
    ]
    pools = smoothstep(0.56, 0.62, canvas.noise((220, 26), 4, 0.5, rows)) * smoothstep(0.05, 0.2, depth)
    canvas.blend(mirror, pools * 0.75, rows)
    canvas.is_soft = True


def _boats(canvas: Canvas, spec: PictureSpec, foot: float, *, is_ebb: bool) -> None:
    """Boats of many kinds at the berths, and in front those that the prompt names."""
    rng, start = canvas.rng, int(canvas.rng.integers(len(HULLS)))
    own = _own_boats(spec)
    kinds = _fleet(spec)
    berths: list[tuple[str, str | None, tuple[float, float, float]]] = [
        (kinds[n % len(kinds)], None, place) for n, place in enumerate(_BERTHS[: 6 if own else None])
    ]
    berths += [(kind, color, place) for (kind, color), place in zip(own, _FRONT, strict=False)]
    side = min(canvas.width, canvas.height * 1.5)
    for number, (kind, color, (x, below, length)) in enumerate(berths):
        is_dry = is_ebb and below > _AFLOAT_ABOVE
        moor(
            canvas,
            Boat(
                kind=kind,
                x=canvas.width * (x + float(rng.normal(0, 0.01))),
                y=foot + canvas.height * below,
                length=side * length * (0.8 if kind == "rowing" else 1.0) * float(rng.uniform(0.9, 1.08)),
                hull=color or HULLS[(start + number * 3) % len(HULLS)],
                is_turned=bool(rng.random() < 0.5),
                tilt_deg=float(rng.choice((-9, 8, 6))) if is_dry else 0.0,
                is_afloat=not is_dry,
            ),
        )


def _own_boats(spec: PictureSpec) -> list[tuple[str, str | None]]:
    """The kind and the colour of each boat that the prompt names and that lies there."""
    tied = {index for r in spec.relations for index in (r.subject, r.target)}
    return [
        (_DRAWN_AS[one.concept], one.color)
        for index, one in enumerate(spec.subjects)
        if one.concept in _DRAWN_AS and index not in tied
        for _ in range(one.count)
    ]


def _fleet(spec: PictureSpec) -> tuple[str, ...]:
    if _YACHTS.search(spec.prompt):
        return ("yacht", "yacht", "motor", "yacht", "rowing")
    if spec.region in _EAST:
        return ("sampan", "trawler", "sampan", "rowing")
    return ("trawler", "rowing", "yacht", "rowing", "motor", "trawler", "rowing")


def _gulls(canvas: Canvas) -> None:
    height, width, finish = canvas.height, canvas.width, Finish(relight=0.2, shadow=False, focus=0.6)
    is_asked = bool(_GULLS & canvas.asked)
    for x, y, tall in _FLOCK if is_asked else _FLOCK[:3]:
        put(canvas, "seagull-flying", (width * x, height * y), height * tall, finish)


_LIGHTS: Final = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET)
SETTINGS = (SettingTemplate(names=("harbour",), paint=paint_harbour, times=_LIGHTS),)
