"""Doings seen from the side: who is cast at a piano, on skis, up in an apple tree, and who is not."""

import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure, vector_names
from cavendish_illustrator.company.riding import astride
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.casting import cast_roles, one_of_several
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt


def mounts_of(prompt: str) -> list[str | None]:
    casts = [role.cast for role in cast_roles(parse_prompt(prompt), 0).roles]
    return [mount.concept if (mount := cast.mount or cast.prop) else None for cast in casts]


@pytest.mark.parametrize(
    ("prompt", "mounts"),
    [
        ("a bear playing the piano", ["at-grand-piano"]),
        ("ein Pinguin spielt Cello", ["at-cello"]),
        ("babcia gra na harfie", ["at-harp"]),
        ("a fox skiing", ["on-skis"]),
        ("a robot ice skating", ["on-skates"]),
        ("a woman ice skating", ["on-skates"]),
        ("a bear building a sandcastle", ["at-sandcastle"]),
        ("eine alte Frau näht ein Kleid", ["at-sewing-table"]),
        ("un homme change une roue", ["at-car-wheel"]),
        ("chłopiec odrabia lekcje", ["at-writing-table"]),
        ("two boys playing with toy cars", ["at-toy-cars"]),
        ("a woman milking a cow", ["at-cow"]),
        ("an old man fishing from a pier", ["on-jetty"]),
        ("a boy and his grandpa fishing on the pier", ["on-jetty"]),
        ("una mujer recogiendo manzanas", ["at-apple-tree"]),
        ("a woman picking apples on a ladder, a basket beside her", ["at-apple-tree"]),
        ("a boy on a swing", ["on-swing"]),
        ("a bear rock climbing", ["at-rock-wall"]),
        ("ein Junge klettert auf einen Baum", ["up-a-tree"]),
        ("an octopus playing the piano", [None, None]),
        ("a walrus ice skating", [None]),
        ("a piano in a room", [None]),
    ],
)
def test_a_doing_in_profile_has_its_station(prompt: str, mounts: list[str | None]) -> None:
    assert mounts_of(prompt) == mounts


def test_the_near_ski_is_before_the_skier() -> None:
    skier = astride(
        [Cast(subject=Subject(concept="woman", word="woman"))],
        Subject(concept="on-skis", word="skis"),
        build_figure,
    )
    front = find_figure("on-skis-front")
    assert skier is not None
    assert front is not None
    assert skier.markup.endswith(f"{front.markup}</g>")


def test_every_child_carves_a_pumpkin_of_its_own() -> None:
    carvers = cast_roles(parse_prompt("kids carving pumpkins"), 0).roles
    assert "pumpkin-bench" in vector_names()
    assert [role.count for role in carvers] == [3]


@pytest.mark.parametrize(
    ("prompt", "held"),
    [
        ("four penguins dragging suitcases", "luggage"),
        ("grandma picks apples on a ladder, the fox steals one from the basket", "red-apple"),
    ],
)
def test_what_is_dragged_or_stolen_is_in_hand(prompt: str, held: str) -> None:
    casts = [role.cast for role in cast_roles(parse_prompt(prompt), 0).roles]
    assert [thing.concept for thing in casts[-1].held] == [held] or any(
        [thing.concept for thing in cast.held] == [held] for cast in casts
    )


def test_a_long_tool_is_beside_an_animal_and_not_before_it() -> None:
    cast = cast_roles(parse_prompt("a mouse besieging a castle"), 0).roles[0].cast
    bare = cast_roles(parse_prompt("a mouse guarding a castle"), 0).roles[0].cast
    armed, unarmed = build_figure(cast), build_figure(bare)
    assert armed is not None
    assert unarmed is not None
    assert armed.width > unarmed.width


def test_whose_hair_is_cut_sits_on_a_stool() -> None:
    cut = build_figure(cast_roles(parse_prompt("a hairdresser cutting a man's hair"), 0).roles[0].cast)
    touched = build_figure(cast_roles(parse_prompt("a doctor examining a man"), 0).roles[0].cast)
    stool = find_figure("stool")
    assert cut is not None
    assert touched is not None
    assert stool is not None
    assert "scissors" in [
        thing.concept
        for role in cast_roles(parse_prompt("a hairdresser cutting a man's hair"), 0).roles
        for thing in role.cast.held
    ]
    assert len(cut.markup) > len(touched.markup)


def test_an_animal_sits_up_for_what_stands_by() -> None:
    hanging = build_figure(cast_roles(parse_prompt("a raccoon hanging laundry"), 0).roles[0].cast)
    assert hanging is not None
    assert "hand" in hanging.anchors or "torso" in hanging.anchors


def test_two_animals_have_one_table_between_them() -> None:
    cast = cast_roles(parse_prompt("two foxes playing table tennis"), 0).roles[0].cast
    first, second = (build_figure(one_of_several(cast, copy)) for copy in (0, 1))
    assert first is not None
    assert second is not None
    assert first.width > second.width
