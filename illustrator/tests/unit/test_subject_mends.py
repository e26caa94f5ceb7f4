"""Figures of speech and second senses become what was meant."""

import pytest

from cavendish_illustrator.picture_spec import RelationKind
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize("prompt", ["the king of the jungle", "król dżungli", "der König des Dschungels"])
def test_the_king_of_the_jungle_is_a_crowned_lion(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert [one.concept for one in spec.subjects] == ["lion", "crown"]
    assert spec.relations[0].kind is RelationKind.WEARING
    assert spec.settings[0] == "jungle"


def test_a_plain_lion_has_no_crown_and_a_king_stays_one() -> None:
    assert [one.concept for one in parse_prompt("a lion").subjects] == ["lion"]
    assert [one.concept for one in parse_prompt("a king in the forest").subjects] == ["king"]


def test_only_a_comics_hero_is_a_superhero() -> None:
    assert parse_prompt("comic book hero").subjects[0].concept == "superhero"
    assert parse_prompt("a hero, watercolour").subjects[0].concept == "person"


def test_flowers_on_a_card_are_a_bouquet_unless_their_colour_is_named() -> None:
    assert parse_prompt("a birthday card with flowers").subjects[0].concept == "bouquet"
    assert parse_prompt("a birthday card with a blue flower").subjects[0].concept == "blossom"


@pytest.mark.parametrize(
    ("prompt", "counts"),
    [
        ("a cat and a dog and a cat", [("cat", 2), ("dog", 1)]),
        ("kot i pies i kot", [("cat", 2), ("dog", 1)]),
        ("a cat and a dog, the cat is asleep", [("cat", 1), ("dog", 1)]),
    ],
)
def test_another_of_the_same_counts_and_the_same_again_does_not(
    prompt: str, counts: list[tuple[str, int]]
) -> None:
    assert [(one.concept, one.count) for one in parse_prompt(prompt).subjects] == counts


def test_a_quoted_text_alone_also_says_what_is_shown() -> None:
    spec = parse_prompt("'a red fox' without quotes")
    assert [one.concept for one in spec.subjects] == ["fox"]
    assert parse_prompt("a dog, 'a red fox'").subjects[0].concept == "dog"


def test_a_knight_fights_with_a_sword_or_with_what_was_named() -> None:
    armed = parse_prompt("a knight fighting a dragon")
    assert [one.concept for one in armed.subjects] == ["knight", "dragon", "sword"]
    assert parse_prompt("a knight on a horse").subjects[-1].concept == "horse"


def test_summer_is_a_topic_that_gives_way_to_any_other() -> None:
    assert parse_prompt("plakat z napisem «Lato»").topic == "summer"
    assert parse_prompt("poster for a summer jazz festival").topic != "summer"
