"""Things touch what they are told to touch, come in pairs and sorts, and are named once."""

import pytest

from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.understanding import parse_prompt


def _concepts(prompt: str) -> list[str]:
    return [one.concept for one in parse_prompt(prompt).subjects]


def _state(spec: PictureSpec, concept: str) -> str | None:
    index = spec.index_of(concept)
    assert index is not None
    return spec.subjects[index].state


@pytest.mark.parametrize(
    ("prompt", "thing"),
    [
        ("paper lanterns hanging between two trees", "red-paper-lantern"),
        ("farolillos de papel colgados entre los árboles", "red-paper-lantern"),
        ("stockings hanging by the fireplace", "christmas-stocking"),
        ("copper pans hanging on a kitchen wall", "frying-pan"),
        ("a single paper lantern glowing in the dark", "red-paper-lantern"),
    ],
)
def test_things_hang_and_nobody_hangs_them_up(prompt: str, thing: str) -> None:
    spec = parse_prompt(prompt)
    assert _state(spec, thing) == "hanging"
    assert spec.index_of("person") is None


def test_who_hangs_things_up_is_still_there() -> None:
    assert "woman" in _concepts("a woman hanging baubles on a Christmas tree")


def test_a_lantern_in_hand_does_not_hang_on_a_cord() -> None:
    assert _state(parse_prompt("a girl holding a paper lantern"), "red-paper-lantern") is None


@pytest.mark.parametrize(
    ("prompt", "thing", "target"),
    [
        ("a ladder leaning against an apple tree", "ladder", "deciduous-tree"),
        ("ein Fahrrad lehnt an einem Zaun", "bicycle", "fence"),
        ("drabina oparta o jabłoń", "ladder", "deciduous-tree"),
        ("un vélo appuyé contre un arbre", "bicycle", "deciduous-tree"),
        ("een fiets tegen een hek", "bicycle", "fence"),
    ],
)
def test_what_leans_is_at_what_it_leans_on(prompt: str, thing: str, target: str) -> None:
    spec = parse_prompt(prompt)
    assert _state(spec, thing) == "leaning"
    ties = {(spec.subjects[r.subject].concept, spec.subjects[r.target].concept) for r in spec.relations}
    assert (thing, target) in ties


@pytest.mark.parametrize(
    ("prompt", "state"),
    [
        ("white sneakers on a pink background", None),
        ("white sneakers on the stairs", "paired"),
        ("czerwone trampki", "paired"),
        ("slippers beside the bed", "paired"),
        ("a single red shoe on the stairs", None),
        ("ein roter Schuh", None),
    ],
)
def test_shoes_come_in_pairs_unless_it_is_one(prompt: str, state: str | None) -> None:
    assert parse_prompt(prompt).subjects[0].state == state


def test_shoes_that_are_worn_or_lived_in_are_no_pair_of_their_own() -> None:
    assert _state(parse_prompt("three kittens in a sneaker"), "sneaker") is None


@pytest.mark.parametrize(
    "prompt", ["crates of vegetables", "zelenina v bedýnkách", "Kisten mit Gemüse", "skrzynki z warzywami"]
)
def test_vegetables_in_crates_are_of_several_kinds(prompt: str) -> None:
    spec = parse_prompt(prompt)
    inside = {spec.subjects[r.subject].concept for r in spec.relations if r.kind is RelationKind.INSIDE}
    assert {"tomato", "carrot", "cabbage"} <= inside


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("a market stall with fern leaves", "fern"),
        ("hojas de helecho sobre una piedra", "fern"),
        ("three red geranium pots on a white windowsill", "geranium-pot"),
        ("icono de una mochila de montaña", "backpack"),
        ("pizza margherita", "pizza-margherita"),
        ("піца маргарита", "pizza-margherita"),
        ("pizzę margheritę", "pizza-margherita"),
    ],
)
def test_a_thing_is_named_once_by_all_its_words(prompt: str, concepts: str) -> None:
    assert [name for name in _concepts(prompt) if name != "market_stall"] == [concepts]


def test_paper_lanterns_are_of_many_colours() -> None:
    lantern = parse_prompt("a poster with farolillos de papel, papel de colores").subjects
    assert all(one.material is None for one in lantern if one.concept == "red-paper-lantern")


def test_a_cutting_board_is_seen_under_the_bread() -> None:
    assert parse_prompt("fresh bread on a cutting board").surface == "board"
    assert parse_prompt("una pizza su un tagliere di legno").surface == "board"


def test_shoes_hang_from_a_nail_that_is_not_seen() -> None:
    spec = parse_prompt("due scarpe appese a un chiodo")
    assert [one.concept for one in spec.subjects] == ["sneaker"]
    assert (spec.subjects[0].state, spec.subjects[0].count) == ("hanging", 2)


@pytest.mark.parametrize(
    "prompt",
    [
        "a cat curled around a teapot",
        "ein Hund zusammengerollt um eine Teekanne",
        "kot zwinięty wokół czajnika",
    ],
)
def test_who_is_curled_around_a_thing_sleeps_around_it(prompt: str) -> None:
    assert parse_prompt(prompt).subjects[0].state == "curled_around"


def test_a_crate_by_a_door_does_not_hold_the_door() -> None:
    assert parse_prompt("a wooden crate by a red door").relations == ()


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("un pulpo prepara cuatro cafés", 4),
        ("un barista qui prépare trois cafés", 3),
        ("um polvo prepara dois cafés", 2),
    ],
)
def test_several_coffees_are_cups(prompt: str, count: int) -> None:
    spec = parse_prompt(prompt)
    cups = spec.index_of("hot-beverage", "espresso-cup")
    assert cups is not None
    assert spec.subjects[cups].count == count


def test_wine_in_a_glass_keeps_its_colour() -> None:
    assert parse_prompt("a glass of red wine").subjects[0].material is None
    assert parse_prompt("a glass teapot").subjects[0].material == "glass"
