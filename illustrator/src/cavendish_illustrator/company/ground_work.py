"""Work at what grows on the ground: on one knee before it, both hands there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.facing import Drawn, together
from cavendish_illustrator.company.pairs import Build, half_width
from cavendish_illustrator.company.profiles import has_profile, in_profile, pose_height, with_hand_at
from cavendish_illustrator.company.reaching import reaching
from cavendish_illustrator.company.setting_choice import is_bloom
from cavendish_illustrator.company.staging import STANDING, Actor, box_of
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.bodies.side_body import SidePose
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.concept_classes import is_food

_SEEDLING: Final = "seedling"
_PICKING: Final = "picking"
_BEHIND, _BASKET = 120.0, 66.0
_STEMMED: Final = dict.fromkeys(("blossom", "bouquet", "cherry-blossom"), "watered-flowers")
"""What is only a head of a flower grows on stems."""
_LEAFY: Final = frozenset(
    {
        "cabbage",
        "lettuce",
        "pumpkin-whole",
        "pumpkin",
        "leafy-green",
        "cauliflower",
        "mushroom",
        "brown-mushroom",
        "toadstool-tall",
    }
)
"""What grows as it is eaten; of any other food the young plant is set."""
_PLANT_TALL, _LEAFY_TALL, _FRUIT_TALL, _STREWN_TALL = 104.0, 58.0, 30.0, 34.0
_ROW: Final = 3
_TREE_M, _YOUNG_TREE = 1.6, 124.0
"""From which height on a plant is a tree, of which one is planted, and how tall it is shown."""
_APART: Final = 84.0
_HANDS_ABOVE: Final = 30.0
"""How far above the soil the hands are."""
_SOIL, _SOIL_DARK = "#6b4528", "#4f3019"
_ON_KNEE: Final = SidePose((100, 240), (152, 293), (16, 240), (162, 295), 22.0)


def plant(casts: Sequence[Cast], thing: Subject | None, build: Build) -> Figure | None:
    """Those who plant on their knees at both ends of a bed, a row of young plants in its soil."""
    lead = casts[0]
    near = STANDING - _HANDS_ABOVE
    reach = reaching(replace(lead, held=()), build, near, is_low=True)
    if reach is None:
        return None
    start = reach.hand[0] if has_profile(lead) else half_width(reach.actor) + _APART / 2
    is_tree = thing is not None and real_height(thing.concept) >= _TREE_M
    row = 1 if is_tree else _ROW if len(casts) == 1 else _ROW - 1
    xs = [start + 14 + k * _APART for k in range(row)]
    others: list[Actor] = []
    for cast in casts[1:2]:
        other = _opposite(cast, lead, build, near)
        if other is None:
            return None
        others.append(with_hand_at(other, xs[-1] + 14))
    is_picking = lead.doing == _PICKING
    mounds = "" if is_picking else "".join(_mound(x) for x in xs)
    plants = "".join(_plant(thing, x) for x in xs)
    tall = _YOUNG_TREE if is_tree else _PLANT_TALL
    box = box_of((xs[0] + xs[-1]) / 2, STANDING + 12, (xs[-1] - xs[0]) / 2 + 60, tall + 24)
    bed = mounds + plants, box
    extras = [bed, _basket(reach.actor.x - _BEHIND)] if is_picking else [bed]
    whole = together(reach.actor, others, extras)
    return replace(whole, body_height=STANDING)


def _opposite(cast: Cast, lead: Cast, build: Build, goal: float) -> Actor | None:
    """Who kneels at the other end and looks to the left."""
    upright = in_profile(replace(cast, held=()), lead, build, _ON_KNEE, -1)
    if upright is None or not has_profile(cast):
        return upright
    y = min(288.0, pose_height(goal, upright.scale))
    pose = _ON_KNEE._replace(hand=(16, y), far_hand=(32, y + 10))
    return in_profile(replace(cast, held=()), lead, build, pose, -1)


def _mound(x: float) -> str:
    return (
        f'<path d="M{x - 46:.1f} {STANDING + 4:g}q14-26 46-26t46 26q-46 14-92 0z" fill="{_SOIL}"/>'
        f'<path d="M{x - 34:.1f} {STANDING - 2:g}q8-8 18-4M{x - 2:.1f} {STANDING - 10:g}q10-4 18 2'
        f'M{x + 14:.1f} {STANDING + 2:g}q8-4 14 0" stroke="{_SOIL_DARK}" stroke-width="4" fill="none" '
        'stroke-linecap="round"/>'
    )


def _plant(thing: Subject | None, x: float) -> str:
    """What is set into the soil: a flower, a head of cabbage, or a young plant with its fruit."""
    name = find_alias(thing.concept) if thing is not None else _SEEDLING
    name = _STEMMED.get(name, name)
    figure = find_figure(name)
    ground = STANDING - 14
    if figure is not None and thing is not None and name in _LEAFY:
        return _set(_colored(figure, thing), x, ground + 8, _LEAFY_TALL)
    if figure is not None and thing is not None and not is_food(thing.concept):
        real = real_height(thing.concept)
        tall = _YOUNG_TREE if real >= _TREE_M else _PLANT_TALL if is_bloom(thing.concept) else _STREWN_TALL
        return _set(_colored(figure, thing), x, ground, tall)
    young = find_figure(_SEEDLING)
    shown = "" if young is None else _set(young, x, ground + 6, _PLANT_TALL * 0.8)
    if figure is None or thing is None:
        return shown
    fruit = _colored(figure, thing)
    return shown + "".join(
        _set(fruit, x + dx, ground + dy, _FRUIT_TALL) for dx, dy in ((-24, -22), (20, -30), (-2, -8))
    )


def _basket(x: float) -> Drawn | None:
    """What was picked goes into a basket behind the picker."""
    basket = find_figure("basket")
    if basket is None:
        return None
    half = _BASKET * basket.aspect / 2
    return nest(basket, x - half, STANDING + 6 - _BASKET, _BASKET), box_of(x, STANDING + 6, half, _BASKET)


def _colored(figure: Figure, thing: Subject) -> Figure:
    return dyed(figure, thing.color) if thing.color else figure


def _set(figure: Figure, x: float, foot: float, height: float) -> str:
    return nest(figure, x - height * figure.aspect / 2, foot - height, height)
