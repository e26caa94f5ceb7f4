"""A shop, café or bakery seen from the street, by day or in neon."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.drawings.lettered_things import has_board
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import box_blur, remap
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay, Weather
from cavendish_illustrator.scenery.buildings import brick, skyline
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.shop_windows import hang_cross, show_goods
from cavendish_illustrator.scenery.skies import paint_sky, vertical_gradient
from cavendish_illustrator.scenery.terrain import ground
from cavendish_illustrator.settings.city import facades
from cavendish_illustrator.typesetting.lettering import TextBox, text_mask
from cavendish_illustrator.understanding.place_words.shops import Shop, shop_named, stocked

_FLORIST, _PHARMACY = "flowers", "pharmacy"
_LONGEST_SIGN = 22
_FLOWER_ROWS = (
    (("bouquet", "sunflower", "tulip", "hydrangea", "rose-on-stem"), 0.03, 0.16),
    (("geranium-pot", "tulip", "sunflower", "bouquet", "daisy"), 0.1, 0.15),
)
_SMALL_TOWNS = frozenset({"village", "old_town", "town_square"})
_WALLS = ("#a5563f", "#5f7a8a", "#c9a878", "#6a8a6a", "#8a5a78")
_AWNINGS = ("#b7352c", "#2f6f5a", "#2f5f9a", "#d98a2e")
_GOODS = ("#783c28", "#3c6e5a", "#c85a3c", "#e6c896", "#5a3c78", "#285a82")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Where the parts of the house front are, pixels."""

    left: float
    right: float
    top: float
    foot: float
    is_neon: bool

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.foot - self.top

    def window(self) -> tuple[int, int, int, int]:
        return (
            int(self.left + self.width * 0.06),
            int(self.top + self.height * 0.42),
            int(self.left + self.width * 0.66),
            int(self.foot - self.height * 0.13),
        )


def _sign_text(spec: PictureSpec) -> str:
    """What was quoted, else the trade in the prompt's language."""
    if spec.texts and not has_board(spec):
        return spec.texts[0][:_LONGEST_SIGN]
    shop = shop_named(spec.prompt)
    return "CAFE" if shop is None else shop.sign(spec.language).upper()


def _shelves(layer: VectorLayer, canvas: Canvas, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    rng, unit, width, height = canvas.rng, canvas.unit, right - left, bottom - top
    for share in (0.16, 0.36):
        y = top + height * share
        layer.rect(left + width * 0.08, y, left + width * 0.6, y + max(2, 5 * unit), "#5c301a")
        x = left + width * 0.1
        while x < left + width * 0.57:
            w, h = float(rng.uniform(7, 15)) * unit, float(rng.uniform(16, 38)) * unit
            color = _GOODS[int(rng.integers(6))]
            layer.rect(x, y - h, x + w, y, color)
            if rng.random() < 0.5:
                layer.rect(x + w * 0.3, y - h - 7 * unit, x + w * 0.7, y - h, color)
            x += w + float(rng.uniform(3, 10)) * unit


def _guest(layer: VectorLayer, x: float, y: float, height: float, colors: tuple[str, str]) -> None:
    layer.ellipse((x, y), (height * 0.2, height * 0.42), colors[0], arc=(180, 360))
    layer.rect(x - height * 0.2, y, x + height * 0.2, y + height * 0.5, colors[0])
    layer.circle(x, y - height * 0.52, height * 0.15, "#e2a87c")
    layer.ellipse((x, y - height * 0.57), (height * 0.165, height * 0.14), colors[1], arc=(170, 370))


def _cafe_inside(canvas: Canvas, box: Box) -> None:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    width, height = box.width, box.height
    layer = canvas.layer(box)
    _shelves(layer, canvas, (left, top, right, bottom))
    _guest(layer, left + width * 0.36, top + height * 0.53, height * 0.36, ("#3c4e58", "#46281c"))
    layer.rect(left + width * 0.05, top + height * 0.66, left + width * 0.66, bottom, "#542a1c")
    layer.rect(left + width * 0.03, top + height * 0.63, left + width * 0.68, top + height * 0.67, "#965832")
    _guest(layer, left + width * 0.80, top + height * 0.72, height * 0.42, ("#783254", "#28181e"))
    _guest(layer, left + width * 0.93, top + height * 0.74, height * 0.40, ("#304a78", "#46281c"))
    layer.ellipse((left + width * 0.865, top + height * 0.9), (width * 0.09, height * 0.035), "#965a34")
    canvas.lay(layer, is_lit=False)


def _interior(canvas: Canvas, plan: _Plan, shop: Shop | None) -> None:
    """Warm room behind the glass: what the shop sells, else shelves, counter, barista and guests."""
    left, top, right, bottom = plan.window()
    width, height = right - left, bottom - top
    box = Box(left, top, width, height)
    wall = vertical_gradient(height, ((0.0, "#ffdf9a"), (0.5, "#f2a04e"), (1.0, "#7a3620")))
    texture = noise((height, width), (90 * canvas.unit, 90 * canvas.unit), canvas.rng, 4)
    rows, columns = canvas.clip(box)
    canvas.img[rows, columns] = (wall * (0.75 + 0.5 * texture)[..., None])[
        : rows.stop - rows.start, : columns.stop - columns.start
    ]
    if shop is None:
        _cafe_inside(canvas, box)
    else:
        show_goods(canvas, plan.window(), shop)
    canvas.add_glow(canvas.img[rows, columns] * (0.42 if plan.is_neon else 0.08), rows, columns)
    lamps = canvas.layer(box)
    for i in range(5):
        x, y = left + width * (0.1 + 0.2 * i), top + height * (0.2 + 0.03 * (i % 2))
        lamps.circle(x, y, 9 * canvas.unit, "#ffe296")
    canvas.shine(lamps, 1.2 if plan.is_neon else 0.4)
    frame = canvas.layer(Box(left - 20, top - 20, width + 40, height + 40))
    ink = "#1d1230" if plan.is_neon else "#3a2a20"
    frame.frame(left, top, right, bottom, ink, 9 * canvas.unit)
    for k in (1, 2):
        frame.line((left + width * k / 3, top), (left + width * k / 3, bottom), ink, 5 * canvas.unit)
    canvas.lay(frame, is_lit=False)


def _door(canvas: Canvas, plan: _Plan) -> None:
    unit = canvas.unit
    left, right = plan.left + plan.width * 0.72, plan.left + plan.width * 0.92
    _, top, _, _ = plan.window()
    layer = canvas.layer(
        Box(int(left) - 4, int(top - 20 * unit), int(right - left) + 8, int(plan.foot - top + 24 * unit))
    )
    layer.rect(left, top - 8 * unit, right, plan.foot, "#3b1d2e" if plan.is_neon else "#2f4a3f")
    pane_top, pane_bottom = top + 12 * unit, plan.foot - (plan.foot - top) * 0.3
    inset = (right - left) * 0.2
    for k in range(8):
        y0 = pane_top + (pane_bottom - pane_top) * k / 8
        tone = mix("#ffcf80", "#c86a35", k / 8)
        layer.rect(left + inset, y0, right - inset, y0 + (pane_bottom - pane_top) / 8 + 1, tone)
    layer.circle(right - inset * 0.5, plan.foot - (plan.foot - top) * 0.42, 4 * unit, "#e8c24f")
    canvas.lay(layer, is_lit=False)


def _awning(canvas: Canvas, plan: _Plan) -> None:
    unit, rng = canvas.unit, canvas.rng
    _, top, _, _ = plan.window()
    foot, tall, count = top - 4 * unit, 42 * unit, 14
    strong = "#d02f7a" if plan.is_neon else _AWNINGS[int(rng.integers(len(_AWNINGS)))]
    layer = canvas.layer(
        Box(int(plan.left) - 4, int(foot - tall) - 4, int(plan.width) + 8, int(tall + 16 * unit) + 8)
    )
    dim = 0.62 if plan.is_neon else 0.96
    for i in range(count):
        a = plan.left + plan.width * (0.03 + 0.94 * i / count)
        b = plan.left + plan.width * (0.03 + 0.94 * (i + 1) / count)
        color = clamp(rgb(strong if i % 2 == 0 else "#f4ead8") * dim)
        lean = (canvas.width / 2 - (a + b) / 2) * 0.03
        layer.polygon([(a + lean, foot - tall), (b + lean, foot - tall), (b, foot), (a, foot)], color)
        layer.ellipse(((a + b) / 2, foot), ((b - a) / 2, 10 * unit), color, arc=(0, 180))
    canvas.lay(layer, is_lit=not plan.is_neon)


def _tubes(canvas: Canvas, plan: _Plan, sign_y: float) -> None:
    """Neon frame, a steaming cup and blade signs at the sides."""
    unit = canvas.unit
    layer = canvas.layer()
    cx, k, cyan, t = plan.right - plan.width * 0.13, plan.width * 0.045, "#3cebff", max(2.0, 4 * unit)
    layer.arc((cx, sign_y), (k, k * 1.05), (0, 180), cyan, t)
    layer.line((cx - k, sign_y), (cx + k, sign_y), cyan, t)
    layer.arc((cx + k * 1.15, sign_y + k * 0.35), (k * 0.32, k * 0.32), (-90, 110), cyan, t)
    layer.line((cx - k * 1.3, sign_y + k * 1.25), (cx + k * 1.3, sign_y + k * 1.25), cyan, t)
    for offset in (-0.4, 0.1, 0.6):
        steam = [
            (cx + k * offset + k * 0.13 * np.sin(q * 1.7), sign_y - k * 0.25 - k * 0.14 * q) for q in range(7)
        ]
        layer.polyline(steam, "#ffc85a", t - 1)
    _, window_top, _, _ = plan.window()
    layer.frame(
        plan.left + plan.width * 0.02,
        plan.top + 8 * unit,
        plan.right - plan.width * 0.02,
        window_top - 60 * unit,
        "#8c3cff",
        3 * unit,
    )
    layer.line((plan.left - 6 * unit, plan.top), (plan.left - 6 * unit, plan.foot), "#28dcff", 4 * unit)
    layer.line((plan.right + 6 * unit, plan.top), (plan.right + 6 * unit, plan.foot), "#ff3ca0", 4 * unit)
    canvas.shine(layer, 1.1)
    for x, text, color in (
        (plan.left - plan.width * 0.13, "OPEN", "#3cffbe"),
        (plan.right + plan.width * 0.13, "24H", "#ffc83c"),
    ):
        if 30 * unit < x < canvas.width - 30 * unit and not canvas.is_tall:
            _blade_sign(canvas, (x, sign_y - 10 * unit, plan.height * 0.42), text, color)


def _blade_sign(canvas: Canvas, place: tuple[float, float, float], text: str, color: str) -> None:
    x, top, tall = place
    unit = canvas.unit
    layer = canvas.layer(Box(int(x - 40 * unit), int(top) - 8, int(80 * unit), int(tall) + 20))
    layer.rect(x - 28 * unit, top - 2, x + 28 * unit, top + tall + 2, "#0d0720")
    canvas.lay(layer, is_lit=False)
    tubes = canvas.layer(Box(int(x - 40 * unit), int(top) - 8, int(80 * unit), int(tall) + 20))
    tubes.frame(x - 26 * unit, top, x + 26 * unit, top + tall, color, 3 * unit)
    canvas.shine(tubes, 1.1)
    step = (tall - 20 * unit) / len(text)
    for i, letter in enumerate(text):
        box = TextBox(center=(x, top + 10 * unit + (i + 0.5) * step), width=34 * unit, height=step * 0.62)
        _glow_text(canvas, letter, "orbitron-bold", box, color)


def _glow_text(canvas: Canvas, text: str, font_name: str, box: TextBox, color: str) -> None:
    mask = text_mask((canvas.width, canvas.height), text, font_name, box)
    canvas.blend(clamp(rgb(color) * 1.25 + 0.1), mask)
    rows = canvas.rows(box.center[1] - box.height, box.center[1] + box.height)
    canvas.add_glow(mask[rows][..., None] * rgb(color) * 1.4, rows, slice(0, canvas.width))


def _wet_street(canvas: Canvas, foot: int) -> None:
    """Mirror the lights in the wet street."""
    height = canvas.height - foot
    source = clamp(canvas.img[:foot][::-1][:height])
    if source.shape[0] < height:
        return
    rows = slice(foot, canvas.height)
    ripple = canvas.noise((40, 8), 4, 0.5, rows) - 0.5
    ys = np.arange(height, dtype=np.float32)[:, None]
    unit = canvas.unit
    blurred = box_blur(source, int(3 * unit), int(26 * unit))
    mirror = remap(
        blurred,
        canvas.xs + ripple * 26 * unit * (0.4 + ys / height),
        np.clip(ys + ripple * 26 * unit, 0, height - 1),
    )
    puddles = smoothstep(0.3, 0.62, canvas.noise((260, 50), 4, 0.5, rows))
    canvas.img[rows] = clamp(canvas.img[rows] * 0.75 + mirror * (0.4 + 0.5 * puddles)[..., None])


def _cornice(canvas: Canvas, plan: _Plan) -> None:
    unit = canvas.unit
    box = Box(
        int(plan.left - 20 * unit), int(plan.top - 20 * unit), int(plan.width + 40 * unit), int(40 * unit)
    )
    layer = canvas.layer(box)
    color = "#120a22" if plan.is_neon else "#5a2f25"
    layer.rect(
        plan.left - 10 * unit, plan.top - 16 * unit, plan.right + 10 * unit, plan.top + 6 * unit, color
    )
    canvas.lay(layer, is_lit=not plan.is_neon)


def _hang_sign(canvas: Canvas, spec: PictureSpec, plan: _Plan, shop: Shop | None) -> None:
    """The words over the window, in neon by night, and the mark of the trade."""
    sign_y = plan.top + plan.height * 0.16
    is_marked = shop is not None and shop.trade == _PHARMACY
    box = TextBox(
        center=(plan.left + plan.width * (0.45 if plan.is_neon or is_marked else 0.5), sign_y),
        width=plan.width * (0.58 if plan.is_neon or is_marked else 0.84),
        height=plan.height * (0.2 if plan.is_neon else 0.25),
    )
    if plan.is_neon:
        _glow_text(canvas, _sign_text(spec), "monoton", box, "#ff46aa")
        if shop is None:
            _tubes(canvas, plan, sign_y)
    else:
        canvas.blend(
            "#fff1d6", text_mask((canvas.width, canvas.height), _sign_text(spec).title(), "lobster", box)
        )
    if is_marked:
        hang_cross(canvas, plan.right - plan.width * 0.1, sign_y, plan.height * 0.2)


def paint(canvas: Canvas, spec: PictureSpec) -> None:
    """House front with awning, sign, lit window and door; wet neon street by night."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    is_neon = canvas.light.time in (TimeOfDay.NEON, TimeOfDay.NIGHT)
    foot = int(height * 0.80)
    paint_sky(canvas, height * 0.7, clouds=0.3)
    _town_behind(canvas, spec, foot, is_neon=is_neon)
    canvas.spread_glow(0.8)
    front = width * (0.86 if canvas.is_tall else 0.62)
    left = (width - front) / 2 + width * float(canvas.rng.uniform(-0.04, 0.04)) * (not canvas.is_tall)
    plan = _Plan(
        left=left, right=left + front, top=foot - min(height * 0.62, front * 0.78), foot=foot, is_neon=is_neon
    )
    wall = "#2a1840" if is_neon else _WALLS[int(canvas.rng.integers(len(_WALLS)))]
    brick(canvas, Box(int(plan.left), int(plan.top), int(plan.width), int(plan.height)), wall)
    _cornice(canvas, plan)
    shop, wares = stocked(spec)
    _interior(canvas, plan, shop)
    _door(canvas, plan)
    _awning(canvas, plan)
    _hang_sign(canvas, spec, plan, shop)
    _street(canvas, spec, plan, shop)
    rows = canvas.rows(plan.top - 20 * unit, foot)
    canvas.focus[rows, int(max(0, plan.left - 60 * unit)) : int(plan.right + 60 * unit)] = 0.55
    stage = canvas.stage
    stage.tags = wares
    stage.near_y, stage.far_y, stage.hero_height = (
        height * 0.95,
        height * 0.86,
        min(height * 0.4, width * 0.4),
    )


def _town_behind(canvas: Canvas, spec: PictureSpec, foot: int, *, is_neon: bool) -> None:
    """Towers of a city; gabled house fronts where the town is small."""
    height = canvas.height
    if not is_neon and not _SMALL_TOWNS.isdisjoint(spec.settings):
        facades(canvas, foot, height * 0.5)
        return
    skyline(canvas, foot, (height * 0.35, height * 0.72), "#241247" if is_neon else "#8593a8", haze=0.55)
    near = "#150a30" if is_neon else "#68758a"
    skyline(canvas, foot, (height * 0.2, height * 0.6), near, haze=0.2, widths=(60, 130))


def _flower_stall(canvas: Canvas, plan: _Plan) -> None:
    """Buckets and pots of flowers before the window."""
    height, foot = canvas.height, plan.foot
    for row, (names, deep, tall) in enumerate(_FLOWER_ROWS):
        for k, name in enumerate(names):
            x = plan.left + plan.width * (0.08 + 0.62 * (k + 0.5 * (row % 2)) / (len(names) - 0.5))
            put(canvas, name, (x, foot + height * deep), height * tall, QUIET)


def _street(canvas: Canvas, spec: PictureSpec, plan: _Plan, shop: Shop | None) -> None:
    foot, height = int(plan.foot), canvas.height
    near, far = ("#1b1030", "#0b0818") if plan.is_neon else ("#a9a6a0", "#8d8a86")
    ground(canvas, foot, near, far, texture=0.3, grain=0.03)
    for x, size in _pots(plan):
        put(
            canvas,
            "potted-plant",
            (x, foot + 14 * canvas.unit),
            height * size,
            Finish(relight=0.4, tint=0.75, focus=0.5),
        )
    if plan.is_neon or spec.weather in (Weather.RAIN, Weather.AFTER_RAIN):
        canvas.spread_glow(0.9)
        _wet_street(canvas, foot)
    else:
        canvas.spread_glow(0.5)
    if shop is not None and shop.trade == _FLORIST:
        _flower_stall(canvas, plan)
    elif shop is None and not canvas.is_tall:
        x, y = plan.left + plan.width * 0.2, foot + height * 0.12
        put(canvas, "round_table", (x, y), height * 0.13, QUIET)
        put(canvas, "hot-beverage", (x, y - height * 0.105), height * 0.045, Finish(shadow=False, tint=0.5))


def _pots(plan: _Plan) -> Sequence[tuple[float, float]]:
    return (
        (plan.left + plan.width * 0.02, 0.12),
        (plan.left + plan.width * 0.69, 0.12),
        (plan.right - plan.width * 0.04, 0.15),
    )


SETTINGS = (
    SettingTemplate(
        names=("storefront",),
        may_mirror=False,
        paint=paint,
        times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET),
    ),
)
