"""Interiors furnished from `rooms.toml`."""

import re
from dataclasses import replace
from functools import cache, partial
from typing import Any, TypeVar

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import Field, mix, rgb, vary
from cavendish_illustrator.picture_spec import PictureSpec, Season, Subject, TimeOfDay, Weather
from cavendish_illustrator.scenery.finishing import rain, snowfall
from cavendish_illustrator.scenery.interiors import (
    WindowLook,
    lamp_light,
    paint_floor,
    paint_wall,
    paint_window,
)
from cavendish_illustrator.scenery.room_finishes import floor_named, has_big_window, is_bare, walls_named
from cavendish_illustrator.scenery.room_plan import RoomPlan, plan_room
from cavendish_illustrator.scenery.rugs import paint_rug
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, paint_view, view_named
from cavendish_illustrator.scenery.skies import paint_planet, paint_stars
from cavendish_illustrator.understanding.place_words.shops import shop_named
from cavendish_illustrator.vocabulary.concept_classes import is_animate

T = TypeVar("T")
_RUG, _CURTAIN, _PLAIN_RUG, _PLAIN_CURTAIN = "rug-oval", "curtain", "#a8504a", "#f0e8dc"
_WINDOWS = {"window": "", "window-round": "round", "window-arched": "arched"}
"""What the prompt may say of the window, and the shape it then has."""
_RINGED = "ringed-planet"
_SEEN_FROM_SPACE = frozenset(
    {"globe-showing-europe-africa", "globe-showing-americas", "globe-showing-asia-australia", _RINGED}
)
"""A window on space shows them already."""
_WET = frozenset({Weather.RAIN, Weather.STORM, Weather.SNOW})
_STANDING = Finish(relight=0.35, tint=0.55, rim=False, focus=0.5)
_HANGING = Finish(relight=0.2, tint=0.5, rim=False, shadow=False, focus=0.45)

_CHALK = 0.34
"""How much lighter than its name a painted wall is."""
_SHOWN_AS = {"bed_front": "bed", "waiting-seats": "chair"}
"""What a piece of furniture is called where the prompt names it."""


_BRIGHT = re.compile(
    r"\b(bright|sunny|sunlit|airy|light-filled|hell(e|er|es|en|em)|lichtdurchflutet\w*|jasn(y|a|e|ym|ego)|słoneczn\w+|"
    r"luminos\w+|clar[oa]|soleado|soleada|lumineu\w+|ensoleillé\w*|clair|claire|chiar[oa]|soleggiat\w+|ensolarad\w+|"
    r"lichte?|zonnige?|світл\w+|сонячн\w+|světl\w+|slunn\w+)\b",
    re.IGNORECASE,
)


def _is_bright(spec: PictureSpec) -> bool:
    """Whether the room itself is called bright, and it is not night."""
    is_dark = spec.time_of_day in (TimeOfDay.NIGHT, TimeOfDay.NEON, TimeOfDay.STORM)
    return not is_dark and not spec.subjects and _BRIGHT.search(spec.prompt) is not None


@cache
def _rooms() -> dict[str, dict[str, Any]]:
    return read_table("settings/rooms.toml")


def _pick(canvas: Canvas, choices: list[T]) -> T:
    return choices[int(canvas.rng.integers(len(choices)))]


def _appears(canvas: Canvas, name: str) -> bool:
    return not name.startswith("?") or bool(canvas.rng.random() < 0.66)


_GREAT = (0.24, 0.08, 0.92, 0.56)
"""Where a large window is, or one that looks out on what was named."""


def _window_box(canvas: Canvas, spec: PictureSpec, room: dict[str, Any], *, mirrored: bool) -> Box:
    is_great = not room.get("space_view") and (has_big_window(spec) or view_named(spec) is not None)
    left, top, right, bottom = _GREAT if is_great else room["window"]
    if mirrored:
        left, right = 1 - right, 1 - left
    width, height = canvas.width, canvas.height
    wide = (right - left) * width
    tall = min((bottom - top) * height, wide * 1.5)
    return Box(
        int(left * width), int(top * height + ((bottom - top) * height - tall) / 2), int(wide), int(tall)
    )


def _window_share(
    canvas: Canvas, spec: PictureSpec, room: dict[str, Any], *, mirrored: bool
) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of the window, in parts of the picture."""
    if "window" not in room:
        return None
    box, width, height = _window_box(canvas, spec, room, mirrored=mirrored), canvas.width, canvas.height
    return box.left / width, box.top / height, box.right / width, box.bottom / height


def _shown_parts(spec: PictureSpec, room: dict[str, Any]) -> frozenset[str]:
    """Parts of the room that were named and that its painter has shown."""
    of_window = {*_WINDOWS, _CURTAIN} if "window" in room else set()
    rug = {_RUG} if _named_rug(spec) is not None else set()
    return frozenset(one.concept for one in spec.subjects if one.concept in of_window | rug)


def _named_rug(spec: PictureSpec) -> Subject | None:
    """The rug that was named; one that somebody is on is drawn with them."""
    index = spec.index_of(_RUG)
    is_used = any(r.target == index and is_animate(spec.subjects[r.subject].concept) for r in spec.relations)
    return None if index is None or is_used else spec.subjects[index]


def _wall_tone(canvas: Canvas, spec: PictureSpec, wall: str) -> Field:
    """The colour of the walls: the one that was named, else the room's own, lighter where it is bright."""
    tone = vary(wall, canvas.rng, 0.04)
    if spec.walls is not None:
        tone = mix(spec.walls, "#efe9e0", _CHALK)
    elif _is_bright(spec):
        tone = mix(tone, "#fff6e0", 0.82)
    return mix(tone, "#2a2038", 0.35) if canvas.light.is_dark else tone


def _surfaces(
    canvas: Canvas, spec: PictureSpec, room: dict[str, Any]
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Pattern and colour of the walls, kind and colour of the floor: those named, else the room's own."""
    pattern, wall = _pick(canvas, room["walls"])
    kind, floor = _pick(canvas, room["floors"])
    named = walls_named(spec)
    if named is not None:
        pattern, wall = named.kind, named.color
    elif spec.walls is not None or is_bare(spec):
        pattern = "plain"
    laid = floor_named(spec)
    if laid is not None:
        kind, floor = laid.kind, laid.color
    return (pattern, wall), (kind, floor)


def _outlook(canvas: Canvas, spec: PictureSpec, room: dict[str, Any], box: Box) -> Field | None:
    """The land that was named besides the room, as its window shows it."""
    name = None if room.get("space_view") else view_named(spec)
    if name is None:
        return None
    return paint_view(spec, name, (box.width, box.height), canvas.light.time, canvas.seed)


def _paint_shell(canvas: Canvas, spec: PictureSpec, room: dict[str, Any], *, mirrored: bool) -> None:
    height, width = canvas.height, canvas.width
    floor_y = canvas.horizon_y
    (pattern, wall), (kind, floor) = _surfaces(canvas, spec, room)
    tone = _wall_tone(canvas, spec, wall)
    paint_wall(canvas, floor_y, tone, pattern)
    boards = mix(floor, "#f4e6cc", 0.5) if _is_bright(spec) else rgb(floor)
    paint_floor(canvas, floor_y, vary(boards, canvas.rng, 0.05), kind)
    if "window" in room:
        box = _window_box(canvas, spec, room, mirrored=mirrored)
        curtain = _pick(canvas, room["curtain"]) if "curtain" in room else None
        frame = "#d5dbe2" if room.get("space_view") else "#f5f0e6"
        paint_window(
            canvas,
            box,
            _dressed(spec, WindowLook(frame=frame, curtain=curtain)),
            view=_outlook(canvas, spec, room, box),
        )
        if room.get("space_view"):
            _space_view(canvas, box)
        elif spec.weather is not None or spec.season is Season.WINTER:
            _weather_outside(canvas, spec, box)
    if room.get("is_attic"):
        _sloping_roof(canvas)
    rug, named = _pick(canvas, room["rug"]) if "rug" in room else None, _named_rug(spec)
    if named is not None:
        rug = named.color or rug or _PLAIN_RUG
    if rug is not None:
        pattern = "" if named is None else named.pattern or ""
        paint_rug(canvas, (width * 0.5, height * 0.91), (width * 0.3, height * 0.065), rug, pattern)


def _first(spec: PictureSpec, *concepts: str) -> Subject | None:
    """The first that the prompt names of these."""
    index = spec.index_of(*concepts)
    return None if index is None else spec.subjects[index]


def _dressed(spec: PictureSpec, look: WindowLook) -> WindowLook:
    """The window in the shape and with the curtains that were named."""
    window, curtain = _first(spec, *_WINDOWS), _first(spec, _CURTAIN)
    if window is not None:
        look = replace(look, shape=_WINDOWS[window.concept], frame=window.color or look.frame)
    if curtain is not None:
        color = curtain.color or look.curtain or _PLAIN_CURTAIN
        look = replace(look, curtain=color, pattern=curtain.pattern or "")
    return look


def _weather_outside(canvas: Canvas, spec: PictureSpec, box: Box) -> None:
    """Let it rain or snow behind the panes alone."""
    if spec.weather not in _WET and spec.season is not Season.WINTER:
        return
    rows, columns = canvas.clip(box)
    dry = canvas.img.copy()
    if spec.weather in (Weather.RAIN, Weather.STORM):
        rain(canvas, 2600, 0.7)
    else:
        canvas.img[canvas.rows(box.top + box.height * 0.68, box.bottom)] = (
            rgb("#eef4fb") * canvas.light.ambient
        )
        snowfall(canvas, 1500)
    shown = canvas.img[rows, columns].copy()
    canvas.img = dry
    inset = max(1, round(7 * canvas.unit))
    inner = (slice(rows.start + inset, rows.stop - inset), slice(columns.start + inset, columns.stop - inset))
    canvas.img[inner] = shown[inset : shown.shape[0] - inset, inset : shown.shape[1] - inset]


def _shelves(canvas: Canvas, room: dict[str, Any], *, mirrored: bool) -> None:
    """Boards on the wall, at these parts of the height."""
    layer, unit = canvas.layer(), canvas.unit
    left, right = (0.3, 0.96) if mirrored else (0.04, 0.7)
    for share in room.get("shelves", ()):
        y = canvas.height * share
        layer.rect(canvas.width * left, y - 4 * unit, canvas.width * right, y + 10 * unit, "#6b4428")
    canvas.lay(layer)


def _sloping_roof(canvas: Canvas) -> None:
    """Boards and beams of a roof that comes down on both sides."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    layer = canvas.layer()
    for side in (0, 1):
        edge, inner = (0, width * 0.36) if side == 0 else (width, width * 0.64)
        layer.polygon([(edge, -5), (inner, -5), (edge, height * 0.52)], "#8a6544")
        for k in range(1, 6):
            share = k / 6
            layer.line((edge + (inner - edge) * share, 0), (edge, height * 0.52 * share), "#5f4229", 3 * unit)
        layer.line((inner, -5), (edge, height * 0.52), "#4f3622", 20 * unit)
    layer.rect(0, height * 0.02, width, height * 0.02 + 20 * unit, "#4f3622")
    canvas.lay(layer)
    _skylight(canvas)


def _skylight(canvas: Canvas) -> None:
    """A window in the slope, with the sky behind it."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    sky = mix(canvas.light.sky[len(canvas.light.sky) // 2][1], "#ffffff", 0.15)
    corners = [(0.77, 0.09), (0.9, 0.09), (0.955, 0.31), (0.87, 0.31)]
    points = [(width * x, height * y) for x, y in corners]
    layer = canvas.layer()
    layer.polygon(points, sky)
    canvas.lay(layer, is_lit=False)
    frame = canvas.layer()
    frame.polyline([*points, points[0]], "#f2e8d8", 9 * unit)
    middle = [
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in ((points[0], points[1]), (points[3], points[2]))
    ]
    frame.polyline(middle, "#f2e8d8", 5 * unit)
    canvas.lay(frame)


def _space_view(canvas: Canvas, box: Box) -> None:
    """Fill a window with stars and the earth, or the ringed planet that was asked for."""
    small = Canvas((max(8, box.width), max(8, box.height)), TimeOfDay.SPACE, canvas.seed)
    small.img[:] = 0.02
    paint_stars(small, small.height, density=3)
    center = (small.width * 0.7, small.height * 0.6)
    if _RINGED in canvas.asked:
        place, tall = (small.width * 0.5, small.height * 0.86), min(small.width, small.height) * 0.72
        put(small, _RINGED, place, tall, _HANGING)
    else:
        paint_planet(small, center, min(small.width, small.height) * 0.36, ("#1c5bb0", "#3f9a4a"))
    rows, columns = canvas.clip(box)
    inset = max(1, int(6 * canvas.unit))
    inner = (slice(rows.start + inset, rows.stop - inset), slice(columns.start + inset, columns.stop - inset))
    canvas.img[inner] = small.img[
        inset : inset + inner[0].stop - inner[0].start, inset : inset + inner[1].stop - inner[1].start
    ]


def _let_sun_in(canvas: Canvas, spec: PictureSpec, room: dict[str, Any], *, mirrored: bool) -> None:
    """Lighten the whole room, and let the window throw its light over the floor."""
    canvas.img += (1.0 - canvas.img) * 0.16
    if "window" not in room:
        return
    box = _window_box(canvas, spec, room, mirrored=mirrored)
    lean = canvas.width * (0.16 if mirrored else -0.16)
    top, low = canvas.height * 0.8, canvas.height * 0.96
    layer = canvas.layer()
    for start, end in ((0.04, 0.47), (0.53, 0.96)):
        a, b = box.left + box.width * start, box.left + box.width * end
        layer.polygon(
            [(a + lean * 0.5, top), (b + lean * 0.5, top), (b + lean * 1.5, low), (a + lean * 1.5, low)],
            "#fff2cc",
        )
    canvas.lay(layer, opacity=0.5, is_lit=False)


_LOW_SUN = frozenset({TimeOfDay.DAWN, TimeOfDay.GOLDEN_HOUR})
"""When asked for, the sun stands in the window."""
_EMPTIED = frozenset({"living_room", "bedroom", "attic", "hearth", "corridor"})
"""Rooms that an empty flat has none of the furniture of."""
_BUILT_IN = frozenset({"fireplace", "door"})


def _furnish(canvas: Canvas, spec: PictureSpec, key: str, plan: RoomPlan, *, mirrored: bool) -> None:
    """Hang and set what belongs in the room, and the goods of a shop; an empty flat keeps its fireplace."""
    room, width, height = _rooms()[key], canvas.width, canvas.height
    side = min(height, width * 1.02)
    named = {s.concept for s in spec.subjects} - (frozenset() if plan.slots else _own_furniture(spec, room))
    is_empty = key in _EMPTIED and is_bare(spec)
    is_wide = "window" in room and view_named(spec) is not None
    for group, rows, finish in (("hang", plan.hang, _HANGING), ("stand", plan.stand, _STANDING)):
        for name, x, foot, tall in sorted(rows, key=lambda row: row[2]):
            concept = name.removeprefix("?")
            if not _appears(canvas, name) or _SHOWN_AS.get(concept, concept) in named:
                continue
            if (is_empty and concept not in _BUILT_IN) or (is_wide and group == "hang"):
                continue
            put(canvas, concept, (width * x, height * foot), side * tall, finish)
    shop = shop_named(spec.prompt) if "wares" in room else None
    goods = shop.goods if shop is not None else _SUNDRIES
    for number, (x, foot, tall) in enumerate(room.get("wares", ())):
        spot = (width * (1 - x if mirrored else x), height * foot)
        if any(abs(slot.x - spot[0]) < slot.height * 1.2 and slot.is_hung for slot in plan.slots):
            continue
        put(canvas, goods[number % len(goods)], spot, side * tall, _STANDING)


def _own_furniture(spec: PictureSpec, room: dict[str, Any]) -> frozenset[str]:
    """What the prompt names and the room has anyway, with nothing more said of it."""
    tied = {index for r in spec.relations for index in (r.subject, r.target)}
    standing = {name for name, *_ in room["stand"]} | set(room.get("shows", ()))
    return frozenset(
        one.concept
        for index, one in enumerate(spec.subjects)
        if one.concept in standing
        and index not in tied
        and not (one.color or one.material or one.size or one.spot)
    )


_SUNDRIES = ("jar", "books", "teapot", "bread", "amphora")


def paint_room(canvas: Canvas, spec: PictureSpec, *, key: str) -> None:
    """Paint one room of the table; the seed mirrors it and chooses among its colours and extras."""
    room = _rooms()[key]
    height, width = canvas.height, canvas.width
    mirrored = bool(canvas.rng.random() < 0.5)
    canvas.horizon_y = height * 0.74
    _paint_shell(canvas, spec, room, mirrored=mirrored)
    canvas.is_indoors = True
    side = min(height, width * 1.02)
    _shelves(canvas, room, mirrored=mirrored)
    plan = plan_room(
        spec, room, (width, height), _window_share(canvas, spec, room, mirrored=mirrored), mirrored=mirrored
    )
    _furnish(canvas, spec, key, plan, mirrored=mirrored)
    for x, y in room["lamps"]:
        lamp_light(canvas, width * (1 - x if mirrored else x), height * y, side * 0.3)
    if _is_bright(spec) or spec.time_of_day in _LOW_SUN:
        _let_sun_in(canvas, spec, room, mirrored=mirrored)
    canvas.focus += 0.06
    stage = canvas.stage
    stage.is_whole |= not spec.subjects  # nothing stands before the furniture that a near view would cut
    stage.near_y, stage.far_y, stage.sky_y = height * 0.955, height * 0.86, height * 0.34
    stage.hero_height = min(height * 0.5, width * 0.5)
    stage.slots, stage.tags = plan.slots, _own_furniture(spec, room)
    if plan.slots:
        stage.is_whole = True
        stage.tags = frozenset()
    stage.tags |= _shown_parts(spec, room)
    if room.get("space_view"):
        stage.tags = stage.tags | _SEEN_FROM_SPACE
    left, right = room.get("figures", (0.08, 0.92))
    stage.left, stage.right = (
        (width * (1 - right), width * (1 - left)) if mirrored else (width * left, width * right)
    )


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN)
_LETTERED = frozenset({"classroom"})
_EVENING = frozenset({"christmas_room", "bar"})
SETTINGS = tuple(
    SettingTemplate(
        names=tuple(room["names"]),
        paint=partial(paint_room, key=key),
        times=(TimeOfDay.NIGHT, TimeOfDay.SUNSET, TimeOfDay.DAY) if key in _EVENING else _LIGHTS,
        may_mirror=key not in _LETTERED,
    )
    for key, room in _rooms().items()
)
