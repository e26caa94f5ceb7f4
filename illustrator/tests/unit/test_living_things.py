"""Things that come alive, moods of animals, what is strapped to a body, and who is inside of what."""

from dataclasses import replace

import pytest

from cavendish_illustrator.company.setting_choice import default_setting
from cavendish_illustrator.figures.clothing.wearing import wear
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Subject
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure, is_lively
from cavendish_illustrator.staging.flyers import is_flyer
from cavendish_illustrator.understanding import parse_prompt


def told(spec: PictureSpec) -> list[str]:
    return [
        f"{spec.subjects[r.subject].concept} {r.kind} {spec.subjects[r.target].concept}"
        for r in spec.relations
    ]


@pytest.mark.parametrize(
    ("prompt", "is_alive"),
    [
        ("a potato lifting weights", True),
        ("a tooth holding a toothbrush", True),
        ("a carrot with a cape", True),
        ("a running donut", True),
        ("a birthday cake with three candles", False),
        ("a pineapple wearing sunglasses", False),
        ("a teapot on a table", False),
    ],
)
def test_a_thing_has_limbs_where_it_does_something(prompt: str, is_alive: bool) -> None:
    cast = cast_roles(parse_prompt(prompt), 1).roles[0].cast
    figure = build_figure(cast)
    assert is_lively(cast) is is_alive
    assert figure is not None
    assert ("glove" in figure.anchors) is is_alive


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("the moon wearing a nightcap", "full-moon-face"),
        ("el sol y la luna jugando a las cartas", "sun-face"),
        ("a smiling cloud over the hills", "cloud-sign"),
        ("ein schlafender Mond", "full-moon-face"),
        ("Sonnensystem mit lachenden Planeten", "ringed-planet"),
        ("słońce w okularach przeciwsłonecznych", "sun-face"),
        ("a lake under a full moon", None),
        ("a beach in the sun", None),
        ("clouds over the mountains", None),
    ],
)
def test_what_shines_is_somebody_where_it_does_or_wears_something(prompt: str, concept: str | None) -> None:
    subjects = parse_prompt(prompt).subjects
    assert (subjects[0].concept if subjects else None) == concept


@pytest.mark.parametrize("mood", ["grumpy", "sad", "surprised", "tired"])
@pytest.mark.parametrize("concept", ["cat", "owl", "penguin", "lemon"])
def test_a_mood_shows_on_the_face(concept: str, mood: str) -> None:
    plain = Cast(subject=Subject(concept=concept, word=concept))
    figure, rest = (
        build_figure(replace(plain, subject=replace(plain.subject, mood=mood))),
        build_figure(plain),
    )
    assert figure is not None
    assert rest is not None
    assert figure.markup != rest.markup


@pytest.mark.parametrize(
    ("prompt", "mood"),
    [
        ("a guilty dog", "sad"),
        ("ein müder Bär", "tired"),
        ("zmęczony kot", "tired"),
        ("a fox who is afraid of the dark", "surprised"),
        ("un gatto geloso", "grumpy"),
    ],
)
def test_what_an_animal_feels_is_understood(prompt: str, mood: str) -> None:
    assert parse_prompt(prompt).subjects[0].mood == mood


@pytest.mark.parametrize(
    "thing", ["jetpack", "wings-worn", "arm-floats", "swim-ring", "eyepatch", "nightcap", "fez", "pyjamas"]
)
def test_it_is_put_on(thing: str) -> None:
    bear = build_figure(Cast(subject=Subject(concept="bear", word="bear", pose="sitting")))
    assert bear is not None
    assert wear(bear, thing, None).markup != bear.markup


@pytest.mark.parametrize(
    ("prompt", "relations"),
    [
        ("an owl with a nightcap and a mug of tea", ["owl wearing nightcap", "owl holding mug-plain"]),
        ("un oso en pijama", ["bear wearing pyjamas"]),
        ("my dog as a king with a velvet cape", ["dog wearing cape"]),
        ("ein Pinguin mit Jetpack", ["penguin wearing jetpack"]),
        ("їжак у піжамі", ["hedgehog wearing pyjamas"]),
    ],
)
def test_clothes_are_understood(prompt: str, relations: list[str]) -> None:
    assert told(parse_prompt(prompt)) == relations


def test_who_has_a_jetpack_is_in_the_air() -> None:
    spec = parse_prompt("a squirrel with a jetpack")
    assert is_flyer(cast_roles(spec, 1).roles[0], spec)


def test_a_game_between_two_is_on_their_table() -> None:
    roles = cast_roles(parse_prompt("a chess game between a crow and a monkey"), 1).roles
    assert [role.cast.scheme for role in roles] == ["table"]


def test_who_rides_to_the_baker_is_not_at_a_table() -> None:
    roles = cast_roles(parse_prompt("an old woman riding a dragon to buy bread"), 1).roles
    assert [role.cast.mount.concept for role in roles if role.cast.mount is not None] == ["dragon"]


def test_a_fish_in_a_bulb_is_not_under_water() -> None:
    assert default_setting(parse_prompt("a goldfish in a lightbulb"), 1) != "underwater"


@pytest.mark.parametrize(
    ("prompt", "subjects"),
    [
        ("two penguins getting married", ["penguin groom", "penguin bride"]),
        ("dwa jeże w strojach młodej pary", ["hedgehog groom", "hedgehog bride"]),
        ("two penguins on an iceberg", ["penguin None"]),
        ("chomik kierowca autobusu", ["hamster None", "bus None"]),
    ],
)
def test_animals_marry_and_drive(prompt: str, subjects: list[str]) -> None:
    assert [f"{one.concept} {one.role}" for one in parse_prompt(prompt).subjects] == subjects


def test_an_octopus_plays_as_many_as_were_named() -> None:
    one, four = (
        build_figure(cast_roles(parse_prompt(f"an octopus playing {which}"), 1).roles[0].cast)
        for which in ("a guitar", "four guitars")
    )
    assert one is not None
    assert four is not None
    assert len(four.markup) > len(one.markup)


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("miś gra na akordeonie", "accordion"),
        ("козак на самокаті", "kick-scooter"),
        ("een kabouter met een laddertje", "ladder"),
    ],
)
def test_a_case_or_a_diminutive_is_no_plural(prompt: str, concept: str) -> None:
    assert [one.count for one in parse_prompt(prompt).subjects if one.concept == concept] == [1]


def test_a_hamster_in_a_bus_is_drawn_in_it() -> None:
    roles = cast_roles(parse_prompt("a hamster driving a bus"), 1).roles
    assert [role.cast.scheme for role in roles] == ["vehicle"]


@pytest.mark.parametrize(
    ("prompt", "subjects"),
    [
        ("a tooth holding a toothbrush like a sword", ["tooth", "toothbrush"]),
        ("a cat dressed like a pirate", ["cat"]),
        ("two goldfish in bowls", ["fish-bowl"]),
        ("mijn zus op rolschaatsen", ["girl"]),
        ("a turtle with strawberries growing on its shell", ["turtle", "strawberry"]),
        ("three snails with numbers on their shells", ["snail"]),
        ("punk rock crow with a mohawk", ["crow", "mohawk-hair"]),
        ("une baguette pirate", ["baguette-bread"]),
    ],
)
def test_nothing_stands_by_that_was_not_meant(prompt: str, subjects: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == subjects


def test_a_border_collie_is_no_border() -> None:
    assert parse_prompt("a sheep in a barn while a border collie watches").kind is Kind.SCENE
