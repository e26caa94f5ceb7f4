"""Cut flowers have a vase, those of a garden a bed; what is under the sky is on the ground."""

import pytest

from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import color_of
from cavendish_illustrator.figures.drawings.drawing_choice import with_chosen_drawings
from cavendish_illustrator.figures.drawings.glowing_things import glows
from cavendish_illustrator.picture_spec import Kind, RelationKind, TimeOfDay
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    "prompt", ["breakfast with croissants and tulips", "Frühstück mit Brötchen und Tulpen auf dem Tisch"]
)
def test_flowers_on_a_laid_table_have_a_vase(prompt: str) -> None:
    spec = parse_prompt(prompt)
    inside = [r for r in spec.relations if r.kind is RelationKind.INSIDE]
    assert ("tulip", "amphora") in {
        (spec.subjects[r.subject].concept, spec.subjects[r.target].concept) for r in inside
    }


def test_flowers_of_a_garden_are_many() -> None:
    assert parse_prompt("a garden with roses").subjects[0].count > 3


def test_an_empty_pot_is_planted() -> None:
    assert parse_prompt("macetas azules en una calle").subjects[0].concept == "geranium-pot"


@pytest.mark.parametrize("prompt", ["сільська хата під зоряним небом", "a cottage under a starry sky"])
def test_what_is_under_the_sky_is_not_in_it(prompt: str) -> None:
    assert "sky" not in parse_prompt(prompt).settings


def test_what_is_in_the_sky_stays_there() -> None:
    assert "sky" in parse_prompt("a house in the sky").settings


@pytest.mark.parametrize(
    ("prompt", "drawing"),
    [("a 1950s car", "classic-car"), ("ein rotes Cabrio", "convertible"), ("a car", "automobile")],
)
def test_an_old_car_is_drawn_as_one(prompt: str, drawing: str) -> None:
    assert with_chosen_drawings(parse_prompt(prompt)).subjects[0].concept == drawing


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("Pilze im Wald", 3),
        ("парк з лебедями", 3),
        ("dolina z owcami", 3),
        ("серед соняшників", 3),
        ("lis na dywanie", 1),
        ("кіт на дивані", 1),
    ],
)
def test_words_of_lists_for_all_languages_have_plurals(prompt: str, count: int) -> None:
    assert parse_prompt(prompt).subjects[-1].count == count


def test_a_still_life_shows_each_of_three_pears() -> None:
    spec = parse_prompt("still life with three pears and a copper jug")
    assert spec.kind is Kind.SCENE
    assert [one.count for one in spec.subjects] == [3, 1]
    assert spec.subjects[1].material == "copper"


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("a jug of milk on the table", ["jug"]),
        ("una mesa con una jarra de vino", ["jug"]),
        ("вулиця з ліхтарями", ["street_lamp"]),
        ("stara latarnia na zaśnieżonej ulicy", ["street_lamp"]),
        ("a bathroom with a large mirror", []),
        ("a bowl of fruit by a window with curtains", ["fruit-basket"]),
        ("Frühstück auf dem Balkon", ["croissant", "hot-beverage", "orange-juice"]),
        ("breakfast with pancakes", ["pancakes"]),
        ("a bouquet of lavender in a vase", ["lavender-sprig", "amphora"]),
        ("ein Café mit Büchern und Pflanzen", ["bookshelf", "potted-plant"]),
    ],
)
def test_things_are_what_their_place_makes_of_them(prompt: str, concepts: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == concepts


def test_paper_lanterns_stay_lanterns() -> None:
    assert all(one.concept != "street_lamp" for one in parse_prompt("paper lanterns in a street").subjects)


def test_colourful_boats_have_each_its_colour() -> None:
    boats = parse_prompt("kolorowe kajaki na jeziorze").subjects[0]
    tones = {color_of(Cast(subject=boats, variant=copy, is_one_of_many=True)) for copy in range(boats.count)}
    assert len(tones) == boats.count > 1


@pytest.mark.parametrize(
    ("prompt", "time"),
    [
        ("Pilze in einem dunklen Zauberwald", TimeOfDay.NIGHT),
        ("a dark green forest", None),
        ("a dark forest at sunset", TimeOfDay.SUNSET),
    ],
)
def test_a_dark_forest_is_dark(prompt: str, time: TimeOfDay | None) -> None:
    assert parse_prompt(prompt).time_of_day is time


@pytest.mark.parametrize(
    ("prompt", "is_bright"),
    [
        ("leuchtende Pilze", True),
        ("a cave with glowing crystals", True),
        ("mushrooms by a glowing lamp", False),
    ],
)
def test_what_is_said_to_glow_glows(prompt: str, is_bright: bool) -> None:
    spec = parse_prompt(prompt)
    assert glows(spec, spec.subjects[0]) is is_bright
