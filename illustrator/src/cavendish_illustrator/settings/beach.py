"""Sea shores."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import WHITE, Field, mix, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.islands import paint_island
from cavendish_illustrator.scenery.palms import palm
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import mountains
from cavendish_illustrator.scenery.water_surface import foam_line, water
from cavendish_illustrator.scenery.windy_air import lean as wind_lean


def sand(canvas: Canvas, shore: Field) -> None:
    """Cover everything below a shore line (a row a column) with sand, wet along the edge."""
    unit = canvas.unit
    rows = canvas.rows(float(shore.min()) - 4, canvas.height)
    texture = canvas.noise((70, 26), 6, 0.65, rows)
    grain = canvas.rng.standard_normal(texture.shape, dtype=np.float32) * 0.03
    dark, bright = ("#ccd6e2", "#f1f5fa") if canvas.is_snowy else ("#c79d6b", "#f0d6a4")
    paint = mix(dark, bright, texture[..., None]) * (1 + grain)[..., None]
    paint = paint * mix(canvas.light.ambient, WHITE, 0.25)
    depth = canvas.ys[rows] - shore
    wet = smoothstep(46 * unit, 0, depth)
    canvas.blend(paint * (1 - 0.35 * wet)[..., None], smoothstep(-2, 2, depth), rows)


def paint_beach(canvas: Canvas, spec: PictureSpec) -> None:
    """Sea, foam, sand, palms; a parasol or a far island by the seed; an island with nobody is seen whole."""
    if "tropical_island" in spec.settings and all(one.concept == "palm-tree" for one in spec.subjects):
        paint_island(canvas)
        return
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    horizon = height * float(rng.uniform(0.42, 0.52))
    paint_sky(canvas, horizon, clouds=0.55)
    paint_rays(canvas, 0.14)
    if rng.random() < 0.75:
        mountains(canvas, horizon + 2, height * float(rng.uniform(0.04, 0.09)), "#6a5a7a", haze=0.55)
    blue = "#2a8fb0" if canvas.light.time is TimeOfDay.DAY else "#8a6a8a"
    water(canvas, horizon, height * 0.76, blue, reflection=0.6, ripple=0.8)
    tilt = float(rng.uniform(-0.04, 0.04))
    shore = (
        height * (0.70 + tilt * (canvas.xs / width - 0.5)) + (canvas.outline(500, 4)[None] - 0.5) * 50 * unit
    )
    sand(canvas, shore)
    for offset, strength in ((0, 0.85), (-22, 0.5), (-52, 0.3)):
        foam_line(canvas, shore, offset * unit, strength)
    is_left = bool(rng.random() < 0.5)
    palm_x = float(rng.uniform(0.06, 0.14))
    palm_tall = float(rng.uniform(0.5, 0.66))
    if spec.subjects and all(one.concept == "palm-tree" for one in spec.subjects):
        palm_x, palm_tall, canvas.stage.is_whole = palm_x + 0.2, min(palm_tall, 0.5), True
    at = width * (palm_x if is_left else 1 - palm_x)
    if _is_cool(spec):
        _cool_shore(canvas, at)
    else:
        lean = 0.22 if is_left else -0.22
        palm(canvas, (at, height * 0.86), height * palm_tall * 1.12, lean=lean)
        palm(canvas, (at - lean * width * 0.42, height * 0.8), height * palm_tall * 0.8, lean=lean * 1.3)
    _beach_things(canvas, 1 - palm_x if is_left else palm_x)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.92, height * 0.8
    canvas.stage.tags = frozenset() if _is_cool(spec) else frozenset({"palm-tree"})


_COOL = frozenset({"nordic", "british", "german", "dutch", "central", "slavic", "french", "breton", "alpine"})
_COOL_LANGUAGES = frozenset({"nl", "de"})
_WARM = frozenset({"tropical_island", "hawaii"})


def _is_cool(spec: PictureSpec) -> bool:
    """Whether no palm grows on the shore: that of a cool land, or of those who speak its language."""
    is_home = not spec.region and spec.language in _COOL_LANGUAGES
    is_warm = bool(_WARM & frozenset(spec.settings)) or any(s.concept == "palm-tree" for s in spec.subjects)
    return (spec.region in _COOL or is_home) and not is_warm


def _cool_shore(canvas: Canvas, x: float) -> None:
    """A dune with beach grass, a roofed wicker chair, and a groyne of posts that runs into the sea."""
    height, width, unit, rng = canvas.height, canvas.width, canvas.unit, canvas.rng
    layer = canvas.layer()
    far = width * 0.5 + (x - width * 0.5) * 0.3
    for step in range(12):
        share = step / 11
        post_x, foot = far + (x - far) * share * 0.5, height * (0.6 + 0.16 * share)
        tall = height * (0.02 + 0.035 * share)
        layer.rect(post_x, foot - tall, post_x + max(2.0, 9 * unit * (0.4 + share)), foot, "#5a4a3c")
    blades = int(150 * max(0.5, unit))
    spread, bend = width * 0.16, 0.35 + abs(wind_lean(canvas))
    way = -canvas.light.side
    for _ in range(blades):
        root = x + float(rng.normal(0, 0.45)) * spread
        foot = height * float(rng.uniform(0.8, 0.96))
        tall = height * float(rng.uniform(0.05, 0.12))
        tone = ("#8fa05a", "#b5b06a", "#6f8a4c", "#c8bc7c")[int(rng.integers(4))]
        layer.line((root, foot), (root + way * tall * bend, foot - tall), tone, max(1.0, 3 * unit))
    canvas.lay(layer)
    chair = width * 0.5 + (width * 0.5 - x) * 0.7
    put(canvas, "beach-basket-chair", (chair, height * 0.85), height * 0.2, QUIET)


def _beach_things(canvas: Canvas, x: float) -> None:
    height, width, rng = canvas.height, canvas.width, canvas.rng
    extra = int(rng.integers(3))
    if extra == 0:
        put(canvas, "umbrella-on-ground", (width * x, height * 0.84), height * 0.26)
    elif extra == 1:
        put(
            canvas,
            "sailboat",
            (width * x, canvas.horizon_y + height * 0.1),
            height * 0.11,
            Finish(shadow=False, reflect=0.3, focus=0.4),
        )
    for k in range(5):
        name = ("spiral-shell", "rock", "spiral-shell")[k % 3]
        put(
            canvas,
            name,
            (width * float(rng.uniform(0.06, 0.94)), height * float(rng.uniform(0.86, 0.98))),
            24 * canvas.unit,
            QUIET,
        )


SETTINGS = (
    SettingTemplate(
        names=("beach", "tropical_island", "hawaii"),
        paint=paint_beach,
        times=(TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.SUNSET),
    ),
)
