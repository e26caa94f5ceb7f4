"""One who does something to another reaches them, looks at them and keeps both feet on the ground."""

import pytest

from cavendish_illustrator.company.facing import left_edge, moved_to, right_edge, toward
from cavendish_illustrator.company.hand_deeds import food_of
from cavendish_illustrator.company.staging import STANDING, Actor
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.doings.gaits import running_animal
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.casting import one_of_several
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.vocabulary.concept_classes import concept_class


def _cast(concept: str, **more) -> Cast:
    return Cast(subject=Subject(concept=concept, word=concept), **more)


@pytest.mark.parametrize("concept", ["horse", "duck", "rabbit"])
def test_animals_drawn_from_the_side_turn_to_whom_they_are_with(concept: str):
    figure = build_figure(_cast(concept, variant=1))
    assert figure is not None
    for side in (-1, 1):
        actor = toward(Actor(figure=figure), side)
        assert (actor.at("eyes")[0] > 0) == (side > 0)


def test_what_is_moved_begins_where_it_should():
    figure = build_figure(_cast("horse", variant=1))
    assert figure is not None
    actor = moved_to(Actor(figure=figure), 40)
    assert left_edge(actor) == pytest.approx(40)
    assert right_edge(actor) > 40


@pytest.mark.parametrize(
    ("scheme", "doer", "other"),
    [
        (Scheme.FEED, "girl", "rabbit"),
        (Scheme.FEED, "monkey", "bird"),
        (Scheme.GIVE, "boy", "woman"),
        (Scheme.GIVE, "fox", "rabbit"),
        (Scheme.GIVE, "squirrel-red", "squirrel-red"),
        (Scheme.CHASE, "dog", "cat"),
        (Scheme.CHASE, "boy", "goose"),
        (Scheme.PUSH, "man", "stroller"),
        (Scheme.PULL, "horse", "wooden-cart"),
        (Scheme.WATER, "rabbit", "carrot"),
        (Scheme.TOUCH, "doctor", "teddy-bear"),
    ],
)
def test_every_deed_has_its_drawing(scheme: Scheme, doer: str, other: str):
    figure = build_figure(_cast(doer, scheme=scheme, company=(_cast(other),)))
    assert figure is not None
    assert figure.width > 200
    assert figure.top + figure.height == pytest.approx(STANDING, abs=40)


def test_everybody_gets_what_they_eat():
    assert food_of("rabbit") == "carrot"
    assert food_of("robot") == "bread"
    assert {food_of(dog) for dog in concept_class("dog")} == {"bone"}


@pytest.mark.parametrize("concept", ["fox", "cat", "bear"])
def test_an_animal_on_the_run_looks_where_it_runs(concept: str):
    figure = running_animal(concept)
    assert figure.anchors["eyes"][0] > figure.left + figure.width * 0.6
    assert figure.width > figure.height


def test_an_animal_in_clothes_sits_up_even_where_it_runs():
    assert "fox" in FACES
    runner = Subject(concept="fox", word="fox", pose="running")
    dressed = Cast(subject=runner, worn=(Subject(concept="t-shirt", word="shirt"),), variant=1)
    bare, clothed = build_figure(Cast(subject=runner, variant=1)), build_figure(dressed)
    assert bare is not None
    assert clothed is not None
    assert bare.aspect > 1 > clothed.aspect


_KITE = Subject(concept="kite", word="kite")


@pytest.mark.parametrize("flyer", ["girl", "fox"])
def test_a_kite_is_high_above_who_flies_it(flyer: str):
    still, flying = build_figure(_cast(flyer)), build_figure(_cast(flyer, held=(_KITE,)))
    assert still is not None
    assert flying is not None
    assert flying.top < still.top - 60
    assert flying.body_height


def test_a_kite_named_once_is_flown_by_one_of_two():
    children = _cast("child", held=(_KITE,))
    assert one_of_several(children, 0).held == (_KITE,)
    assert one_of_several(children, 1).held == ()
    both = _cast("child", held=(Subject(concept="kite", word="kites", count=2),))
    assert one_of_several(both, 1).held != ()


@pytest.mark.parametrize("doing", ["painting", "drawing"])
def test_what_is_painted_is_on_the_easel_and_not_beside_it(doing: str):
    artist = Subject(concept="girl", word="girl", pose=doing)
    alone = Cast(subject=artist, doing=doing)
    at_work = Cast(subject=artist, doing=doing, scheme=Scheme.PORTRAY, company=(_cast("horse"),))
    plain, portrayed = build_figure(alone), build_figure(at_work)
    assert plain is not None
    assert portrayed is not None
    assert portrayed.width == plain.width
    assert (portrayed.pixels(200) != plain.pixels(200)).any()


def test_two_animals_that_give_do_not_overlap():
    one = build_figure(_cast("squirrel-red", variant=1))
    both = build_figure(_cast("squirrel-red", scheme=Scheme.GIVE, company=(_cast("squirrel-red"),)))
    assert one is not None
    assert both is not None
    assert both.aspect > 1.7 * one.aspect
