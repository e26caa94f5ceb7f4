"""Breeds and kinds of animals look as their names say, and coats of two colours are coats."""

import numpy as np
import pytest

from cavendish_illustrator.figures.animals.flight import FLY_TO_US
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import recolor
from cavendish_illustrator.picture_spec import RelationKind, Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.sky_places import on_the_wing
from cavendish_illustrator.understanding.prompt_parser import parse_prompt

SHOWN = (
    ("two corgis", "corgi", 2),
    ("three walruses", "walrus", 3),
    ("two arctic foxes", "fox", 2),
    ("four magpies", "magpie", 4),
    ("two border collies", "border-collie", 2),
    ("a tabby kitten", "tabby-cat", 1),
    ("ein Golden Retriever", "retriever", 1),
    ("kot syjamski", "siamese-cat", 1),
    ("un chat tricolore", "calico-cat", 1),
    ("a black panther", "lioness", 1),
    ("eine Schneeeule", "snowy-owl", 1),
    ("sowa polarna", "snowy-owl", 1),
    ("un caracal", "lynx", 1),
    ("ein Murmeltier", "beaver", 1),
    ("два шимпанзе", "monkey", 2),
    ("a highland cow", "yak", 1),
    ("býk", "ox", 1),
    ("a bearded dragon", "lizard", 1),
    ("a prairie dog", "meerkat", 1),
)
COATS = (
    ("an arctic fox", "#f3f3f1"),
    ("lis polarny", "#f3f3f1"),
    ("a black panther", "#26272c"),
    ("ein Schimpanse", "#4a3a34"),
    ("a weimaraner", "#8f8579"),
    ("a red chimpanzee", "#e02b2b"),
)
TWO_COLOURS = (
    ("a black and white cat", "tuxedo-cat"),
    ("eine schwarz-weiße Katze", "tuxedo-cat"),
    ("czarno-biały kot", "tuxedo-cat"),
    ("un gato blanco y negro", "tuxedo-cat"),
    ("gatto bianco e nero", "tuxedo-cat"),
    ("un chat noir et blanc", "tuxedo-cat"),
    ("un gato negro y blanco", "tuxedo-cat"),
    ("un chat noir", "black-cat"),
    ("чорно-біла собака", "border-collie"),
    ("a black and white dog", "border-collie"),
)


@pytest.mark.parametrize(("prompt", "concept", "count"), SHOWN)
def test_a_breed_is_shown_as_itself(prompt: str, concept: str, count: int) -> None:
    found = {one.concept: one.count for one in parse_prompt(prompt).subjects}
    assert found.get(concept) == count


@pytest.mark.parametrize(("prompt", "color"), COATS)
def test_a_breed_has_its_coat_unless_another_was_said(prompt: str, color: str) -> None:
    assert parse_prompt(prompt).subjects[0].color == color


@pytest.mark.parametrize(("prompt", "concept"), TWO_COLOURS)
def test_black_and_white_is_the_coat_of_an_animal(prompt: str, concept: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.subjects[0].concept == concept
    assert not spec.palette


@pytest.mark.parametrize(
    "prompt",
    [
        "black and white photo of a cat",
        "a black and white cat portrait",
        "retrato de un gato en blanco y negro",
    ],
)
def test_a_picture_in_black_and_white_stays_one(prompt: str) -> None:
    assert parse_prompt(prompt).palette


@pytest.mark.parametrize("prompt", ["a parrot", "eine Eule mit Schal", "un tucán", "a robin in the snow"])
def test_a_bird_of_the_woods_that_nobody_put_anywhere_sits_on_a_branch(prompt: str) -> None:
    spec = parse_prompt(prompt)
    ties = [
        (spec.subjects[r.subject].concept, r.kind, spec.subjects[r.target].concept) for r in spec.relations
    ]
    assert (spec.subjects[0].concept, RelationKind.ON, "perch-tree") in ties


@pytest.mark.parametrize(
    "prompt", ["an owl flying", "a parrot on a pirate's shoulder", "an owl in a library"]
)
def test_a_bird_with_a_place_or_a_doing_gets_no_branch(prompt: str) -> None:
    assert parse_prompt(prompt).index_of("perch-tree") is None


@pytest.mark.parametrize("concept", sorted(FLY_TO_US))
def test_a_bird_told_by_its_face_flies_with_it(concept: str) -> None:
    flying = build_figure(on_the_wing(Cast(subject=Subject(concept=concept, word=concept))))
    assert flying is not None
    assert flying.aspect > 1.1


def test_a_thing_called_black_is_not_blue() -> None:
    orange = np.ones((4, 4, 4), np.float32) * np.asarray((0.9, 0.6, 0.2, 1.0), np.float32)
    black = recolor(orange, "#222428")
    assert float(np.ptp(black[0, 0, :3])) < 0.02


@pytest.mark.parametrize(
    "prompt",
    ["a dog with a blue bow", "biały kotek z czerwoną kokardą", "ein Kaninchen mit einer rosa Schleife"],
)
def test_a_bow_is_tied_around_an_animals_neck(prompt: str) -> None:
    spec = parse_prompt(prompt)
    ties = [(r.kind, spec.subjects[r.target].concept) for r in spec.relations]
    assert (RelationKind.WEARING, "bow-tie") in ties


def test_a_flamingo_on_one_leg_does_no_exercise() -> None:
    assert parse_prompt("a flamingo standing on one leg").subjects[0].pose == "standing"
