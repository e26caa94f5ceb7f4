"""Members of a group have a colour each, families are as many as were named, prints are on the cloth."""

import pytest

from cavendish_illustrator.understanding.prompt_parser import parse_prompt

COLOURED = (
    "three parrots on a branch: red, blue and green",
    "trois perroquets: rouge, bleu et vert",
    "drei Papageien, ein roter, ein blauer und ein grüner",
    "trzy papugi: czerwona, niebieska i zielona",
    "tre pappagalli: rosso, blu e verde",
)
FAMILIES = (
    ("rodzina na pikniku: mama, tata i dwoje dzieci", 4),
    ("a family with two children", 4),
    ("eine Familie mit Mutter, Vater und drei Kindern im Park", 5),
    ("une famille avec un bébé", 3),
    ("a family of four at the beach", 1),
)
PRINTED = (
    ("a woman in a blue kimono with flowers", "kimono", "flowers"),
    ("retrato de una mujer japonesa en kimono azul con flores", "kimono", "flowers"),
    ("ein Mädchen in einem Kleid mit Blumen", "dress", "flowers"),
    ("a girl in a pink dress with flowers in her hair", "dress", None),
)


@pytest.mark.parametrize("prompt", COLOURED)
def test_each_of_a_group_has_one_of_as_many_colours(prompt: str) -> None:
    parrots = [one for one in parse_prompt(prompt).subjects if one.concept == "parrot"]
    assert len({one.color for one in parrots}) == 3


def test_colours_of_what_they_have_are_not_theirs() -> None:
    spec = parse_prompt("two dogs with a red and a blue ball")
    assert spec.subjects[0].count == 2
    assert spec.subjects[0].color is None


@pytest.mark.parametrize(("prompt", "number"), FAMILIES)
def test_a_family_is_as_many_as_were_told_of(prompt: str, number: int) -> None:
    assert sum(one.count for one in parse_prompt(prompt).subjects) == number


@pytest.mark.parametrize(("prompt", "garment", "pattern"), PRINTED)
def test_flowers_right_after_clothes_are_their_print(prompt: str, garment: str, pattern: str | None) -> None:
    spec = parse_prompt(prompt)
    at = spec.index_of(garment)
    assert at is not None
    assert spec.subjects[at].pattern == pattern
    assert (spec.index_of("blossom") is None) is (pattern is not None)
