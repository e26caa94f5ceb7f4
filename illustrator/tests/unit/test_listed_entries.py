"""Menus, infographics and sets of icons are made of the lists in their prompts."""

import pytest

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding import parse_prompt


def concepts(spec: PictureSpec) -> list[str | None]:
    return [entry.picture.concept if entry.picture else None for entry in spec.entries]


@pytest.mark.parametrize(
    ("prompt", "dishes"),
    [
        (
            'Menu for a trattoria called "Da Luigi" with Bruschetta 6€, Lasagna 11€, Tiramisu 5€, rustic',
            [("Bruschetta", "6€"), ("Lasagna", "11€"), ("Tiramisu", "5€")],
        ),
        (
            "Speisekarte für ein Café: Kaffee 2,50 €, Apfelstrudel 4,50 €, mit kleinen Zeichnungen am Rand",
            [("Kaffee", "2,50 €"), ("Apfelstrudel", "4,50 €")],
        ),
        (
            'Menu restauracji "Pod Lipą": żurek 18 zł, pierogi ruskie 26 zł i szarlotka za 15 zł',
            [("Żurek", "18 zł"), ("Pierogi ruskie", "26 zł"), ("Szarlotka", "15 zł")],
        ),
        ("Menü: Pommes, Würstchen und Limonade", [("Pommes", ""), ("Würstchen", ""), ("Limonade", "")]),
    ],
)
def test_a_menu_lists_its_dishes_with_their_prices(prompt: str, dishes: list[tuple[str, str]]) -> None:
    assert [(entry.label, entry.price) for entry in parse_prompt(prompt).entries] == dishes


def test_a_menu_bears_the_name_of_its_restaurant() -> None:
    assert parse_prompt('Menu for a trattoria called "Da Luigi", pizza 9€, pasta 8€').lettering == (
        "Da Luigi",
    )


def test_dishes_stand_under_their_headings() -> None:
    spec = parse_prompt("A burger bar menu. Burgers: Classic $8.50, Cheese $9. Sides: fries $3, salad $4")
    assert [(entry.section, entry.label) for entry in spec.entries] == [
        ("Burgers", "Classic"),
        ("Burgers", "Cheese"),
        ("Sides", "Fries"),
        ("Sides", "Salad"),
    ]


def test_no_animal_is_a_dish() -> None:
    spec = parse_prompt("menu: grilled salmon 12€, rabbit stew 14€, pizza 9€")
    assert concepts(spec)[0] is None
    assert concepts(spec)[2] == "pizza"


def test_two_dishes_do_not_share_a_drawing() -> None:
    shown = [name for name in concepts(parse_prompt("menu: pizza margherita 8€, pizza diavola 9€")) if name]
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize(
    ("prompt", "labels"),
    [
        (
            "Infographic with three steps: evaporation, condensation, rain, each with an icon",
            ["Evaporation", "Condensation", "Rain"],
        ),
        (
            "How to wash your hands infographic: 1. Wet hands 2. Apply soap 3. Rinse",
            ["Wet hands", "Apply soap", "Rinse"],
        ),
        ("Infografik: Samen, Keimling und Blume, flat design", ["Samen", "Keimling", "Blume"]),
    ],
)
def test_an_infographic_shows_its_own_steps(prompt: str, labels: list[str]) -> None:
    assert [entry.label for entry in parse_prompt(prompt).entries] == labels


def test_bins_have_the_colours_that_were_named() -> None:
    spec = parse_prompt("infographic with three bins: blue for paper, yellow for plastic, green for glass")
    assert [entry.label for entry in spec.entries] == ["Paper", "Plastic", "Glass"]
    assert len({entry.picture.color for entry in spec.entries if entry.picture}) == 3


def test_an_icon_stands_for_each_name_in_order() -> None:
    spec = parse_prompt("Set of 6 icons for a weather app: sun, cloud, rain, snow, lightning, moon")
    assert concepts(spec) == [
        *("sun-face", "cloud-sign", "rain-cloud", "snowflake", "lightning-bolt", "moon-crescent"),
    ]


def test_an_icon_of_one_thing_is_no_list() -> None:
    assert parse_prompt("app icon of a fox with a hat").entries == ()


def test_what_has_no_drawing_is_reported() -> None:
    spec = parse_prompt("set of icons: whisk, gyroscope, kettle")
    assert concepts(spec) == ["whisk", None, "kettle"]
