"""Animals whose icon has no hands sit up with a head of their own to wear, hold and do what people do."""

from dataclasses import replace

import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure, vector_names
from cavendish_illustrator.company.setting_choice import default_setting
from cavendish_illustrator.figures.animals.animal_heads import drawn_heads, seated, upright_heads
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.hands.gestures import GESTURES
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.flyers import is_flyer
from cavendish_illustrator.understanding import parse_prompt


def one(concept: str, pose: str | None = None) -> Cast:
    return Cast(subject=Subject(concept=concept, word=concept, pose=pose))


@pytest.mark.parametrize("concept", sorted(seated()))
def test_breeds_told_by_their_faces_sit_and_face_us(concept: str) -> None:
    plain = build_figure(one(concept))
    assert plain is not None
    assert "torso" in plain.anchors


@pytest.mark.parametrize("concept", sorted(upright_heads().keys() - seated()))
def test_it_sits_up_for_a_thing_in_hand_and_only_then(concept: str) -> None:
    book = Subject(concept="open-book", word="book")
    reader, plain = build_figure(replace(one(concept), held=(book,))), build_figure(one(concept))
    assert reader is not None
    assert plain is not None
    is_in_one_piece = concept == "t-rex"
    assert ("torso" in reader.anchors) is not is_in_one_piece
    assert "torso" not in plain.anchors


def test_every_head_names_real_drawings() -> None:
    for name, head in drawn_heads().items():
        assert find_figure(name) is not None, name
        assert not head.body or f"animal-sitting-{head.body}" in vector_names(), name


@pytest.mark.parametrize("pose", sorted(GESTURES))
@pytest.mark.parametrize("concept", ["bear", "owl", "robot"])
def test_empty_hands_go_where_the_doing_has_them(concept: str, pose: str) -> None:
    gesture, rest = build_figure(one(concept, pose)), build_figure(one(concept, "sitting"))
    assert gesture is not None
    assert rest is not None
    assert gesture.markup != rest.markup


def test_a_dragon_fights_as_the_dragon_that_it_is() -> None:
    fighting, cheering = build_figure(one("dragon", "fighting")), build_figure(one("dragon", "cheering"))
    assert fighting is not None
    assert cheering is not None
    assert "torso" not in fighting.anchors
    assert "torso" in cheering.anchors


def test_a_lifted_bar_is_over_the_head() -> None:
    spec = parse_prompt("a hamster lifting weights")
    lifter, idle = build_figure(cast_roles(spec, 1).roles[0].cast), build_figure(one("hamster"))
    assert lifter is not None
    assert idle is not None
    assert lifter.top < idle.top


def test_a_parrot_that_reads_is_not_in_the_air() -> None:
    for prompt, is_up in (("a parrot reading a book", False), ("two parrots", True)):
        spec = parse_prompt(prompt)
        assert is_flyer(cast_roles(spec, 1).roles[0], spec) is is_up, prompt


def test_a_turtle_with_a_trade_is_ashore() -> None:
    assert default_setting(parse_prompt("a turtle detective with a magnifying glass"), 1) != "underwater"
    assert default_setting(parse_prompt("a sea turtle"), 1) == "underwater"


def test_a_dog_drives_a_convertible() -> None:
    roles = cast_roles(parse_prompt("a bulldog driving a convertible"), 1).roles
    assert [(role.cast.scheme, role.cast.prop is not None) for role in roles] == [("vehicle", True)]


@pytest.mark.parametrize("concept", sorted(upright_heads().keys() - {"t-rex"}))
def test_each_of_them_wears_a_hat(concept: str) -> None:
    hat = Subject(concept="graduation-cap", word="cap")
    bare, capped = build_figure(one(concept)), build_figure(replace(one(concept), worn=(hat,)))
    assert bare is not None
    assert capped is not None
    assert capped.markup != bare.markup
    assert "head_top" in capped.anchors
