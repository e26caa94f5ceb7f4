"""Figures drawn as one: hands meet, seats carry, vehicles hide, tables stand before."""

import math

import pytest

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.company.pairs import row_of_hands
from cavendish_illustrator.company.seats import SEATS
from cavendish_illustrator.company.staging import STANDING, Actor, staged
from cavendish_illustrator.company.vehicles import VEHICLES
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.drawings.real_sizes import relative_height
from cavendish_illustrator.painting.color import rgb
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.layout import seen_height

_BOX = Figure(
    markup='<path d="M0 0h40v100H0z" fill="#e02b2b"/>', width=40, height=100, anchors={"hand": (40, 50)}
)


def _cast(concept: str, **more) -> Cast:
    return Cast(subject=Subject(concept=concept, word=concept), **more)


def test_an_actor_carries_its_anchors_along():
    actor = Actor(figure=_BOX, x=10, y=300, scale=2)
    assert actor.at("hand") == pytest.approx((50, 200))
    assert Actor(figure=_BOX, x=10, y=300, scale=2, flip=True).at("hand") == pytest.approx((-30, 200))


def test_what_is_below_the_floor_is_cut_off():
    figure = staged(
        [Actor(figure=_BOX, y=100, floor=60), "<path d='M0 0h1v1H0z'/>"], 100, boxes=[(-20, 0, 20, 100)]
    )
    alpha = figure.pixels(100)[..., 3]
    assert alpha[:50].max() > 0.9
    assert alpha[65:].max() < 0.1


@pytest.mark.parametrize("second", ["man", "girl"])
def test_hands_meet_whoever_holds_them(second: str):
    actors = row_of_hands([_cast("woman"), _cast(second)], build_figure)
    assert actors is not None
    assert math.dist(actors[0].at("hand"), actors[1].at("left_hand")) < 14


@pytest.mark.parametrize("concept", sorted(VEHICLES))
@pytest.mark.parametrize("rider", ["woman", "bear", "boy"])
def test_everybody_can_ride_every_vehicle(concept: str, rider: str):
    cast = _cast(rider, scheme=Scheme.VEHICLE, prop=Subject(concept=concept, word=concept))
    figure = build_figure(cast)
    assert figure is not None
    assert figure.body_height > 0
    assert float((figure.pixels(120)[..., 3] > 0.5).mean()) > 0.1


@pytest.mark.parametrize("concept", sorted(SEATS))
def test_who_sits_on_a_seat_is_above_its_surface(concept: str):
    for sitter in ("old-man", "cat"):
        cast = _cast(sitter, scheme=Scheme.SEAT, prop=Subject(concept=concept, word=concept))
        figure = build_figure(cast)
        assert figure is not None
        assert figure.top < STANDING - 150


def test_a_vehicle_has_the_colour_asked_for():
    blue = Subject(concept="automobile", word="car", color="#2f6fe0")
    figure = build_figure(_cast("dog", scheme=Scheme.VEHICLE, prop=blue))
    assert figure is not None
    pixels = figure.pixels(160)
    inside = pixels[pixels[..., 3] > 0.9][:, :3]
    assert float((abs(inside - rgb("#2f6fe0")).max(-1) < 0.1).mean()) > 0.15


@pytest.mark.parametrize(
    "scheme", [Scheme.HAND_IN_HAND, Scheme.EMBRACE, Scheme.DANCE, Scheme.DUEL, Scheme.LEASH]
)
def test_every_pair_is_drawn_of_people_and_animals(scheme: Scheme):
    for first, second in (("woman", "man"), ("girl", "dog"), ("cat", "fox")):
        figure = build_figure(_cast(first, scheme=scheme, company=(_cast(second, variant=1),)))
        assert figure is not None
        assert figure.body_height > 100


def test_who_has_no_drawing_has_no_company():
    assert build_figure(_cast("woman", scheme=Scheme.EMBRACE, company=(_cast("no such thing"),))) is None


def test_animals_wear_clothes_of_the_colour_asked_for_and_keep_their_own():
    dressed = Cast(
        subject=Subject(concept="bear", word="bear", color="#f2f2f0"),
        worn=(Subject(concept="t-shirt", word="sweater", color="#e02b2b"),),
    )
    figure = build_figure(dressed)
    assert figure is not None
    pixels = cast_pixels(dressed, figure, 160)
    inside = pixels[pixels[..., 3] > 0.9][:, :3]
    assert float((abs(inside - rgb("#e02b2b")).max(-1) < 0.14).mean()) > 0.06
    assert float((inside.min(-1) > 0.75).mean()) > 0.2


@pytest.mark.parametrize(("small", "large"), [("dog", "woman"), ("mouse", "cat"), ("cat", "girl")])
def test_small_animals_are_small_beside_large_ones(small: str, large: str):
    assert seen_height(small, is_shelf=False) < 0.72 * seen_height(large, is_shelf=False)
    ratio = relative_height(Subject(concept=small, word=small), Subject(concept=large, word=large))
    assert 0.2 < ratio < 0.72


def test_a_house_is_taller_than_people_but_leaves_them_to_be_seen():
    assert 1.5 < seen_height("house", is_shelf=False) / seen_height("man", is_shelf=False) < 2.2
