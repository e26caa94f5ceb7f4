"""What strangers' mixed prompts were read as: things lost, given to the wrong one, or taken for others."""

import pytest

from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.understanding import parse_prompt


def _ties(spec: PictureSpec) -> set[tuple[str, str, str]]:
    named = [one.concept for one in spec.subjects]
    return {(named[r.subject], r.kind.value, named[r.target]) for r in spec.relations}


@pytest.mark.parametrize(
    "prompt",
    [
        "een vrouw met een mand, achter haar een oven",
        "une femme avec un panier, derrière elle un four",
        "una mujer con una cesta, detrás de ella un horno",
        "жінка тримає кошик, за нею духовка",
        "žena s košíkem, za ní trouba",
    ],
)
def test_what_is_said_to_be_behind_somebody_is_behind_her(prompt: str) -> None:
    ties = _ties(parse_prompt(prompt))
    assert any(kind == "behind" and target == "woman" for _, kind, target in ties)


@pytest.mark.parametrize(
    ("prompt", "who", "where"),
    [
        ("the bride laughs and a pigeon lands on the cake", "pigeon", "birthday-cake"),
        ("a boy reads and a cat sleeps on the sofa", "cat", "sofa"),
        ("un garçon lit et un chat dort sur le canapé", "cat", "sofa"),
        ("chłopiec czyta, a kot śpi na kanapie", "cat", "sofa"),
    ],
)
def test_only_who_does_it_is_where_a_second_clause_says(prompt: str, who: str, where: str) -> None:
    spec = parse_prompt(prompt)
    assert {tie for tie in _ties(spec) if tie[2] == where} == {(who, "on", where)}


def test_all_who_are_joined_are_where_they_sleep() -> None:
    spec = parse_prompt("a cat and a dog sleeping on the sofa")
    assert {tie[0] for tie in _ties(spec)} == {"cat", "dog"}


@pytest.mark.parametrize(
    "prompt",
    [
        "a boat with two fishermen",
        "een boot met drie piraten",
        "łódka z dwoma wędkarzami",
        "a car with a dog",
    ],
)
def test_who_is_named_with_a_boat_sits_in_it(prompt: str) -> None:
    tie = parse_prompt(prompt).relations[0]
    assert (tie.kind, tie.subject, tie.target) == (RelationKind.INSIDE, 1, 0)


@pytest.mark.parametrize(
    ("prompt", "concept", "count"),
    [
        ("a unicorn with three stars", "star", 3),
        ("un cane con tre stelle", "star", 3),
        ("une licorne et quatre étoiles", "star", 4),
        ("een hond met vijf sneeuwvlokken", "snowflake", 5),
        ("disegno di due bandiere", "flag", 2),
        ("twee vlaggen", "flag", 2),
        ("twee schilden", "shield", 2),
        ("dois trenós", "sled", 2),
    ],
)
def test_what_is_counted_is_there_as_often(prompt: str, concept: str, count: int) -> None:
    found = [one.count for one in parse_prompt(prompt).subjects if one.concept == concept]
    assert found == [count]


@pytest.mark.parametrize(
    ("prompt", "absurd"),
    [
        ("dois papagaios numa goiabeira", "person"),
        ("um cão dorme sob uma laranjeira", "person"),
        ("a dog holds a carrot in its teeth", "tooth"),
        ("собака тримає капця в зубах", "tooth"),
        ("pies trzyma kapcia w zębach", "tooth"),
        ("un facteur livre une lettre à une dame", "open-book"),
        ("une équipe de football, le ballon vole vers le but", "balloon"),
        ("старий чаклун читає зоряну карту", "playing-cards"),
        ("deux magiciens", "woman-mage"),
    ],
)
def test_no_false_friend_is_drawn(prompt: str, absurd: str) -> None:
    assert absurd not in [one.concept for one in parse_prompt(prompt).subjects]


def test_unknown_short_words_are_not_taken_for_slips() -> None:
    house = parse_prompt("une maison aux volets verts").subjects[0]
    assert house.color != "#8d46d0"


def test_a_particle_at_the_end_of_a_sentence_is_read() -> None:
    spec = parse_prompt("zijn zoontje houdt een hamer vast")
    assert [one.concept for one in spec.subjects] == ["boy", "hammer"]


@pytest.mark.parametrize(
    "prompt", ["a cat in a box next to two flags", "een kat in een doos naast twee vlaggen"]
)
def test_what_stands_beside_somebody_in_a_box_stands_beside_the_box(prompt: str) -> None:
    assert _ties(parse_prompt(prompt)) == {
        ("cat", "inside", "cardboard-box"),
        ("cardboard-box", "beside", "flag"),
    }


def test_three_in_a_boat_are_in_one_with_room_for_them() -> None:
    assert "rowing-boat" in [one.concept for one in parse_prompt("drie piraten in een boot").subjects]
    assert "sailboat" in [one.concept for one in parse_prompt("three friends in a sailing boat").subjects]


def test_several_in_costumes_are_dressed_so() -> None:
    kids, *others = parse_prompt("two kids in robot costumes").subjects
    assert (kids.count, kids.role, others) == (2, "robot", [])


def test_a_baby_sister_is_one_person() -> None:
    assert [one.concept for one in parse_prompt("a baby sister and a dog").subjects] == ["baby", "dog"]


def test_a_dog_of_italy_is_no_stick_and_a_cane_of_england_no_dog() -> None:
    assert parse_prompt("cane iperrealistico").subjects[0].concept == "dog"
    assert [one.concept for one in parse_prompt("penguin with top hat and cane").subjects][
        -1
    ] == "walking-stick"
