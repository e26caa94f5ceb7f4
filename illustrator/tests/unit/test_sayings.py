"""Sayings are shown as what they mean, and words for what nobody can see as a scene."""

import pytest

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.reading.sayings import find_saying
from cavendish_illustrator.vocabulary.lexicon import read_topic


def _concepts(prompt: str) -> list[str]:
    return [subject.concept for subject in parse_prompt(prompt).subjects]


@pytest.mark.parametrize("scene", sorted(read_topic("sayings")))
def test_the_scene_of_every_saying_is_understood(scene: str) -> None:
    spec = parse_prompt(scene)
    assert spec.subjects or spec.settings or spec.time_of_day
    assert spec.not_understood == ()


@pytest.mark.parametrize(
    ("prompt", "wrong"),
    [
        ("home sweet home", "candy"),
        ("carpe diem", "koi"),
        ("in bocca al lupo", "wolf"),
        ("Trautes Heim Glück allein", "empty-nest"),
        ("it's raining cats and dogs", "cat"),
    ],
)
def test_a_saying_does_not_show_its_words(prompt: str, wrong: str) -> None:
    spec = parse_prompt(prompt)
    assert wrong not in _concepts(prompt)
    assert spec.settings or spec.subjects
    assert spec.prompt == prompt


@pytest.mark.parametrize("prompt", ["fim do mundo", "koniec świata", "Weltuntergang", "кінець світу"])
def test_the_end_of_the_world_lies_in_ruins(prompt: str) -> None:
    assert parse_prompt(prompt).settings[0] == parse_prompt("a ruined city").settings[0]


def test_what_else_is_said_stays() -> None:
    spec = parse_prompt("home sweet home, a cat, watercolour")
    assert _concepts("home sweet home, a cat, watercolour") == ["cat"]
    assert spec.style is Style.WATERCOLOUR
    assert spec.settings


def test_a_single_word_counts_only_alone() -> None:
    assert _concepts("dreams") == _concepts("starry sky over a lake at night")
    assert _concepts("a dog with dreams") == ["dog"]
    assert parse_prompt("a poster about hope").settings == ()


def test_a_saying_at_the_end_of_a_prompt_may_be_cut_off() -> None:
    assert find_saying("once upon") is None
    assert find_saying("") is None
