"""Product shots: the goods large in the middle on a podium, a table or a plain ground, props around them."""

from dataclasses import dataclass, replace

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.company.setting_choice import belongs_on_table
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.design_parts.goods_stand import set_goods
from cavendish_illustrator.design_parts.printed_goods import takes_print, with_print
from cavendish_illustrator.figures.drawings.lifelike_figures import thing_photographed
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style, Subject, TimeOfDay
from cavendish_illustrator.scenery.blurred_backdrop import blurred_room, soften_depth
from cavendish_illustrator.scenery.goods_surface import in_perspective, plain_color, surface, surface_name
from cavendish_illustrator.staging.emblem_parts import cutout_of
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.vocabulary.tokens import fold

_MOST_PROPS = 7
_EDGE, _FEET = 0.62, 0.82
"""How far down the table begins and the goods stand, in parts of the height."""
_WHITE, _FLOOR = 0.98, 0.035
"""A ground lighter than this is white all over; its floor is only so much darker."""
_ALONE = 1.22
"""How much larger goods without props are."""
_PODIUM = "podium-round"
_PROP_SHARES = (0.26, 0.8)
"""A prop is at least and at most so tall, in parts of the goods."""
_COPIES = 3
_STILL_LIFES = (
    "still life", "martwa natura", "martwej natury", "stillleben", "bodegon", "naturaleza muerta",
    "nature morte", "natura morta", "natureza morta", "stilleven", "натюрморт", "zatisi",
)  # fmt: skip
_DRAPED = frozenset({"velvet", "silk"})
_TABLES = frozenset({"wood"})
_STUDIOS = frozenset({"studio", "podium", "abstract", "plain"})
_FOR_SHOPS = ("produ", "produit", "prodott", "товар", "продукт", "предметн", "packshot", "studio", "advert")
_MIRRORING = frozenset({"mirror", "marble"})
_REFLECTED = (
    "reflect",
    "odbic",
    "spiegel",
    "reflej",
    "reflet",
    "rifless",
    "reflex",
    "відбит",
    "odraz",
    "mirror",
)
_GOLDEN = (
    "golden light",
    "gold light",
    "warm light",
    "zlote swiatlo",
    "cieple swiatlo",
    "warmes licht",
    "goldenes licht",
    "luz dorada",
    "luz calida",
    "lumiere doree",
    "lumiere chaude",
    "luce dorata",
    "luce calda",
    "luz quente",
    "warm licht",
    "тепле світло",
    "candlelight",
    "candle light",
    "sunset",
    "golden hour",
)
_FROM_LEFT, _FROM_RIGHT = (
    ("from the left", "z lewej", "von links", "desde la izquierda", "de gauche", "da sinistra"),
    ("from the right", "z prawej", "von rechts", "desde la derecha", "de droite", "da destra"),
)
_GROUND = Finish(relight=0.35, tint=0.15, rim=False, is_painted=False)


@dataclass(frozen=True, slots=True)
class _Prop:
    subject: Subject
    pixels: Field
    height: float

    @property
    def width(self) -> float:
        return float(self.height * self.pixels.shape[1] / self.pixels.shape[0])


def draw_product_shot(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Show the first thing of the prompt as the goods and the others as its props."""
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    has_text = bool(spec.lettering)
    edge = canvas.height * _EDGE
    _paint_ground(canvas, spec, seed, edge)
    hero, *rest = spec.subjects[: _MOST_PROPS + 1]
    feet = canvas.height * (0.86 if has_text else _FEET)
    tall = canvas.height * (0.42 if has_text else 0.5)
    pixels = _cutout(spec, hero, tall, seed)
    if pixels is None:
        return Drawing(image=clamp(canvas.img), missing=[one.word for one in spec.subjects])
    signs = rest if takes_print(spec) else []
    if takes_print(spec):
        pixels, rest = _printed(spec, pixels, signs, seed), []
    tall *= 1.0 if rest or "podium" in spec.settings else _ALONE
    tall *= _share_of_group(spec, hero, rest)
    tall = min(tall, canvas.width * (0.5 if rest else 0.62) * pixels.shape[0] / pixels.shape[1])
    props, missing = _props(spec, rest, (hero, tall), seed)
    behind = [prop for prop in props if prop.subject.spot is not None and prop.subject.spot.depth == "back"]
    is_left_taken = any(one.spot is not None and one.spot.across == "left" for one in rest)
    _set_behind(canvas, behind, edge, first_x=0.84 if is_left_taken else 0.16)
    if "podium" in spec.settings:
        feet = _set_podium(canvas, feet, tall * pixels.shape[1] / pixels.shape[0])
    finish = replace(_GROUND, reflect=_reflection(spec))
    set_goods(canvas, spec, pixels, (feet, tall), finish)
    beside = [prop for prop in props if prop not in behind]
    _set_around(canvas, beside, max(tall * pixels.shape[1] / pixels.shape[0], canvas.width * 0.2), feet)
    image = _in_light(canvas, spec)
    if spec.style is not None:
        image = apply_style(spec.style, image, canvas.focus, seed)
    placed = [hero.concept, *(one.concept for one in signs), *(prop.subject.concept for prop in props)]
    return Drawing(image=clamp(image), placed=placed, missing=missing, time_of_day=TimeOfDay.DAY.value)


def _cutout(spec: PictureSpec, one: Subject, tall: float, seed: int) -> Field | None:
    """One of the things, with the surface that it has before a camera where a photograph was asked for."""
    pixels = cutout_of(spec, replace(one, count=1), tall, seed)
    is_photo = spec.style is Style.PHOTO and one.material is None and pixels is not None
    return thing_photographed(pixels, one.concept) if is_photo and pixels is not None else pixels


def _is_before_room(spec: PictureSpec) -> bool:
    """Whether things of a table are photographed where they are used, and not for a shop."""
    words = fold(spec.prompt)
    is_free = spec.style is Style.PHOTO and spec.ground is None and not spec.palette
    is_studio = any(stem in words for stem in _FOR_SHOPS) or not _STUDIOS.isdisjoint(spec.settings)
    name = surface_name(spec)
    is_usual = name == "plain" and belongs_on_table(spec.subjects[0].concept)
    return is_free and not is_studio and (is_usual or name in _TABLES)


def _printed(spec: PictureSpec, goods: Field, signs: list[Subject], seed: int) -> Field:
    """The goods of a mock-up with what is named beside them on them, and the text."""
    tall = goods.shape[0] * 0.5
    cutouts = [cut for one in signs if (cut := cutout_of(spec, one, tall, seed)) is not None]
    text = "" if "text" in spec.excluded else " ".join(spec.texts)
    return with_print(goods, spec.subjects[0].concept, cutouts, text)


def _paint_ground(canvas: Canvas, spec: PictureSpec, seed: int, edge: float) -> None:
    """A sweep of paper, or a table before a wall out of focus."""
    if _is_before_room(spec):
        table = spec if surface_name(spec) in _TABLES else replace(spec, surface="wood")
        blurred_room(canvas, seed, edge)
        rows = slice(int(edge), canvas.height)
        canvas.img[rows] = clamp(
            in_perspective(surface(table, (canvas.width, canvas.height), seed), rows, edge)
        )
        soften_depth(canvas, canvas.height * _FEET)
        return
    color = plain_color(spec, seed)
    if float(luminance(color)) > _WHITE and surface_name(spec) == "plain":
        floor = smoothstep(edge - canvas.height * 0.04, canvas.height, canvas.ys)[..., None]
        canvas.img[:] = color * (1 - _FLOOR * floor)
        return
    fall = np.linspace(1.03, 0.93, canvas.height, dtype=np.float32)[:, None, None]
    canvas.img[:] = clamp(mix(color, "#ffffff", 0.08) * fall)
    x = canvas.width * (0.3 if canvas.light.side < 0 else 0.7)
    glow = canvas.spot(x, canvas.height * 0.3, (canvas.width * 0.6, canvas.height * 0.5))
    canvas.img *= (0.92 + 0.12 * glow)[..., None]
    if surface_name(spec) == "plain":
        floor = smoothstep(edge - canvas.height * 0.1, edge + canvas.height * 0.06, canvas.ys)
        canvas.img *= 1 - 0.07 * floor[..., None]
        return
    top = surface(spec, (canvas.width, canvas.height), seed)
    if surface_name(spec) in _DRAPED:
        back = surface(spec, (canvas.width, canvas.height), seed + 1)
        canvas.img[:] = clamp(blur(back, 2.5 * canvas.unit) * (0.55 + 0.3 * glow)[..., None])
    rows = slice(int(edge), canvas.height)
    board = in_perspective(top, rows, edge)
    canvas.img[: rows.start] = blur(canvas.img[: rows.start] * 0.94, 3 * canvas.unit)
    canvas.img[rows] = clamp(board)


def _is_group(spec: PictureSpec) -> bool:
    """Whether the things are of one rank, as in a still life, and each has its own size."""
    words = fold(spec.prompt)
    return any(name in words for name in _STILL_LIFES)


def _share_of_group(spec: PictureSpec, hero: Subject, rest: list[Subject]) -> float:
    """How tall the first of a group is beside the tallest of it, which has the goods' height."""
    if not _is_group(spec) or not rest:
        return 1.0
    tallest = max(real_height(one.concept) for one in (hero, *rest))
    return float(np.clip((real_height(hero.concept) / tallest) ** 0.6, 0.45, 1.0))


def _reflection(spec: PictureSpec) -> float:
    words = fold(spec.prompt)
    is_asked = any(stem in words for stem in _REFLECTED)
    return 0.4 if is_asked else 0.28 if surface_name(spec) in _MIRRORING else 0.0


def _in_light(canvas: Canvas, spec: PictureSpec) -> Field:
    """The picture in warm light from the side where that was asked for, its corners a little darker."""
    words = fold(spec.prompt)
    image = clamp(canvas.img)
    if spec.time_of_day in {TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET} or any(w in words for w in _GOLDEN):
        is_left = any(w in words for w in _FROM_LEFT) or not any(w in words for w in _FROM_RIGHT)
        x = canvas.width * (0.12 if is_left else 0.88)
        glow = canvas.spot(x, canvas.height * 0.3, (canvas.width * 0.75, canvas.height * 0.8))[..., None]
        lit = 1 - (1 - image) * (1 - rgb("#ffb04a") * 0.34)
        image = mix(image * rgb("#ffeacb"), lit, glow)
    return clamp(image)


def _props(
    spec: PictureSpec, rest: list[Subject], goods: tuple[Subject, float], seed: int
) -> tuple[list[_Prop], list[str]]:
    hero, tall = goods
    props: list[_Prop] = []
    missing: list[str] = []
    for one in rest:
        pixels = _cutout(spec, one, tall * 0.8, seed)
        if pixels is None:
            missing.append(one.word)
            continue
        share = (real_height(one.concept) / real_height(hero.concept)) ** 0.6
        height = tall * float(np.clip(share, _PROP_SHARES[0], 1.9 if _is_group(spec) else _PROP_SHARES[1]))
        wide = height * pixels.shape[1] / pixels.shape[0]
        props.append(_Prop(one, pixels, height * min(1.0, tall * 0.75 / wide)))
    return props, missing


def _set_behind(canvas: Canvas, props: list[_Prop], edge: float, *, first_x: float) -> None:
    """Set what is asked for in the background at the far edge, out of focus."""
    for k, prop in enumerate(props):
        x = canvas.width * (first_x if k % 2 == 0 else 1 - first_x)
        place_sprite(
            canvas, Sprite(prop.pixels), (x, edge + canvas.height * 0.05), prop.height * 1.1, _GROUND
        )
    if props:
        rows = slice(0, int(edge + canvas.height * 0.06))
        canvas.img[rows] = blur(canvas.img[rows], 5 * canvas.unit)


def _set_podium(canvas: Canvas, feet: float, wide: float) -> float:
    """Draw the podium and return where the goods stand on it."""
    figure = find_figure(_PODIUM)
    if figure is None:
        return feet
    across = min(canvas.width * 0.62, max(wide * 1.9, canvas.width * 0.4))
    tall = across / figure.aspect
    bottom = feet + tall * 0.42
    place_sprite(canvas, Sprite(figure.pixels(tall)), (canvas.width / 2, bottom), tall, _GROUND)
    return bottom - tall * 0.66


def _set_around(canvas: Canvas, props: list[_Prop], wide: float, feet: float) -> None:
    """Set the props left and right of the goods, those in the foreground lower and nearer."""
    sides: dict[str, list[_Prop]] = {"left": [], "right": []}
    front: list[_Prop] = []
    for prop in props:
        spot = prop.subject.spot
        if spot is not None and spot.depth == "front":
            front.append(prop)
        elif spot is not None and spot.across in sides:
            sides[spot.across].append(prop)
        else:
            sides[min(sides, key=lambda name: sum(p.width for p in sides[name]))].append(prop)
    room = canvas.width / 2 - wide * 0.56 - canvas.width * 0.03
    for name, group in sides.items():
        _set_side(canvas, group, (-1 if name == "left" else 1), (wide * 0.56, room), feet)
    for k, prop in enumerate(front):
        x = canvas.width * (0.5 + (k - (len(front) - 1) / 2) * 0.2)
        low = min(canvas.height * 0.975, feet + canvas.height * 0.12)
        _set_one(canvas, prop, (x, low), min(1.0, canvas.height * 0.16 / prop.height))


def _set_side(canvas: Canvas, group: list[_Prop], side: int, span: tuple[float, float], feet: float) -> None:
    total = sum(prop.width * _spread(prop) for prop in group)
    scale = min(1.0, span[1] / total) if total else 1.0
    scale = max(scale, 0.42)
    reach = span[0]
    for k, prop in enumerate(group):
        wide = prop.width * scale * _spread(prop)
        low = feet + canvas.height * (0.025 if k % 2 == 0 else -0.03)
        x = canvas.width / 2 + side * min(reach + wide / 2, canvas.width * 0.48 - wide * 0.4)
        _set_one(canvas, prop, (x, low), scale)
        reach += wide + canvas.width * 0.012


def _spread(prop: _Prop) -> float:
    """How much wider a few of a kind lie than one."""
    return 1.0 + 0.5 * (min(prop.subject.count, _COPIES) - 1)


def _set_one(canvas: Canvas, prop: _Prop, at: tuple[float, float], scale: float) -> None:
    copies = min(prop.subject.count, _COPIES)
    for k in range(copies):
        x = at[0] + (k - (copies - 1) / 2) * prop.width * scale * 0.62
        low = at[1] + (canvas.height * 0.02 if k == 1 else 0.0)
        place_sprite(canvas, Sprite(prop.pixels), (x, low), prop.height * scale, _GROUND)


DESIGN = Design(kinds=(Kind.PRODUCT_SHOT,), draw=draw_product_shot, draws_text=False)
