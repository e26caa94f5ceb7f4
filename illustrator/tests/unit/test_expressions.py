import pytest

from cavendish_illustrator.figures.animals.animals import sleeps_curled
from cavendish_illustrator.figures.bodies.expressions import TOLD, expression_of, with_expression
from cavendish_illustrator.figures.bodies.eye_finding import find_eyes
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding.prompt_parser import parse_prompt

_KINDS = (
    "owl",
    "hedgehog",
    "goose",
    "horse",
    "crocodile",
    "elephant",
    "cat",
    "octopus",
    "dolphin",
    "unicorn",
    "robot",
)


def _figure(concept, pose=None, mood=None):
    return build_figure(Cast(subject=Subject(concept=concept, word=concept, pose=pose, mood=mood), variant=1))


@pytest.mark.parametrize("concept", _KINDS)
def test_every_kind_of_animal_has_eyes_that_are_found(concept):
    eyes = find_eyes(_figure(concept))
    assert 1 <= len(eyes) <= 2
    assert all(eye.wide > 0 and eye.ball >= 1 for eye in eyes)


@pytest.mark.parametrize("concept", _KINDS)
@pytest.mark.parametrize("feeling", ["grumpy", "sad", "surprised", "tired"])
def test_what_an_animal_feels_is_drawn_on_its_face(concept, feeling):
    assert _figure(concept, mood=feeling).markup != _figure(concept).markup


@pytest.mark.parametrize("concept", ["hedgehog", "goose", "cat", "penguin", "horse"])
def test_who_sleeps_has_both_eyes_shut(concept):
    """At most a nose is left that could be taken for an eye; awake the same face has two."""
    assert len(find_eyes(_figure(concept, pose="sleeping"))) < 2
    assert len(find_eyes(_figure(concept, mood="surprised"))) == 2


@pytest.mark.parametrize("concept", ["goose", "horse", "llama", "rooster"])
def test_an_animal_that_is_told_to_feel_turns_its_face_to_us(concept):
    assert len(find_eyes(_figure(concept))) == 1
    assert len(find_eyes(_figure(concept, mood="surprised"))) == 2


def test_a_hedgehog_and_a_dragon_sleep_curled_up_and_a_bat_does_not():
    assert sleeps_curled("hedgehog")
    assert sleeps_curled("dragon")
    assert not sleeps_curled("bat")


def test_a_face_without_eyes_stays_as_it_is():
    figure = _figure("jellyfish")
    assert all(with_expression(figure, feeling).markup == figure.markup for feeling in TOLD)


@pytest.mark.parametrize(
    ("prompt", "feeling"),
    [
        ("een boze vos", "grumpy"),
        ("rozgniewany lis", "grumpy"),
        ("ein entsetzter Fuchs", "surprised"),
        ("un renard horrifié", "surprised"),
        ("una volpe infelice", "sad"),
        ("uma raposa em lágrimas", "sad"),
        ("un zorro adormilado", "tired"),
        ("лисиця заснула", "asleep"),
        ("zlá liška", "grumpy"),
        ("a horrified fox", "surprised"),
    ],
)
def test_a_feeling_is_understood_in_ten_languages(prompt, feeling):
    assert expression_of(parse_prompt(prompt).subjects[0]) == feeling
