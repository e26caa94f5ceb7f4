"""What is told of a face is seen in it: the length and colour of a beard, eyes, freckles, skin, earrings."""

import pytest

from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.figures.people.bust_builder import build_bust
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.figures.people.person_builder import build_person
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "size"),
    [
        ("portrait of an old man with a long white beard", "big"),
        ("retrato a lápiz de un anciano con barba larga y boina", "big"),
        ("ein alter Mann mit langem weißen Bart", "big"),
        ("starszy pan z długą siwą brodą", "big"),
        ("starý muž s dlouhým bílým vousem", "big"),
        ("дідусь з довгою білою бородою", "big"),
        ("a man with a short black beard", None),
        ("a bearded man with a dog", None),
    ],
)
def test_a_beard_is_as_long_as_it_was_told(prompt: str, size: str | None) -> None:
    assert next(s.size for s in parse_prompt(prompt).subjects if s.concept == "beard-worn") == size


def test_a_red_beard_is_of_hair() -> None:
    assert parse_prompt("a king with a red beard").subjects[1].color == "#a8482a"


@pytest.mark.parametrize(
    ("prompt", "eyes"),
    [
        ("portrait of a woman with green eyes", "#35a83a"),
        ("una mujer de ojos azules", "#2f6fe0"),
        ("ein Mann mit braunen Augen", "#8a5a34"),
        ("a black cat with green eyes", None),
    ],
)
def test_eyes_have_the_colour_told(prompt: str, eyes: str | None) -> None:
    assert parse_prompt(prompt).subjects[0].eyes == eyes


@pytest.mark.parametrize(
    "prompt", ["a black woman reading", "una mujer negra", "eine schwarze Frau am Fenster"]
)
def test_a_black_woman_is_dark_of_skin_and_not_of_dress(prompt: str) -> None:
    woman = parse_prompt(prompt).subjects[0]
    assert (woman.skin, woman.color) == (4, None)


def _worn(concept: str, size: str | None = None) -> Subject:
    return Subject(concept=concept, word=concept, size=size)


@pytest.mark.parametrize("worn", [_worn("freckles"), _worn("earrings"), _worn("glasses")])
def test_what_is_on_a_face_is_seen_on_busts_and_whole_figures(worn: Subject) -> None:
    woman = Subject(concept="woman", word="woman")
    for build in (build_bust, lambda cast: build_person("woman", cast)):
        bare, told = build(Cast(subject=woman)), build(Cast(subject=woman, worn=(worn,)))
        assert bare is not None
        assert told is not None
        assert told.markup != bare.markup


def test_a_long_beard_hangs_lower_than_a_full_one() -> None:
    man = Subject(concept="old-man", word="old man")
    full, long = (build_bust(Cast(subject=man, worn=(_worn("beard-worn", size),))) for size in (None, "big"))
    assert full is not None
    assert long is not None
    below = slice(205, 220), slice(70, 100)
    pale = [float(figure.pixels(250)[below][..., :3].min(axis=-1).mean()) for figure in (full, long)]
    assert pale[1] > pale[0] + 0.2


def test_eyes_are_brown_in_a_dark_face_unless_told() -> None:
    assert "#4a7a9a" not in "".join(person(Look(role="woman", variant=n, skin=4)).markup for n in range(5))
    assert "#4a7a9a" in person(Look(role="woman", skin=4, eyes="#4a7a9a")).markup


def test_a_family_is_of_one_skin_and_stands_hand_in_hand() -> None:
    casting = cast_roles(parse_prompt("a family of four on the beach"), 0)
    lead = casting.roles[0].cast
    assert lead.scheme is Scheme.HAND_IN_HAND
    assert len({one.subject.skin for one in (lead, *lead.company)}) == 1


def test_an_old_wizards_beard_is_white_though_no_colour_was_told() -> None:
    old, young = (
        build_person(name, Cast(subject=Subject(concept=name, word=name), worn=(_worn("beard-worn", "big"),)))
        for name in ("mage", "man")
    )
    assert 'fill="#e4e1da" fill-rule="evenodd"' in old.markup
    assert 'fill="#e4e1da" fill-rule="evenodd"' not in young.markup
