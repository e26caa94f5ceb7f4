"""Land and sea seen from straight above: forest, fields, shore or town, with a road or a river."""

from functools import partial

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep, vary
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import DOTS_FROM_ABOVE, TREES, SettingTemplate, is_snowy

_CANOPY = {
    None: ("#2f6a34", "#3f8040", "#54924a", "#6aa356"),
    Season.AUTUMN: ("#c0562a", "#d98a32", "#a8402c", "#e0b04a"),
    Season.SPRING: ("#6aa356", "#86b862", "#e8b0c4", "#54924a"),
    Season.WINTER: ("#dfe8ee", "#c4d2dc", "#eef4f8", "#9ab0bc"),
}
_PARASOLS = frozenset({"beach-parasol", "umbrella", "umbrella-on-ground"})
_HAMLETS = frozenset({"village", "farm", "old_town"})
_ROOFS = ("#b5563a", "#a84a34", "#c06a44", "#8a5a48", "#9a8a7a")
_FIELDS = ("#8fae4e", "#c9b35a", "#6f9a44", "#d9c878", "#a8803f", "#7fb05a")


def _band(canvas: Canvas, wide: float) -> Field:
    """Signed distance, positive inside, to a winding band that crosses the picture from top to foot."""
    phase = float(canvas.rng.uniform(0, 6))
    y = canvas.ys / canvas.height
    middle = canvas.width * (0.5 + 0.2 * np.sin(y * 5 + phase) + 0.08 * np.sin(y * 11 + phase))
    return np.asarray(wide - np.abs(canvas.xs - middle), np.float32)


def _forest(canvas: Canvas, season: Season | None) -> None:
    tones = np.array([rgb(color) for color in _CANOPY.get(season, _CANOPY[None])])
    canvas.img[:] = tones[0] * 0.55 * canvas.light.ambient
    rng, unit = canvas.rng, canvas.unit
    count = 1900
    points = rng.random((count, 2)) * (canvas.width * 1.1, canvas.height * 1.1) - (0, 20)
    picks = tones[rng.integers(len(tones), size=count)] * rng.uniform(0.8, 1.12, (count, 1))
    layer = canvas.layer()
    radii = rng.uniform(15, 30, count) * unit
    layer.leaves(np.add(points, (5 * unit, 6 * unit)), radii, picks * 0.5, 0.9)
    layer.leaves(points, radii, picks, 0.9)
    layer.leaves(np.subtract(points, (4 * unit, 5 * unit)), radii * 0.55, np.clip(picks * 1.2, 0, 1), 0.9)
    canvas.lay(layer)


def _hamlet(canvas: Canvas, band: Field, *, is_snowy: bool) -> None:
    """Roofs with a ridge, seen from above, in gardens with trees, none in the band of road or river."""
    rng, unit = canvas.rng, canvas.unit
    shade, layer = canvas.layer(), canvas.layer()
    center = np.array((canvas.width * 0.5, canvas.height * 0.5))
    placed: list[Field] = []
    for _ in range(400):
        spot = center + rng.normal(0, 0.24, 2) * (canvas.width, canvas.height)
        x, y = np.clip(spot, 0, (canvas.width - 1, canvas.height - 1)).astype(int)
        if float(band[y, x]) > -34 * unit or len(placed) >= 34:
            continue
        if any(np.hypot(*(spot - other)) < 62 * unit for other in placed):
            continue
        placed.append(spot)
        x, y = float(spot[0]), float(spot[1])
        turn, long, deep = float(rng.uniform(0, np.pi)), 26 * unit, 17 * unit
        along, over = np.array((np.cos(turn), np.sin(turn))), np.array((-np.sin(turn), np.cos(turn)))
        roof = rgb("#eef3f7") if is_snowy else vary(_ROOFS[int(rng.integers(len(_ROOFS)))], rng, 0.06)
        for way, light in ((1, 0.82), (-1, 1.08)):
            corners = [
                spot + along * long * a + over * deep * way * b for a, b in ((-1, 0), (1, 0), (1, 1), (-1, 1))
            ]
            layer.polygon(np.array(corners), clamp(roof * light))
            shade.polygon(np.array(corners) + 8 * unit, "#2a2a30")
        for _ in range(2):
            at = (x + float(rng.normal(0, 40)) * unit, y + float(rng.normal(0, 40)) * unit)
            layer.circle(*at, 10 * unit, "#dfe8ee" if is_snowy else "#4a7f3c")
    canvas.lay(shade, opacity=0.3)
    canvas.lay(layer)


def _fields(canvas: Canvas) -> None:
    rng = canvas.rng
    tilt = float(rng.uniform(-0.4, 0.4))
    across = canvas.xs + tilt * canvas.ys
    column = np.floor(across / (170 * canvas.unit))
    shift = np.mod(np.sin(column * 12.9) * 43758.5, 1) * 200 * canvas.unit
    row = np.floor((canvas.ys + shift) / (130 * canvas.unit))
    pick = np.mod(np.abs(np.sin(column * 78.2 + row * 37.7) * 43758.5), 1) * len(_FIELDS)
    colors = np.array([vary(color, rng, 0.05) for color in _FIELDS])[pick.astype(int) % len(_FIELDS)]
    furrow = 1 - 0.1 * (np.mod(across + row * 40, 11 * canvas.unit) < 5 * canvas.unit)
    canvas.img[:] = clamp(colors * furrow[..., None] * canvas.light.ambient)


def _shore(canvas: Canvas) -> None:
    """Turquoise water that deepens away from a curved beach with foam and palms."""
    line = canvas.width * 0.3 * (0.7 + 0.6 * canvas.noise((700, 700), 2)) + canvas.ys * 0.12
    depth = clamp((canvas.xs - line) / (canvas.width * 0.7))[..., None]
    ripple = canvas.noise((40, 26), 4)[..., None]
    sea = mix(mix("#7fe0d4", "#25a8bc", clamp(depth * 2.2)), "#10608f", clamp(depth * 1.5 - 0.4))
    canvas.img[:] = sea * (0.9 + 0.2 * ripple) * canvas.light.ambient
    sand = smoothstep(6, -6, canvas.xs - line)
    canvas.blend(rgb("#efdcae") * (0.92 + 0.16 * ripple) * canvas.light.ambient, sand)
    foam = np.exp(-(((canvas.xs - line - 12 * canvas.unit) / (9 * canvas.unit)) ** 2)) * ripple[..., 0] * 1.6
    canvas.blend("#ffffff", clamp(np.asarray(foam, np.float32)))
    _palms(canvas, line)
    if _PARASOLS & canvas.asked:
        _parasols(canvas, line)


def _parasols(canvas: Canvas, line: Field) -> None:
    """Parasols in loose rows on the sand, towels and people beside them."""
    rng, unit = canvas.rng, canvas.unit
    shade, layer = canvas.layer(), canvas.layer()
    step = 78 * unit
    for top in np.arange(step * 0.4, canvas.height, step):
        end = float(line[min(canvas.height - 1, int(top)), 0]) - step * 0.5
        for left in np.arange(step * 0.5, end, step * 1.1):
            x, y = (float(v) + float(rng.normal(0, 7)) * unit for v in (left, top))
            radius, color = float(rng.uniform(22, 28)) * unit, _AWNINGS[int(rng.integers(len(_AWNINGS)))]
            layer.rect(x + 26 * unit, y - 8 * unit, x + 38 * unit, y + 22 * unit, color)
            layer.circle(x + 32 * unit, y - 4 * unit, 6 * unit, "#4a3024")
            shade.circle(x + 6 * unit, y + 8 * unit, radius, "#3a3230")
            for wedge in range(8):
                tone = color if wedge % 2 else "#f7f1e3"
                layer.ellipse((x, y), (radius, radius), tone, arc=(wedge * 45, wedge * 45 + 45))
    canvas.lay(shade, opacity=0.3)
    canvas.lay(layer)


def _palms(canvas: Canvas, line: Field) -> None:
    rng, unit = canvas.rng, canvas.unit
    layer = canvas.layer()
    for _ in range(24):
        y = float(rng.random() * canvas.height)
        reach = float(line[min(canvas.height - 1, int(y)), 0]) * 0.72
        x = float(rng.random() ** 0.8 * max(1.0, reach))
        for turn in np.linspace(0, 2 * np.pi, 9)[:-1]:
            tip = (x + np.cos(turn) * 34 * unit, y + np.sin(turn) * 34 * unit)
            layer.line((x, y), tip, ("#3f8a44", "#2f6f3a")[int(turn * 10) % 2], 8 * unit)
    canvas.lay(layer)


def _town(canvas: Canvas) -> None:
    rng, unit = canvas.rng, canvas.unit
    canvas.img[:] = rgb("#8a8d92") * canvas.light.ambient
    layer, step = canvas.layer(), 92 * unit
    for left in np.arange(0, canvas.width, step):
        for top in np.arange(0, canvas.height, step):
            if rng.random() < 0.12:
                layer.rect(
                    left + 9 * unit, top + 9 * unit, left + step - 9 * unit, top + step - 9 * unit, "#5f9a4c"
                )
                continue
            for k in range(4):
                x, y = left + (9 + (k % 2) * 38) * unit, top + (9 + (k // 2) * 38) * unit
                roof = vary(("#b5603f", "#9aa4ae", "#c9b89a", "#7a6a64")[int(rng.integers(4))], rng, 0.08)
                layer.rect(x + 5 * unit, y + 5 * unit, x + 38 * unit, y + 38 * unit, "#4a4c52")
                layer.rect(x, y, x + 33 * unit, y + 33 * unit, roof)
                layer.rect(x, y, x + 16 * unit, y + 33 * unit, clamp(roof * 1.12))
    canvas.lay(layer)


_AWNINGS = ("#d9483b", "#e8b23c", "#3f8f6a", "#3f6fb0", "#d9804a", "#a85a9a")


def _market(canvas: Canvas) -> None:
    """Parasols of many colours over a square, people as dots between them."""
    rng, unit = canvas.rng, canvas.unit
    stone = canvas.noise((26, 26), 3)
    canvas.img[:] = (rgb("#b8ab98") * (0.82 + 0.36 * stone)[..., None]) * canvas.light.ambient
    shade, layer = canvas.layer(), canvas.layer()
    step = 150 * unit
    for row, top in enumerate(np.arange(-0.3 * step, canvas.height + step, step * 0.92)):
        for left in np.arange(-step * (0.5 if row % 2 else 0.0), canvas.width + step, step):
            x, y = (float(v) + float(rng.normal(0, 9)) * unit for v in (left, top))
            _passers_by(layer, canvas, x + step / 2, y + step * 0.3)
            radius, color = float(rng.uniform(46, 60)) * unit, _AWNINGS[int(rng.integers(len(_AWNINGS)))]
            shade.circle(x + 10 * unit, y + 13 * unit, radius, "#3a3230")
            for wedge in range(8):
                tone = color if wedge % 2 else "#f7f1e3"
                layer.ellipse((x, y), (radius, radius), tone, arc=(wedge * 45, wedge * 45 + 45))
            layer.circle(x, y, 5 * unit, "#6b4a2e")
    canvas.lay(shade, opacity=0.35)
    canvas.lay(layer)


def _passers_by(layer: VectorLayer, canvas: Canvas, x: float, y: float) -> None:
    rng, unit = canvas.rng, canvas.unit
    for _ in range(int(rng.integers(1, 4))):
        at = (x + float(rng.normal(0, 24)) * unit, y + float(rng.normal(0, 24)) * unit)
        coat = _AWNINGS[int(rng.integers(len(_AWNINGS)))]
        layer.ellipse(at, (13 * unit, 9 * unit), coat)
        layer.circle(*at, 6 * unit, ("#4a3024", "#e8c88a", "#2f2620")[int(rng.integers(3))])


def paint_from_above(canvas: Canvas, spec: PictureSpec, *, key: str) -> None:
    """Cover the whole picture with ground; a road or a river winds through it where one is named."""
    _ground(canvas, spec, key)
    named = set(spec.settings)
    has_river = bool(named & {"river", "stream"}) and key != "shore"
    edge = _band(canvas, (46 if has_river else 17) * canvas.unit)
    if has_river:
        canvas.blend(rgb("#3f8fae") * canvas.light.ambient, smoothstep(-2, 2, edge))
    elif key in {"forest", "fields"}:
        _road(canvas, edge, "#c9bda4" if key == "fields" else "#77777c")
    if key == "fields" and named & _HAMLETS:
        _hamlet(canvas, edge, is_snowy=is_snowy(spec))
    canvas.focus += 0.35
    canvas.stage.tags = TREES | DOTS_FROM_ABOVE
    canvas.stage.kind = StageKind.WATER if key == "shore" else StageKind.GROUND
    canvas.stage.left, canvas.stage.near_y = canvas.width * 0.45, canvas.height * 0.8
    canvas.stage.hero_height = min(canvas.height, canvas.width) * 0.16


def _ground(canvas: Canvas, spec: PictureSpec, key: str) -> None:
    season = Season.WINTER if is_snowy(spec) else spec.season
    match key:
        case "forest":
            _forest(canvas, Season.AUTUMN if "autumn_forest" in spec.settings else season)
        case "fields":
            _fields(canvas)
            if season is Season.WINTER:
                canvas.blend("#eef3f7", np.full((canvas.height, canvas.width), 0.78, np.float32))
        case "shore":
            _shore(canvas)
        case "market":
            _market(canvas)
        case _:
            _town(canvas)


def _road(canvas: Canvas, edge: Field, color: str) -> None:
    """A road with its dashes that winds from the top to the foot."""
    canvas.blend(rgb(color) * canvas.light.ambient, smoothstep(-2, 2, edge))
    dashes = smoothstep(1.6, 0.4, np.abs(edge - 17 * canvas.unit) / canvas.unit)
    gaps = np.mod(canvas.ys, 44 * canvas.unit) < 24 * canvas.unit
    canvas.blend("#f4efdc", np.asarray(dashes * gaps, np.float32))


SETTINGS = tuple(
    SettingTemplate(
        names=(f"{key}_from_above",), paint=partial(paint_from_above, key=key), times=(TimeOfDay.DAY,)
    )
    for key in ("forest", "fields", "shore", "town", "market")
)
