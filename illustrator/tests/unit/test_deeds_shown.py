"""What somebody does is to be seen: on one knee, at the lips, lying down, with the head at the bowl."""

from dataclasses import replace

import pytest

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure
from cavendish_illustrator.company.board_games import across_board
from cavendish_illustrator.company.composing import composed
from cavendish_illustrator.company.reaching import reaching
from cavendish_illustrator.company.riding import astride
from cavendish_illustrator.company.seats import on_seat
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.casting import cast_roles, one_of_several
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt


def cast_of(concept: str, pose: str | None = None, held: str | None = None) -> Cast:
    things = (Subject(concept=held, word=held),) if held else ()
    return Cast(subject=Subject(concept=concept, word=concept, pose=pose), doing=pose, held=things)


def test_who_reaches_for_something_low_is_on_one_knee_and_less_tall() -> None:
    high = reaching(cast_of("woman"), build_figure, 120, is_low=False)
    low = reaching(cast_of("woman"), build_figure, 260, is_low=True)
    assert high is not None
    assert low is not None
    assert low.actor.flip
    assert low.actor.at("eyes")[1] > high.actor.at("eyes")[1] + 40
    assert abs(low.hand[1] - 260) < 4


def test_what_is_eaten_is_at_the_lips() -> None:
    eating = build_figure(cast_of("girl", "eating", "ice-cream"))
    holding = build_figure(cast_of("girl", None, "ice-cream"))
    assert eating is not None
    assert holding is not None
    assert eating.anchors["hand"][1] < holding.anchors["hand"][1]


def test_who_sleeps_on_a_sofa_lies_on_it() -> None:
    sofa = Subject(concept="sofa", word="sofa")
    asleep = on_seat([cast_of("man", "sleeping")], sofa, build_figure)
    awake = on_seat([cast_of("man", "sitting")], sofa, build_figure)
    assert asleep is not None
    assert awake is not None
    assert asleep.width / asleep.height > 1.5 > awake.width / awake.height


@pytest.mark.parametrize(
    ("prompt", "held"),
    [
        ("two boys fighting with swords", "sword"),
        ("three girls playing with balloons", "balloon"),
    ],
)
def test_what_several_use_is_in_their_hands(prompt: str, held: str) -> None:
    casts = [role.cast for role in cast_roles(parse_prompt(prompt), 0).roles]
    assert {thing.concept for thing in casts[0].held} == {held}
    assert held not in {cast.subject.concept for cast in casts}


@pytest.mark.parametrize(
    ("prompt", "count"), [("five friends at a campfire", 5), ("vier Freunde spielen Karten", 4)]
)
def test_friends_are_as_many_as_was_said(prompt: str, count: int) -> None:
    assert count in {one.count for one in parse_prompt(prompt).subjects if one.concept == "person"}


@pytest.mark.parametrize(
    ("prompt", "has_bush"),
    [("tre bambini giocano a nascondino", True), ("a boy hiding behind a tree", False)],
)
def test_who_hides_behind_nothing_else_has_a_bush(prompt: str, *, has_bush: bool) -> None:
    hiders = [role.cast for role in cast_roles(parse_prompt(prompt), 0).roles if role.cast.doing == "hiding"]
    assert hiders
    assert [one_of_several(cast, 0).has_scenery for cast in hiders] == [has_bush]


@pytest.mark.parametrize("prompt", ["a cat looking out of the window", "kot patrzy przez okno"])
def test_a_cat_at_the_window_turns_its_back_to_us(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.settings[0], spec.subjects[0].pose) == ("windowsill", "from_behind")


def test_a_child_kneels_at_its_toys() -> None:
    (role,) = cast_roles(parse_prompt("a girl playing with dolls"), 0).roles
    assert role.cast.scheme is Scheme.TOUCH


def test_who_reads_to_a_child_sits_with_it_on_the_sofa() -> None:
    (role,) = cast_roles(parse_prompt("a grandmother reading a story to her grandson"), 0).roles
    assert role.cast.scheme is Scheme.SEAT
    assert len(role.cast.company) == 1


def test_flowers_that_are_watered_grow_no_legs() -> None:
    (role,) = cast_roles(parse_prompt("a girl watering sunflowers"), 0).roles
    poses = []

    def build(cast: Cast) -> Figure | None:
        poses.append((cast.subject.concept, cast.subject.pose))
        return build_figure(cast)

    assert composed(role.cast, build) is not None
    assert ("sunflower", "standing") in poses
    assert ("sunflower", "walking") not in poses


def test_a_bird_that_feeds_its_young_does_not_kneel() -> None:
    for concept, is_turned in (("bird", False), ("fox", True)):
        reach = reaching(cast_of(concept), build_figure, 260, is_low=True)
        assert reach is not None
        assert reach.actor.flip == is_turned


def test_a_cat_laps_its_milk_from_the_bowl() -> None:
    (cat,) = (role.cast for role in cast_roles(parse_prompt("a cat drinking milk from a bowl"), 0).roles)
    assert cat.subject.pose == "lapping"
    assert [thing.concept for thing in cat.held] == ["bowl"]
    figure = build_figure(replace(cat, held=()))
    assert figure is not None
    assert figure.width > figure.height


def test_the_second_at_a_sandcastle_kneels_across_from_the_first() -> None:
    castle = Subject(concept="at-sandcastle", word="sandcastle")
    alone = astride([cast_of("girl")], castle, build_figure)
    both = astride([cast_of("girl"), cast_of("boy")], castle, build_figure)
    assert alone is not None
    assert both is not None
    assert both.left < alone.left - 50
    assert both.left + both.width < alone.left + alone.width + 50


def test_who_plants_is_low_beside_a_row_in_the_soil() -> None:
    tulip = Subject(concept="tulip", word="tulip")
    figure = composed(
        replace(cast_of("woman", "planting"), scheme=Scheme.PLANT, things=(tulip,)), build_figure
    )
    assert figure is not None
    assert figure.width > 1.3 * figure.height


def test_one_umbrella_is_over_both() -> None:
    umbrella = Subject(concept="umbrella", word="umbrella")
    lead = replace(cast_of("boy"), scheme=Scheme.SHARE, company=(cast_of("girl"),), things=(umbrella,))
    both = composed(lead, build_figure)
    assert both is not None
    assert both.top < 0
    assert both.width > 200


def test_two_at_chess_face_each_other_across_the_board() -> None:
    two = across_board([cast_of("old-man"), cast_of("fox")], "chess-game", build_figure)
    assert two is not None
    assert abs(two.left + two.width / 2) < 40
    assert two.markup.count("scale(-") == 1
    assert across_board([cast_of("old-man")], "chess-game", build_figure) is None


def test_a_dragon_is_before_and_behind_what_it_is_wound_around() -> None:
    castle = Subject(concept="castle", word="castle")
    lead = replace(cast_of("dragon", "coiling"), scheme=Scheme.COIL, things=(castle,))
    figure, stone = composed(lead, build_figure), find_figure("castle")
    assert figure is not None
    assert stone is not None
    behind, before = figure.markup.split(stone.markup)
    scales = '#2f9e4f" stroke-width'
    assert behind.count(scales) > 5
    assert before.count(scales) > 5


def test_an_animal_asleep_in_its_basket_keeps_its_eyes_shut() -> None:
    roles = cast_roles(parse_prompt("a puppy asleep in a basket"), 0).roles
    assert roles[0].cast.subject.pose == "sleeping"


def test_a_tree_is_planted_alone_and_flowers_in_a_row() -> None:
    def width_of(concept: str) -> float:
        thing = Subject(concept=concept, word=concept)
        lead = replace(cast_of("woman", "planting"), scheme=Scheme.PLANT, things=(thing,))
        figure = composed(lead, build_figure)
        assert figure is not None
        return figure.width

    assert width_of("deciduous-tree") + 80 < width_of("tulip")
