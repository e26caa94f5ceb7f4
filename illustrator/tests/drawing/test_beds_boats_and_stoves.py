"""Doings with their place: in bed under the blanket, over the boat's side with a rod, at the stove."""

import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.staging.casting import Role, cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt


def _roles(prompt: str) -> list[Role]:
    return cast_roles(parse_prompt(prompt), 0).roles


def _markup(prompt: str) -> str:
    figures = [build_figure(role.cast) for role in _roles(prompt)]
    return "".join(figure.markup for figure in figures if figure is not None)


@pytest.mark.parametrize(
    "prompt",
    ["the girl hugging her teddy bear in bed", "ein Mädchen liest ein Buch im Bett", "un niño en la cama"],
)
def test_who_is_awake_in_bed_is_under_its_blanket(prompt: str) -> None:
    (role,) = _roles(prompt)
    assert role.cast.scheme is Scheme.SEAT
    assert role.cast.prop is not None
    assert role.cast.prop.concept == "bed"
    assert "M-150 214" in _markup(prompt)


def test_who_sleeps_in_bed_lies_in_it_and_who_dances_in_the_bedroom_does_not() -> None:
    (sleeper,) = _roles("a girl sleeping in bed")
    assert sleeper.cast.prop is not None
    assert sleeper.cast.prop.concept == "bed"
    assert all(s.concept != "bed" for s in parse_prompt("a girl dancing in the bedroom").subjects)


def test_a_fisherman_in_a_boat_rows_it_and_has_his_line_in_the_water() -> None:
    fishing, sailing = _markup("an old fisherman in a boat"), _markup("a girl in a boat")
    assert 'cx="452"' in fishing
    assert 'cx="452"' not in sailing


def test_only_the_nearest_reach_for_the_snowman() -> None:
    snowball = find_figure("snowball")
    assert snowball is not None
    shade = 'r="48" fill="#c9d8e8"'
    assert shade in snowball.markup
    assert _markup("four children building a snowman").count(shade) == 2
    assert shade not in _markup("two children building a snowman")


def test_a_robot_cooks_at_a_stove_and_plays_chess_with_all_pieces() -> None:
    stove, game = find_figure("cooking-stove"), find_figure("chess-game")
    assert stove is not None
    assert game is not None
    assert stove.markup in _markup("a robot chef cooking in the kitchen")
    assert game.markup in _markup("a chess-playing robot")


def test_a_dish_that_is_named_lies_on_the_table_and_soup_is_in_the_pot() -> None:
    assert _roles("a chef cooking pizza")[0].cast.scheme is Scheme.TABLE
    assert [role.cast.scheme for role in _roles("a woman cooking soup")] == [None]


def test_those_who_fight_look_it() -> None:
    angry = find_figure("octopus-fighting")
    assert angry is not None
    assert angry.markup[:400] in _markup("a robot fighting a giant octopus")
