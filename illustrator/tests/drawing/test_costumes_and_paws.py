"""What makes somebody known at sight, and doings in which paw and thing meet."""

import math
import re

import pytest

from cavendish_illustrator.artwork.svg_figure import Figure, find_icon_figure
from cavendish_illustrator.figures.animals.animals import sitting_animal, sleeping_animal, tail
from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.drawings.drawing_choice import with_chosen_drawings
from cavendish_illustrator.figures.hands.vessels import PLATE, filled
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt

_STAND = "#6b717d"


def _figures(prompt: str, seed: int = 0) -> dict[str, Figure]:
    roles = cast_roles(parse_prompt(prompt), seed).roles
    built = {role.cast.subject.concept: build_figure(role.cast) for role in roles}
    return {name: figure for name, figure in built.items() if figure is not None}


@pytest.mark.parametrize(("role", "mark"), [("superhero", "#ffd23a"), ("samurai", "#e9dcc0")])
def test_a_costume_is_more_than_a_coloured_pullover(role: str, mark: str) -> None:
    assert mark in person(Look(role=role)).markup
    assert mark not in person(Look(role="man")).markup


def test_a_rock_star_plays_and_sings_into_a_microphone_on_a_stand() -> None:
    singing = person(Look(role="rock-star", pose="singing"))
    holding = person(Look(role="rock-star", pose="singing", held="microphone"))
    assert _STAND in singing.markup
    assert _STAND not in holding.markup
    assert set(_figures("a rock star singing on stage")) == {"rock-star"}


def test_a_leaning_sword_turns_about_the_hand() -> None:
    figure = person(Look(role="knight"))
    x, y = figure.anchors["hand"]
    turns = re.findall(r"rotate\(18 ([\d.]+) ([\d.]+)\)", figure.markup)
    # The figure leans a little, with the weight on one leg: the anchor is where the hand is then.
    assert [math.dist((float(a), float(b)), (x, y)) < 4 for a, b in turns] == [True]


def test_what_is_held_upright_is_not_turned() -> None:
    figure = person(Look(role="man", held="torch"))
    assert "rotate(18" not in figure.markup


@pytest.mark.parametrize("seed", range(3))
def test_a_cat_always_has_a_cats_face(seed: int) -> None:
    icon = find_icon_figure("cat")
    assert icon is not None
    assert icon.markup not in _figures("a cat", seed)["cat"].markup


def test_who_eats_has_the_food_at_the_mouth() -> None:
    eating, waiting = _figures("a panda eating bamboo")["panda"], sitting_animal("panda")
    assert len(eating.markup) > len(waiting.markup)
    chosen = with_chosen_drawings(parse_prompt("a panda eating bamboo"))
    assert [s.concept for s in chosen.subjects] == ["panda", "bamboo-cane"]


def test_a_squirrel_sits_up_with_its_nut_before_its_own_tail() -> None:
    figures = _figures("a squirrel holding a nut")
    assert set(figures) == {"squirrel-red"}, "the nut is in its paws"
    assert tail("squirrel-head", "animal") in figures["squirrel-red"].markup
    assert "M150 285" not in figures["squirrel-red"].markup, "that is a fox's tail"


def test_a_sleeping_bear_has_no_cats_tail() -> None:
    assert "M286 176" in sleeping_animal("cat-face").markup
    assert "M286 176" not in sleeping_animal("bear").markup


def test_one_orange_on_a_plate_is_one() -> None:
    assert set(_figures("an orange on a blue plate")) == {PLATE}
    one, three = filled(PLATE, "tangerine", None, None, count=1), filled(PLATE, "tangerine", None, None)
    assert one is not None
    assert three is not None
    assert one.markup.count("<g") * 3 - 2 <= three.markup.count("<g") + 2


def test_only_a_steampunk_airship_has_cogs() -> None:
    assert set(_figures("steampunk airship above the clouds")) == {"steampunk-airship"}
    assert set(_figures("an airship above the clouds")) == {"airship"}


def test_a_t_rex_with_a_guitar_has_both_hands_on_it() -> None:
    playing, standing = _figures("a t-rex playing the guitar")["t-rex"], _figures("a t-rex")["t-rex"]
    assert 'id="arms"' not in playing.markup
    assert playing.markup.count("<circle") > 2
    assert playing.aspect < standing.aspect
