"""Busts, filled vessels, unicorns and dyed things."""

import numpy as np
import pytest

from cavendish_illustrator.artwork.sprites import Sprite, place_sprite
from cavendish_illustrator.artwork.svg_figure import vector_figure
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.hands.vessels import filled, holds_content
from cavendish_illustrator.figures.people.bust import Sitter, bust, sitter_kinds
from cavendish_illustrator.figures.people.bust_builder import build_bust
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import rgb
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject, TimeOfDay
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure


def _subject(concept: str, *, color: str | None = None, hair: str | None = None) -> Subject:
    return Subject(concept=concept, word=concept, color=color, hair=hair)


@pytest.mark.parametrize("kind", sorted(sitter_kinds()))
def test_every_kind_of_sitter_is_drawn_in_every_variant(kind: str) -> None:
    for variant in range(8):
        pixels = bust(Sitter(kind=kind, variant=variant, top="#3f7fbf")).pixels(120)
        assert float((pixels[..., 3] > 0.5).mean()) > 0.3


@pytest.mark.parametrize("concept", ["woman", "old-man", "king", "boy"])
def test_people_have_a_bust(concept: str) -> None:
    assert build_bust(Cast(subject=_subject(concept))) is not None


@pytest.mark.parametrize("concept", ["cat", "knight", "astronaut", "skeleton", "teapot"])
def test_animals_things_and_hidden_faces_have_none(concept: str) -> None:
    assert build_bust(Cast(subject=_subject(concept))) is None


def test_hair_takes_the_colour_that_was_asked_for() -> None:
    plain = build_bust(Cast(subject=_subject("woman")))
    blue = build_bust(Cast(subject=_subject("woman", hair="#2f6fe0")))
    assert plain is not None
    assert blue is not None
    pixels = blue.pixels(200)
    is_blue = (pixels[..., 2] > pixels[..., 0] + 0.2) & (pixels[..., 3] > 0.5)
    assert float(is_blue.mean()) > 0.05
    assert plain.markup != blue.markup


@pytest.mark.parametrize(
    ("vessel", "content"), [("amphora", "rose"), ("steaming-bowl", "strawberry"), ("lotion-bottle", "ship")]
)
def test_a_vessel_is_drawn_with_its_content_as_one_figure(vessel: str, content: str) -> None:
    spec = PictureSpec(
        prompt="",
        subjects=(_subject(vessel), _subject(content)),
        relations=(Relation(kind=RelationKind.INSIDE, subject=1, target=0),),
    )
    roles = cast_roles(spec, 0).roles
    assert [role.cast.subject.concept for role in roles] == [vessel]
    figure = build_figure(roles[0].cast)
    assert figure is not None
    assert float((figure.pixels(150)[..., 3] > 0.5).mean()) > 0.1


@pytest.mark.parametrize(("vessel", "figures"), [("amphora", 2), ("basket", 1)])
def test_a_cat_is_one_figure_with_its_basket_and_stays_out_of_a_vase(vessel: str, figures: int) -> None:
    spec = PictureSpec(
        prompt="",
        subjects=(_subject(vessel), _subject("cat")),
        relations=(Relation(kind=RelationKind.INSIDE, subject=1, target=0),),
    )
    assert len(cast_roles(spec, 0).roles) == figures


def test_what_has_no_drawing_fills_nothing() -> None:
    assert holds_content("basket")
    assert not holds_content("horse")
    assert filled("basket", "no such thing", None, None) is None


def test_a_dyed_hat_has_the_colour_asked_for() -> None:
    pixels = dyed(vector_figure("party-hat"), "#e02b2b").pixels(120)
    middle = pixels[pixels[..., 3] > 0.9][:, :3].mean(0)
    assert middle[0] > middle[1] + 0.2


def test_a_red_fox_is_russet() -> None:
    fox = Cast(subject=_subject("fox", color="#e02b2b"))
    figure = build_figure(fox)
    assert figure is not None
    pixels = cast_pixels(fox, figure, 120)
    inside = pixels[pixels[..., 3] > 0.9][:, :3]
    pure_red = (np.abs(inside - rgb("#e02b2b")).max(-1) < 0.12).mean()
    assert float(pure_red) < 0.1


def test_a_unicorn_is_a_whole_animal() -> None:
    figure = build_figure(Cast(subject=_subject("unicorn")))
    assert figure is not None
    assert figure.width > figure.height * 0.8


@pytest.mark.parametrize("at", [(-30.0, 60.0), (40.0, -20.0), (150.0, 200.0), (40.0, 60.0)])
def test_what_stands_beyond_the_edge_sinks_into_soft_ground_all_the_same(at: tuple[float, float]) -> None:
    canvas = Canvas((96, 96), TimeOfDay.DAY, 3)
    canvas.is_soft = True
    figure = build_figure(Cast(subject=_subject("fox")))
    assert figure is not None
    place_sprite(canvas, Sprite(figure.pixels(40)), at, 40)
    assert canvas.img.shape == (96, 96, 3)
    assert bool(np.isfinite(canvas.img).all())
