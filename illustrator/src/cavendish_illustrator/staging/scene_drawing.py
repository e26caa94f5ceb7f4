"""A whole scene: its setting, its figures, its finishing and its style."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite, trim
from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.company.setting_choice import belongs_on_table, is_served, is_starry
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.animals.breed_coats import COATED
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.figures.clothing.wearing import GARMENTS
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import coated_pixels
from cavendish_illustrator.figures.drawings.glowing_things import light_up
from cavendish_illustrator.figures.drawings.lettered_things import write_on_things
from cavendish_illustrator.figures.drawings.lifelike_figures import photographed_pixels
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.figures.people.bust_builder import build_bust
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.shape_styles import FINISHED, PHOTOGRAPHED
from cavendish_illustrator.painting.style_registry import apply_style, style_pass
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Season, Style, TimeOfDay
from cavendish_illustrator.scenery.disc_room import keep_off_disc
from cavendish_illustrator.scenery.finishing import finish_scene
from cavendish_illustrator.scenery.grown_land import let_land_grow
from cavendish_illustrator.scenery.posts import set_posts
from cavendish_illustrator.scenery.roads import lay_road
from cavendish_illustrator.scenery.setting_registry import chosen_setting, chosen_template, render_setting
from cavendish_illustrator.scenery.skies import overexpose_sun
from cavendish_illustrator.scenery.table_boards import set_table_before
from cavendish_illustrator.staging.camera import Topic, take_shot
from cavendish_illustrator.staging.casting import Casting, cast_roles
from cavendish_illustrator.staging.contacts import settle_contacts
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.graphic_landscape import draw_graphic_landscape, is_graphic_landscape
from cavendish_illustrator.staging.layout import arrange, draw_figures
from cavendish_illustrator.staging.layout_mending import mended
from cavendish_illustrator.staging.near_views import fill_with_animal, is_close_up, is_near_view, step_near
from cavendish_illustrator.staging.room_places import take_furnishings
from cavendish_illustrator.staging.sane_places import fit_for_room, stand_apart, stand_on_ground
from cavendish_illustrator.staging.single_light import (
    inked,
    is_outlined,
    light_from_source,
    stand_before_sky,
)
from cavendish_illustrator.staging.stated_layout import has_stated_places
from cavendish_illustrator.staging.text_zones import keep_clear
from cavendish_illustrator.understanding.place_words.feasts import LAID_TABLE
from cavendish_illustrator.vocabulary.concept_classes import is_person


@dataclass(slots=True)
class Drawing:
    """A finished picture, (h, w, 3) or (h, w, 4), with what it shows."""

    image: Field
    placed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    time_of_day: str = ""


_ASIDE_TALL, _ASIDE_WIDE = 0.46, 0.5
"""How large an animal or a thing beside the sitter of a portrait is at most, in parts of the picture."""
_TABLES, _ON_A_TABLE = frozenset({"table_top", LAID_TABLE}), 0.62
"""In a place that was named what lies on the table is so much smaller than where it is all there is."""
_STILL = frozenset({None, "standing", "smiling"})
_AT_THE_SKY = frozenset({"howling", "stargazing"})
"""What is done at a moon or stars that must then be in the picture."""


def _is_still_life(casting: Casting, canvas: Canvas) -> bool:
    """Whether everything belongs on a table; out of doors only food, drink and what they are served in."""
    concepts = [role.cast.subject.concept for role in casting.roles]
    is_outdoors = not canvas.is_indoors and canvas.horizon_y < canvas.height * 0.72
    if is_outdoors and not any(map(is_served, concepts)):
        return False
    return all(belongs_on_table(one) or (canvas.is_indoors and is_served(one)) for one in concepts)


def _topic(casting: Casting) -> Topic:
    heights = [real_height(role.cast.subject.concept) for role in casting.roles]
    return Topic(count=sum(role.count for role in casting.roles), height_m=max(heights, default=0.0))


def names_of(placed: list[Placed]) -> list[str]:
    """Everything the placed figures show: each of a group, its seat or vehicle and what lies on its table."""
    found: list[str] = []
    for one in placed:
        cast = one.cast
        found += [cast.subject.concept, *(member.subject.concept for member in cast.company)]
        found += [thing.concept for thing in (*cast.things, *filter(None, [cast.prop]))]
    return found


def is_anime_close_up(spec: PictureSpec, casting: Casting) -> bool:
    """Whether one or two who only stand there are drawn as anime: head and shoulders, where the eyes are."""
    roles = casting.roles
    is_still = all(
        role.count == 1
        and role.cast.subject.pose in _STILL
        and not (role.cast.held or role.cast.mount or role.cast.scheme or role.cast.on_top)
        and build_bust(role.cast, Style.ANIME) is not None
        for role in roles
    )
    return spec.style is Style.ANIME and spec.framing is None and len(roles) == 1 and is_still


def _portrait(canvas: Canvas, casting: Casting, style: Style | None, framing: str | None) -> list[str]:
    """Show the first figures from the chest up, large, before a soft background.

    The face of one animal, or the animal from close by, fills the picture where the framing asks for it.
    """
    canvas.img = blur(canvas.img, (2 if style is Style.ANIME else 5) * canvas.unit)
    roles = casting.roles[:2]
    if (
        len(roles) == 1
        and framing in {"face", "close_up"}
        and fill_with_animal(canvas, roles[0].cast, framing, style)
    ):
        return [roles[0].cast.subject.concept]
    shown: list[str] = []
    for number, role in enumerate(roles):
        bust = build_bust(role.cast, style)
        figure = bust or build_figure(role.cast)
        if figure is None:
            casting.missing.append(role.cast.subject.word)
            continue
        is_aside = bool(shown) and bust is None and is_person(roles[0].cast.subject.concept)
        x, height = _place_in_portrait(canvas, figure, (number, len(roles)), is_aside=is_aside)
        feet = max(canvas.height * 0.07 + height, canvas.height * 1.0)
        paint = photographed_pixels if style in PHOTOGRAPHED else coated_pixels
        pixels = paint(role.cast, figure, height)
        finish = Finish(relight=0.1 if style is Style.ANIME else 0.4, shadow=False)
        place_sprite(canvas, Sprite(pixels), (x, feet), height, finish)
        shown.append(role.cast.subject.concept)
    return shown


def _place_in_portrait(
    canvas: Canvas, figure: Figure, place: tuple[int, int], *, is_aside: bool
) -> tuple[float, float]:
    """The middle and the height of one of the figures; an animal or a thing beside somebody is small."""
    number, count = place
    is_long = figure.body_height > 290 and figure.height > 400
    share = (1.62 if is_long else 1.04) * (0.94 if count == 1 else 0.8)
    small = trim(figure.pixels(96))
    aspect = small.shape[1] / small.shape[0]
    if is_aside:
        height = min(canvas.height * _ASIDE_TALL, canvas.width * _ASIDE_WIDE / aspect)
        return canvas.width * 0.98 - height * aspect / 2, height
    widest = canvas.width * (1.35 if is_long else 0.94) / aspect / max(1, count) ** 0.5
    return canvas.width * (0.5 if count == 1 else 0.3 + 0.4 * number), min(canvas.height * share, widest)


def _pixels_of_figures(spec: PictureSpec) -> Callable[[Cast, Figure, float], Field]:
    if is_outlined(spec):
        return inked
    return photographed_pixels if spec.style in PHOTOGRAPHED else coated_pixels


def _set_figures(canvas: Canvas, spec: PictureSpec, casting: Casting, seed: int) -> list[Placed]:
    """Place and paint every figure, with the road under its wheels and the light it gives."""
    furnishings, casting = take_furnishings(canvas, casting)
    figures = arrange(canvas, spec, casting)
    figures, left_out = fit_for_room(canvas, spec, figures)
    casting.missing += [one.cast.subject.word for one in left_out]
    stand_apart(canvas, spec, figures)
    stand_on_ground(canvas, spec, figures)
    figures = mended(canvas, spec, figures)
    stand_before_sky(canvas, spec, figures)
    if not (has_stated_places(spec) or is_outlined(spec)):
        keep_off_disc(canvas, figures)
    settle_contacts(canvas, spec, figures)
    figures = [*furnishings, *figures]
    set_posts(canvas, figures)
    lay_road(canvas, spec, figures, is_on_road=chosen_setting(spec, seed) == "road")
    draw_figures(canvas, figures, _pixels_of_figures(spec))
    light_up(canvas, spec, figures)
    light_from_source(canvas, spec, figures)
    write_on_things(canvas, spec, figures)
    return figures


def _take_shot(canvas: Canvas, spec: PictureSpec, casting: Casting, seed: int) -> None:
    """Frame the place; a camera sees it as it is grown, and the sun as no disc."""
    take_shot(canvas, chosen_template(spec, seed), _topic(casting), spec.framing, side=spec.setting_side)
    if spec.style in PHOTOGRAPHED:
        overexpose_sun(canvas)
        is_autumnal = spec.season is Season.AUTUMN or any("autumn" in place for place in spec.settings)
        let_land_grow(canvas, is_autumnal=is_autumnal)
    if is_near_view(canvas, spec, casting) or is_close_up(canvas, spec, casting):
        step_near(canvas, spec.style)


def paint_scene(
    spec: PictureSpec, size: tuple[int, int], seed: int, *, has_vignette: bool = True
) -> tuple[Canvas, Drawing]:
    """Paint setting and figures; the drawing's image is not yet in any style."""
    canvas = render_setting(spec, size, seed)
    casting = cast_roles(spec, seed, canvas.stage.tags, is_joining=spec.kind is not Kind.PORTRAIT)
    is_laid = LAID_TABLE in spec.settings or (not canvas.stage.slots and _is_still_life(casting, canvas))
    if casting.roles and canvas.stage.kind is StageKind.GROUND and is_laid:
        set_table_before(canvas, spec)
        canvas.stage.hero_height *= _ON_A_TABLE if set(spec.settings[:1]) - _TABLES else 1.0
    canvas.stage.is_whole |= is_starry(spec) or any(s.pose in _AT_THE_SKY for s in spec.subjects)
    _take_shot(canvas, spec, casting, seed)
    keep_clear(canvas, spec)
    if casting.roles and (spec.kind is Kind.PORTRAIT or is_anime_close_up(spec, casting)):
        placed = _portrait(canvas, casting, spec.style, spec.framing)
    else:
        placed = names_of(_set_figures(canvas, spec, casting, seed))
    placed += casting.shown
    placed += [s.concept for s in spec.subjects if s.concept in canvas.stage.tags]
    for role in casting.roles:
        inside = (role.cast.content, *role.cast.more_content)
        placed += [one.concept for one in inside if one is not None for _ in range(one.count)]
    for relation in spec.relations:
        if relation.kind in (RelationKind.WEARING, RelationKind.HOLDING, RelationKind.RIDING):
            target = spec.subjects[relation.target]
            if target.concept in placed and relation.kind is not RelationKind.WEARING:
                continue
            wearer = spec.subjects[relation.subject].concept
            is_shown = (
                target.concept not in GARMENTS
                or wearer in role_names()
                or wearer in FACES
                or wearer in COATED
            )
            (placed if is_shown else casting.missing).append(target.concept)
    finish_scene(canvas, spec, has_vignette=has_vignette)
    return canvas, Drawing(
        image=canvas.img, placed=placed, missing=casting.missing, time_of_day=canvas.light.time.value
    )


def draw_scene(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw a scene or a portrait in the style asked for."""
    if is_graphic_landscape(spec):
        land = draw_graphic_landscape(spec, size, seed)
        time = (spec.time_of_day or TimeOfDay.DAY).value
        image = (
            apply_style(spec.style, land.image, land.cover, seed) if spec.style in FINISHED else land.image
        )
        return Drawing(image=image, placed=land.names, missing=land.missing, time_of_day=time)
    style = spec.style or Style.PAINTERLY
    if style is Style.LINE_ART and spec.kind is Kind.PORTRAIT and not spec.settings:
        spec = replace(spec, settings=("plain",))  # a head in lines stands on bare paper
    canvas, drawing = paint_scene(spec, size, seed, has_vignette=style_pass(style).wants_vignette)
    drawing.image = np.asarray(apply_style(style, canvas.img, canvas.focus, seed), np.float32)
    return drawing
