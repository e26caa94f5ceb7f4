"""What takes two hands is in both of them, and what is done at a kit or an easel is done with its tools."""

import pytest

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt

_ROBOT_ARM = "M48 136Q20 150 22 192"
_STICK, _BRUSH = "#e2b06a", "#2f6fd0"
_TRUNK, _GORILLA_MUZZLE = "M106 96C102 130", "M110 122C92 122"


def _figure(prompt: str) -> Figure:
    figure = build_figure(cast_roles(parse_prompt(prompt), 0).roles[0].cast)
    assert figure is not None
    return figure


@pytest.mark.parametrize("thing", ["playing the guitar", "holding a gift", "reading a book", "playing drums"])
def test_a_robot_lets_its_arms_hang_only_while_they_are_free(thing: str) -> None:
    assert _ROBOT_ARM in _figure("a robot").markup
    assert _ROBOT_ARM not in _figure(f"a robot {thing}").markup


@pytest.mark.parametrize("player", ["gorilla", "bear", "robot"])
def test_a_drummer_has_two_sticks(player: str) -> None:
    assert _figure(f"a {player} playing drums").markup.count(f'fill="{_STICK}"') == 2
    assert _STICK not in _figure(f"a {player} playing the flute").markup


@pytest.mark.parametrize("painter", ["elephant", "cat", "penguin", "woman"])
def test_a_painter_has_a_brush(painter: str) -> None:
    assert _BRUSH in _figure(f"a {painter} painting a picture").markup
    assert _BRUSH not in _figure(f"a {painter}").markup


@pytest.mark.parametrize(("animal", "part"), [("elephant", _TRUNK), ("gorilla", _GORILLA_MUZZLE)])
def test_a_great_animal_sits_up_only_for_what_it_holds_or_wears(animal: str, part: str) -> None:
    assert part in _figure(f"a {animal} reading a book").markup
    assert part in _figure(f"a {animal} in a sweater").markup
    assert part not in _figure(f"a {animal}").markup
    assert part not in _figure(f"a {animal} running").markup


def test_flamenco_is_danced_in_flounces_with_a_fan() -> None:
    dancer = _figure("a woman in a blue dress dancing flamenco")
    other = _figure("a woman in a blue dress dancing")
    assert dancer.markup.count("Z") > other.markup.count("Z")
    assert "a82 82" in dancer.markup.lower()
    assert "a82 82" not in other.markup.lower()
