"""Another drawing of the same thing where the picture asks for it, and none where it does not."""

import pytest

from cavendish_illustrator.figures.drawings.drawing_choice import with_chosen_drawings
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt


def _drawn(prompt: str) -> list[str]:
    return [subject.concept for subject in with_chosen_drawings(parse_prompt(prompt)).subjects]


@pytest.mark.parametrize(
    ("prompt", "drawing", "plain", "usual"),
    [
        ("a hedgehog under a mushroom", "toadstool-tall", "a hedgehog beside a mushroom", "mushroom"),
        ("a butterfly on a rose", "rose-on-stem", "a butterfly and a rose", "rose"),
        ("a snowman wearing a red hat", "snowman-bare", "a snowman with a green scarf", "snowman"),
        ("a girl under a tree in autumn", "autumn-tree", "a girl under a tree in spring", "deciduous-tree"),
        ("a wolf howling at the moon", "wolf-howling", "a wolf in the snow", "wolf"),
        ("a robot with a katana", "katana", "a robot with a sword", "sword"),
        ("a cup of tea", "teacup-saucer", "a cup of coffee", "hot-beverage"),
        ("filiżanka herbaty", "teacup-saucer", "filiżanka kawy", "hot-beverage"),
        ("a yellow duckling", "duckling", "a yellow duck", "duck"),
        ("ein Igel unter einem Pilz", "toadstool-tall", "ein Igel neben einem Pilz", "mushroom"),
    ],
)
def test_a_thing_is_drawn_as_the_picture_needs_it(prompt: str, drawing: str, plain: str, usual: str) -> None:
    assert drawing in _drawn(prompt)
    assert usual in _drawn(plain)


def test_a_spec_that_needs_no_other_drawing_stays_itself() -> None:
    spec = parse_prompt("a red fox in the snow")
    assert with_chosen_drawings(spec) is spec


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a steam train crossing a bridge", "viaduct"),
        ("a cat on a bridge", "bridge_deck"),
        ("a glass dolphin", "table_top"),
        ("a dolphin", "sea"),
        ("a mouse in a teacup", "table_top"),
    ],
)
def test_what_is_shown_decides_the_place(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 3) == place


def test_all_kittens_are_in_the_basket_and_a_fourth_is_not_squeezed_in() -> None:
    three = cast_roles(parse_prompt("three kittens in a basket"), 1).roles
    four = cast_roles(parse_prompt("four kittens in a basket"), 1).roles
    assert [len(role.cast.company) for role in three] == [2]
    assert all(role.cast.scheme is None for role in four)


def test_who_does_nothing_else_sits_at_a_picnic() -> None:
    roles = cast_roles(parse_prompt("a family having a picnic"), 0).roles
    assert {role.cast.subject.pose for role in roles} == {"sitting"}


def test_both_hold_a_balloon_when_balloons_were_said_and_one_when_it_was_one() -> None:
    both = cast_roles(parse_prompt("a bear and a rabbit holding balloons"), 1).roles
    one = cast_roles(parse_prompt("a bear and a rabbit holding a balloon"), 1).roles
    assert [len(role.cast.held) for role in both] == [1, 1]
    assert [len(role.cast.held) for role in one] == [0, 1]


def test_a_giant_opponent_is_taller_than_who_fights_it() -> None:
    spec = parse_prompt("a robot fighting a giant octopus")
    plain = parse_prompt("a robot fighting an octopus")
    giant, usual = (build_figure(cast_roles(one, 1).roles[0].cast) for one in (spec, plain))
    assert giant is not None
    assert usual is not None
    assert giant.width * giant.height > usual.width * usual.height * 1.2
