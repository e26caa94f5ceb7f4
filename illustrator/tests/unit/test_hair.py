"""Hair as strangers name it: its colour and how it is worn, on whom, and in the drawing."""

import pytest

from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "hair", "style"),
    [
        ("a girl with braids feeding pigeons", None, "braids"),
        ("dziewczynka z rudymi warkoczami", "#b5522a", "braids"),
        ("una donna con i capelli ricci neri", "#222428", "curly"),
        ("a woman with long red hair", "#a8482a", "long"),
        ("une femme rousse qui rit", "#b5522a", None),
        ("ein blonder Junge mit Brille", "#d8b26a", None),
        ("a woman in a green headscarf drinking tea", "#35a83a", "headscarf"),
    ],
)
def test_hair_is_read(prompt: str, hair: str | None, style: str | None) -> None:
    somebody = parse_prompt(prompt).subjects[0]
    assert (somebody.hair, somebody.hair_style) == (hair, style)


def test_each_of_two_has_their_own_hair() -> None:
    girl, boy = parse_prompt("ein Mädchen mit blonden Zöpfen und ein Junge mit Locken").subjects
    assert (girl.hair_style, boy.hair_style) == ("braids", "curly")


def test_what_only_hair_has_for_a_colour_colours_no_animal() -> None:
    cat, woman = parse_prompt("a ginger cat with a red-haired woman").subjects
    assert (cat.color, cat.hair, woman.hair) == ("#f08a24", None, "#a8482a")


def test_named_hair_beard_and_mood_change_the_head() -> None:
    plain = person(Look(role="man")).markup
    for look in (
        Look(role="man", hair_style="bald"),
        Look(role="man", beard="#f2f2f0"),
        Look(role="man", mood="sad"),
    ):
        assert person(look).markup != plain


def test_people_stand_each_in_their_own_way() -> None:
    hands = {person(Look(role="woman", variant=number)).anchors["hand"] for number in range(4)}
    assert len(hands) == 4


def test_a_bride_has_a_veil_and_a_swimmer_no_shoes() -> None:
    assert person(Look(role="bride")).markup.count("#f4f2ee") > person(Look(role="woman")).markup.count(
        "#f4f2ee"
    )
    assert "#123456" not in person(Look(role="swimmer", shoes="#123456")).markup


def test_a_head_that_is_an_icon_has_the_skin_of_its_body() -> None:
    pale, dark = (person(Look(role="vampire", variant=number)).markup for number in (2, 1))
    assert "#fadcbc" in pale
    assert "#fadcbc" not in dark
