"""Which thing the prompt wants on which side, how near, and how high."""

import pytest

from cavendish_illustrator.picture_spec import RelationKind, Spot
from cavendish_illustrator.understanding import parse_prompt

LEFT, MIDDLE, RIGHT = Spot(across="left"), Spot(across="middle"), Spot(across="right")
BACK, FRONT, TOP = Spot(depth="back"), Spot(depth="front"), Spot(up="top")

PLACED = {
    "an owl on the left and a cat on the right": {"owl": LEFT, "cat": RIGHT},
    "on the left an owl, on the right a cat": {"owl": LEFT, "cat": RIGHT},
    "on the left an owl and on the right a cat": {"owl": LEFT, "cat": RIGHT},
    "an owl on the left with a candle between it and a cat on the right": {
        "owl": LEFT,
        "candle": MIDDLE,
        "cat": RIGHT,
    },
    "in the foreground: a fox, a rabbit; in the background: a bear": {
        "fox": FRONT,
        "rabbit": FRONT,
        "bear": BACK,
    },
    "po lewej sowa, pośrodku królik, po prawej kot": {"owl": LEFT, "rabbit": MIDDLE, "cat": RIGHT},
    "links eine Eule, in der Mitte ein Hase, rechts eine Katze": {
        "owl": LEFT,
        "rabbit": MIDDLE,
        "cat": RIGHT,
    },
    "a la izquierda un búho, a la derecha un gato, entre ellos un conejo": {
        "owl": LEFT,
        "cat": RIGHT,
        "rabbit": MIDDLE,
    },
    "à gauche un hibou, à droite un chat, au fond un ours": {"owl": LEFT, "cat": RIGHT, "bear": BACK},
    "a sinistra un gufo, a destra un gatto, in primo piano un coniglio": {
        "owl": LEFT,
        "cat": RIGHT,
        "rabbit": FRONT,
    },
    "à esquerda uma coruja, à direita um gato": {"owl": LEFT, "cat": RIGHT},
    "links een uil, rechts een kat, op de achtergrond een beer": {"owl": LEFT, "cat": RIGHT, "bear": BACK},
    "ліворуч сова, праворуч кіт, позаду ведмідь": {"owl": LEFT, "cat": RIGHT, "bear": BACK},
    "vlevo sova, vpravo kočka, v pozadí medvěd": {"owl": LEFT, "cat": RIGHT, "bear": BACK},
    "a fox in the grass, a dragon above": {"dragon": TOP},
    "a fox with a bear behind": {"bear": BACK},
    "a dragon in the top left corner": {"dragon": Spot(across="left", up="top")},
    "at the top on the left a dragon, a fox": {"dragon": Spot(across="left", up="top")},
}


@pytest.mark.parametrize(("prompt", "places"), PLACED.items())
def test_each_thing_gets_the_place_that_was_stated(prompt: str, places: dict[str, Spot]) -> None:
    spots = {subject.concept: subject.spot for subject in parse_prompt(prompt).subjects}
    assert {name: spots.get(name) for name in places} == places


@pytest.mark.parametrize(
    "prompt", ["a cat in the middle of the forest", "a fox and a hare", "a bear behind a tree"]
)
def test_nobody_else_is_moved(prompt: str) -> None:
    spots = [subject.spot for subject in parse_prompt(prompt).subjects]
    assert all(spot in (None, MIDDLE) for spot in spots)


def test_who_stand_on_two_sides_hold_nothing_of_each_other() -> None:
    spec = parse_prompt("links ein Bäcker mit Brot, rechts eine Frau mit Tasche")
    ties = {(spec.subjects[r.subject].concept, spec.subjects[r.target].concept) for r in spec.relations}
    assert ("chef", "bread") in ties
    assert all(spec.subjects[r.subject].spot == spec.subjects[r.target].spot for r in spec.relations)


def test_what_is_between_two_is_in_the_middle() -> None:
    spec = parse_prompt("a monkey between two elephants")
    assert spec.subjects[0].spot == MIDDLE
    assert [r.kind for r in spec.relations] == [RelationKind.BETWEEN]


def test_three_or_more_stand_around_the_fire() -> None:
    spec = parse_prompt("a bear, a fox and a rabbit in a circle around a campfire")
    assert spec.ring_center is not None
    assert spec.subjects[spec.ring_center].concept == "campfire"


def test_two_are_no_ring() -> None:
    assert parse_prompt("a bear and a fox in a circle around a fountain").ring_center is None


def test_a_landmark_on_a_side_stands_there_as_a_thing() -> None:
    spec = parse_prompt("on the left a lighthouse, on the right a sailboat")
    assert {s.concept: s.spot for s in spec.subjects} == {"sailboat": RIGHT, "lighthouse": LEFT}
    assert "lighthouse" not in spec.settings


def test_the_side_of_a_place_is_noted() -> None:
    assert parse_prompt("the Eiffel tower on the left, a bicycle on the right").setting_side == "left"


def test_a_thing_on_both_sides_is_two() -> None:
    rose = parse_prompt("a swan in the middle, a rose on the left and on the right").subjects[1]
    assert (rose.concept, rose.count, rose.spot) == ("rose", 2, Spot(across="both"))


def test_a_family_told_one_by_one_is_not_drawn_twice() -> None:
    spec = parse_prompt("a family at the beach: a man on the left, a woman on the right")
    assert [subject.concept for subject in spec.subjects] == ["man", "woman"]


def test_the_colour_of_a_place_is_not_the_pictures() -> None:
    assert parse_prompt("una vaca, al fondo un granero rojo").palette == ()
