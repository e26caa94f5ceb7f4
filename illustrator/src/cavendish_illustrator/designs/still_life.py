"""Still lifes: things that stand close together on a table, tall ones behind, on a cloth if one is named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite, trim
from cavendish_illustrator.company.setting_choice import belongs_on_table
from cavendish_illustrator.design_parts.design_registry import Design
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.drawings.lifelike_figures import as_photographed
from cavendish_illustrator.figures.drawings.real_sizes import seen_on_table, table_height
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style, Subject, TimeOfDay
from cavendish_illustrator.scenery.blurred_backdrop import blurred_room, soften_depth
from cavendish_illustrator.scenery.goods_surface import cloth, in_perspective, surface
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.scene_drawing import Drawing
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_grown
from cavendish_illustrator.vocabulary.tokens import fold

_WALLS: Final = ("#6b5a48", "#55604f", "#5a5560", "#4f5d63", "#6f5648")
_BRIGHT_WALLS: Final = ("#c9b48e", "#a9bb9a", "#9fb4bf", "#cda08a", "#b9a6b4")
_DARK_WALLS: Final = ("#2a2119", "#23261f", "#2b2422", "#20242a")
_OLD_MASTERS: Final = (
    "dutch", "niederl", "holland", "baroque", "barok", "barock", "barroc", "barocc", "caravaggio",
    "chiaroscuro", "old master", "alten meister", "flam", "flem", "rembrandt", "dark", "dunkl", "ciemn",
    "oscur", "scur",
    "sombre", "escur", "donker", "темн", "tmav", "vanitas", "hollandais", "neerland", "olandes", "голланд",
)  # fmt: skip
_EDGE: Final = 0.6
"""How far down the table begins, in parts of the height."""
_BACK, _FRONT = 0.77, 0.86
"""Where the feet of the two rows stand."""
_TALLEST, _WIDEST = 0.5, 0.78
_SMALLEST: Final = 0.2
"""The least height of a thing beside the tallest one."""
_BEHIND: Final = 0.42
"""How many of all things stand behind."""
_LAP, _APART = 0.84, 1.0
"""How far things of each row stand apart, in parts of their widths: behind, a little over one another."""
_USUAL_M, _MOST_M, _FULL = 0.3, 0.6, 1.7
"""From which height on a group fills the picture; the tallest a thing is; what flowers add to their jug."""
_MOST_OF_A_KIND, _MOST = 4, 10
_FLAT_M, _BROAD = 0.34, 1.6
"""No thing that is so much broader than tall is wider than this part of the picture."""
_ON_TABLES: Final = {
    "floor_lamp": "desk-lamp",
    "lamp": "desk-lamp",
    "lotion-bottle": "wine-bottle",
    "tropical-fish": "fish",
}
_CAUGHT: Final = frozenset(
    {"fish", "tropical-fish", "lobster", "crab", "shrimp", "oyster", "tuna", "octopus"}
)
_FEW, _FEW_LARGER = 2, 1.25
_LIGHT: Final = Finish(relight=0.5, tint=0.1, rim=False)


@dataclass(frozen=True, slots=True)
class _Piece:
    pixels: Field
    height: float
    """In parts of the tallest one's."""
    grown: float
    """How tall the tallest of the group is, in parts of what fills the picture."""

    @property
    def width(self) -> float:
        return float(self.height * self.pixels.shape[1] / self.pixels.shape[0])


def is_still_life(spec: PictureSpec) -> bool:
    """Whether things alone are on a table, and nothing is said of where each of them is."""
    if spec.kind is not Kind.SCENE or not spec.subjects or spec.framing in {"top", "isometric", "close_up"}:
        return False
    is_placed = any(one.spot is not None for one in spec.subjects)
    is_still = not any((is_animate(one.concept) and one.concept not in _CAUGHT) for one in spec.subjects)
    is_plain = spec.ground is None and not spec.is_transparent
    return (spec.is_still_life or _is_laid_table(spec)) and is_still and is_plain and not is_placed


def _is_laid_table(spec: PictureSpec) -> bool:
    """Whether several small things are on a table that is all that was said of their place."""
    is_table = spec.settings == ("table_top",) and len(spec.subjects) > 1
    return is_table and all(belongs_on_table(one.concept) for one in spec.subjects)


def draw_still_life(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Set the things in two rows on a table before a quiet wall, lit from one side."""
    canvas = Canvas(size, TimeOfDay.DAY, seed)
    words = fold(spec.prompt)
    is_old = spec.time_of_day is TimeOfDay.NIGHT or any(stem in words for stem in _OLD_MASTERS)
    _paint_wall(canvas, seed, is_dark=is_old, is_painted=spec.is_still_life)
    if spec.style is Style.PHOTO and not is_old:
        blurred_room(canvas, seed, canvas.height * _EDGE + 2)
    _paint_table(canvas, spec, seed, is_dark=is_old)
    if spec.style is Style.PHOTO:
        soften_depth(canvas, canvas.height * _FRONT)
    is_photo = spec.style is Style.PHOTO
    casting = cast_roles(replace(spec, subjects=tuple(map(_of_a_table, spec.subjects))), seed)
    pieces, placed = _pieces(canvas, [(role.cast, role.count) for role in casting.roles], is_photo=is_photo)
    if pieces:
        _set_rows(canvas, pieces, seed)
    _light_from_side(canvas, is_dark=is_old)
    style = spec.style or (Style.OIL if is_old else Style.PAINTERLY)
    image = apply_style(style, clamp(canvas.img), canvas.focus, seed)
    missing = [one.word for one in spec.subjects if one.concept not in placed]
    return Drawing(image=clamp(image), placed=placed, missing=missing, time_of_day=TimeOfDay.DAY.value)


def _of_a_table(one: Subject) -> Subject:
    return replace(one, concept=_ON_TABLES.get(one.concept, one.concept))


def _paint_wall(canvas: Canvas, seed: int, *, is_dark: bool, is_painted: bool) -> None:
    walls = _DARK_WALLS if is_dark else _WALLS if is_painted else _BRIGHT_WALLS
    cloud = coarse_noise((canvas.height, canvas.width), (canvas.width * 0.4,) * 2, canvas.rng, 3, 0.5)
    glow = canvas.spot(canvas.width * 0.3, canvas.height * 0.34, (canvas.width * 0.5, canvas.height * 0.42))
    tone = (0.72 + 0.16 * cloud + (0.75 if is_dark else 0.5) * glow)[..., None]
    canvas.img[:] = clamp(rgb(walls[seed % len(walls)]) * tone)


def _paint_table(canvas: Canvas, spec: PictureSpec, seed: int, *, is_dark: bool) -> None:
    """A table of wood or of what was named, a cloth in its folds on it where one is told."""
    size, edge = (canvas.width, canvas.height), canvas.height * _EDGE
    rows = slice(int(edge), canvas.height)
    on_wood = spec if spec.surface else replace(spec, surface="wood")
    board = in_perspective(surface(on_wood, size, seed), rows, edge)
    canvas.img[rows] = clamp(board * (0.5 if is_dark else 1.0))
    shade = smoothstep(edge + canvas.height * 0.05, edge, canvas.ys) * smoothstep(edge - 2, edge, canvas.ys)
    canvas.img *= 1 - 0.35 * shade[..., None]
    if spec.cloth is None:
        return
    fabric = cloth(size, seed, spec.cloth, is_checked=spec.is_cloth_checked)
    cover = _cloth_shape(canvas, edge)
    under = blur(np.roll(cover, round(canvas.height * 0.014), 0), canvas.height * 0.012)
    canvas.img *= 1 - 0.4 * np.clip(under - cover, 0, 1)[..., None]
    canvas.blend(clamp(fabric * (0.72 if is_dark else 1.0)), cover)


def _cloth_shape(canvas: Canvas, edge: float) -> Field:
    """Where the cloth lies: over most of the table, its near border hanging in waves."""
    width, height = canvas.width, canvas.height
    phase = float(canvas.rng.uniform(0, 6))
    depth = clamp((canvas.ys - edge) / (height - edge))
    side = width * (0.36 + 0.1 * depth) + np.sin(canvas.ys / height * 26 + phase) * width * 0.008
    middle = width * (0.5 + 0.03 * np.sin(phase))
    lower = height * 0.95 + np.sin(canvas.xs / width * 21 + phase) * height * 0.01
    upper = edge + height * 0.055 + np.sin(canvas.xs / width * 9 + phase) * height * 0.006
    inside = smoothstep(2, -2, np.abs(canvas.xs - middle) - side)
    return np.asarray(inside * smoothstep(-2, 2, lower - canvas.ys) * smoothstep(-2, 2, canvas.ys - upper))


def _pieces(
    canvas: Canvas, casts: Sequence[tuple[Cast, int]], *, is_photo: bool
) -> tuple[list[_Piece], list[str]]:
    """The cut-outs of all that is shown with their heights, and the names of what they show."""
    sizes = [_metres(cast) for cast, _ in casts]
    seen = [_seen(cast, metres) for (cast, _), metres in zip(casts, sizes, strict=True)]
    grown = float(np.clip((max(sizes, default=1.0) / _USUAL_M) ** 0.4, 0.56, 1.0))
    pieces: list[_Piece] = []
    placed: list[str] = []
    for (cast, count), tall in zip(casts, seen, strict=True):
        share = float(np.clip(tall / max(seen), _SMALLEST, 1.0))
        for number in range(min(count, _MOST_OF_A_KIND, _MOST - len(pieces))):
            one = replace(cast, variant=cast.variant + number, is_one_of_many=count > 1)
            figure = build_figure(one)
            if figure is None:
                continue
            pixels = trim(cast_pixels(one, figure, canvas.height * _TALLEST * max(share, 0.4)))
            pixels = as_photographed(pixels, one, figure) if is_photo else pixels
            aspect = pixels.shape[1] / pixels.shape[0]
            widest = _FLAT_M * canvas.width / canvas.height / _TALLEST
            height = min(share, widest / aspect) if aspect > _BROAD else share
            flip = number % 2 == 1 and is_grown(cast.subject.concept)
            pieces.append(_Piece(np.ascontiguousarray(pixels[:, ::-1]) if flip else pixels, height, grown))
            placed.append(cast.subject.concept)
        inside = (cast.content, *cast.more_content, cast.on_top, *cast.held)
        placed += [part.concept for part in inside if part is not None for _ in range(part.count)]
    return pieces, placed


def _metres(cast: Cast) -> float:
    """How tall a thing is with what grows out of it; a lamp of a table is none of a floor."""
    tall = table_height(cast.subject.concept) * (_FULL if cast.content or cast.on_top else 1.0)
    return min(tall, _MOST_M)


def _seen(cast: Cast, metres: float) -> float:
    figure = build_figure(cast)
    return 0.0 if figure is None else seen_on_table(metres, figure.aspect)


def _set_rows(canvas: Canvas, pieces: list[_Piece], seed: int) -> None:
    """The tallest things stand behind, close together; the others before them, so that all are seen."""
    ranked = sorted(pieces, key=lambda piece: -piece.height)
    count = max(1, round(len(ranked) * _BEHIND))
    rows = [(_ordered(ranked[:count]), _BACK, _LAP), (_ordered(ranked[count:]), _FRONT, _APART)]
    widest = max(sum(p.width for p in row) * lap for row, _, lap in rows)
    room = _WIDEST * canvas.width / canvas.height / max(widest, 0.01)
    tallest = _TALLEST * max(piece.grown for piece in pieces) * (_FEW_LARGER if len(pieces) <= _FEW else 1.0)
    scale = canvas.height * min(tallest, room)
    way = -1 if seed % 2 else 1
    for row, feet, lap in rows:
        total = sum(p.width for p in row) * scale * lap
        is_single = feet == _FRONT and len(row) == 1
        x = canvas.width * (0.5 + way * (0.13 if is_single else 0.03 if feet == _BACK else -0.02)) - total / 2
        for k, piece in enumerate(row):
            wide = piece.width * scale
            at = (x + wide * lap / 2, canvas.height * (feet + (0.012 if k % 2 else -0.008)))
            place_sprite(canvas, Sprite(piece.pixels), at, piece.height * scale, _LIGHT)
            x += wide * lap


def _ordered(row: list[_Piece]) -> list[_Piece]:
    """The tallest in the middle, the others by turns at its sides."""
    ranked = sorted(row, key=lambda piece: -piece.height)
    left = [piece for k, piece in enumerate(ranked) if k % 2]
    return [*left[::-1], *[piece for k, piece in enumerate(ranked) if not k % 2]]


def _light_from_side(canvas: Canvas, *, is_dark: bool) -> None:
    """Warm light from the upper left that fades to the lower right."""
    x, y = canvas.xs / canvas.width, canvas.ys / canvas.height
    fall = (1.12 - (0.5 if is_dark else 0.26) * np.clip(0.75 * x + 0.35 * y - 0.15, 0, 1))[..., None]
    canvas.img[:] = clamp(canvas.img * fall * rgb("#fff6e6"))


DESIGN = Design(kinds=(Kind.STILL_LIFE,), draw=draw_still_life, draws_text=False)
