"""Dishes and goods are drawn as themselves, as large as they are, beside or on what they belong to."""

import pytest

from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import cast_pixels
from cavendish_illustrator.figures.drawings.drawing_choice import with_chosen_drawings
from cavendish_illustrator.painting.color import hsv
from cavendish_illustrator.painting.pixel_ops import to_hsv
from cavendish_illustrator.picture_spec import Kind, Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.layout import seen_height
from cavendish_illustrator.understanding import parse_prompt


def _drawn(prompt: str) -> list[str]:
    return [one.concept for one in with_chosen_drawings(parse_prompt(prompt)).subjects]


def _ties(prompt: str) -> set[tuple[str, str, str]]:
    spec = parse_prompt(prompt)
    names = [one.concept for one in spec.subjects]
    return {(names[r.subject], r.kind.value, names[r.target]) for r in spec.relations}


@pytest.mark.parametrize(
    ("prompt", "drawings"),
    [
        ("a slice of apple pie", ["pie-slice"]),
        ("kawałek szarlotki", ["pie-slice"]),
        ("ein Stück Apfelkuchen", ["pie-slice"]),
        ("uma fatia de bolo de chocolate e uma xícara de café", ["chocolate-slice", "espresso-cup"]),
        ("een stuk taart", ["cake-slice"]),
        ("miska żurku z jajkiem i białą kiełbasą", ["zurek-bowl"]),
        ("svíčková s knedlíkem a pivo", ["roast-dumplings", "beer-mug"]),
        ("pierogi ruskie", ["pierogi-plate"]),
        ("борщ зі сметаною", ["borscht-bowl"]),
        ("velouté de potiron", ["pumpkin-soup"]),
        ("a stack of old books", ["old-books"]),
        ("mint leaves", ["mint-sprig"]),
        ("a pillow fort", ["pillow-fort"]),
        ("a glass of water", ["water-glass"]),
        ("Plätzchen", ["christmas-cookies"]),
        ("mittens on a bench", ["mittens-pair", "bench"]),
        ("a girl wearing mittens", ["girl", "gloves"]),
        ("ein Korb voller Pilze", ["basket", "brown-mushroom"]),
        ("a cream jug", ["cream-jug"]),
        ("a bunch of grapes", ["grapes"]),
        ("a birthday cake slice", ["cake-slice"]),
        ("goulash with bread dumplings", ["stew-dumplings"]),
        ("flan con caramelo", ["custard"]),
        ("a bottle of white wine", ["white-wine-bottle"]),
        ("a doll and a music box", ["rag-doll", "music-box"]),
        ("scissors and a tape measure", ["scissors", "tape-measure"]),
        ("a lime and a red onion", ["lime", "onion"]),
        ("wooden toys: a train and a spinning top", ["toy-blocks", "toy-train", "spinning-top"]),
    ],
)
def test_a_thing_is_drawn_as_what_it_is_called(prompt: str, drawings: list[str]) -> None:
    assert _drawn(prompt) == drawings


def test_what_shows_several_is_drawn_once() -> None:
    spec = with_chosen_drawings(parse_prompt("pierogi"))
    assert [one.count for one in spec.subjects] == [1]


@pytest.mark.parametrize(
    ("prompt", "tie"),
    [
        ("a slice of apple pie with a cream jug", ("pie", "beside", "jug")),
        ("bread with a knife", ("bread", "beside", "kitchen-knife")),
        ("a birthday cake with candles", ("candle", "on", "birthday-cake")),
        ("Nachttisch mit Lampe, Wecker und Buch", ("alarm-clock", "on", "nightstand")),
        ("komoda z lampą, budzikiem i ramką na zdjęcie", ("picture_frame", "on", "dresser-drawers")),
    ],
)
def test_things_stand_beside_or_on_as_they_do(prompt: str, tie: tuple[str, str, str]) -> None:
    assert tie in _ties(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "a bowl of cherries and a teapot",
        "a bowl of oranges and a jug of lemonade on a table",
        "un bol de cerezas y una jarra de limonada en el alféizar de la ventana",
        "a basket of apples and a knife",
    ],
)
def test_what_food_is_served_with_is_not_among_it(prompt: str) -> None:
    assert sum(kind == "inside" for _, kind, _ in _ties(prompt)) == 1


@pytest.mark.parametrize(
    "prompt",
    ["filiżanka herbaty z cytryną i stos starych książek", "a teapot with a cake and a book"],
)
def test_a_cup_holds_no_books(prompt: str) -> None:
    assert all(kind != "holding" for _, kind, _ in _ties(prompt))


def test_a_stack_of_books_on_a_desk_is_no_bookshelf() -> None:
    assert "books" in [one.concept for one in parse_prompt("stos książek i lampka na biurku").subjects]


@pytest.mark.parametrize(
    "prompt", ["a photo frame and a candle on a table", "fotolijst en een kaars op tafel"]
)
def test_a_photo_frame_is_no_product_photo(prompt: str) -> None:
    assert parse_prompt(prompt).kind is Kind.SCENE


@pytest.mark.parametrize(
    ("small", "large", "most"),
    [
        ("glasses", "laptop", 0.65),
        ("ring", "alarm-clock", 0.6),
        ("onion", "kettle", 0.7),
        ("lemon", "books", 0.6),
    ],
)
def test_small_things_are_small_on_a_table(small: str, large: str, most: float) -> None:
    def shown(name: str) -> float:
        figure = build_figure(Cast(subject=Subject(concept=name, word=name)))
        assert figure is not None
        return float(seen_height(name, figure.aspect, is_shelf=True) * figure.aspect**0.5)

    assert shown(small) < most * shown(large)


def test_a_red_candle_burns_with_a_yellow_flame() -> None:
    cast = Cast(subject=Subject(concept="candle", word="candle", color="#e02b2b"))
    figure = build_figure(cast)
    assert figure is not None
    pixels = cast_pixels(cast, figure, 160)
    flame = pixels[: pixels.shape[0] // 4]
    hues = to_hsv(flame[..., :3])[..., 0][flame[..., 3] > 0.9]
    assert ((hues > 20) & (hues < 70)).mean() > 0.5
    assert hsv("#e02b2b")[0] < 10
