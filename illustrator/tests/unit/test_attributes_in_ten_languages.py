"""What is said of a thing in ten languages: number, pattern, size, material, and how many candles burn."""

import pytest

from cavendish_illustrator.picture_spec import PictureSpec, Subject
from cavendish_illustrator.understanding import parse_prompt


def only_subject(prompt: str) -> Subject:
    (subject,) = parse_prompt(prompt).subjects
    return subject


@pytest.mark.parametrize(
    "prompt",
    [
        *("a red mug with white dots", "czerwony kubek w białe kropki", "rote Tasse mit weißen Punkten"),
        *("taza roja con lunares blancos", "tasse rouge à pois blancs", "tazza rossa a pois bianchi"),
        *("xícara vermelha com bolinhas brancas", "rode mok met witte stippen"),
        *("червона чашка у білий горошок", "červený hrnek s bílými puntíky"),
    ],
)
def test_dots_have_their_own_colour(prompt: str) -> None:
    cup = only_subject(prompt)
    assert (cup.color, cup.pattern, cup.pattern_color) == ("#e02b2b", "dots", "#f2f2f0")


@pytest.mark.parametrize(
    "prompt",
    [
        *("a striped umbrella", "parasol w paski", "gestreifter Regenschirm", "paraguas a rayas"),
        *("parapluie à rayures", "ombrello a righe", "guarda-chuva listrado", "gestreepte paraplu"),
        *("смугаста парасолька", "pruhovaný deštník"),
    ],
)
def test_stripes_are_on_the_thing(prompt: str) -> None:
    assert only_subject(prompt).pattern == "stripes"


@pytest.mark.parametrize(
    "prompt",
    [
        *("a cat the size of a bus", "kot wielkości autobusu", "eine Katze so groß wie ein Bus"),
        *(
            "un gato del tamaño de un autobús",
            "un chat de la taille d'un bus",
            "un gatto grande come un autobus",
        ),
        *("um gato do tamanho de um ônibus", "een kat zo groot als een bus", "кіт завбільшки з автобус"),
        "kočka velká jako autobus",
    ],
)
def test_what_something_is_as_large_as_is_not_in_the_picture(prompt: str) -> None:
    cat = only_subject(prompt)
    assert (cat.concept, cat.size, cat.size_like) == ("cat", "giant", "bus")


@pytest.mark.parametrize(
    "prompt",
    [
        *("a castle made of cheese", "zamek z sera", "eine Ritterburg aus Käse", "un castillo de queso"),
        *(
            "un château en fromage",
            "un castello di formaggio",
            "um castelo de queijo",
            "een kasteel van kaas",
        ),
        *("замок із сиру", "hrad ze sýra"),
    ],
)
def test_a_building_of_unusual_stuff_is_a_thing(prompt: str) -> None:
    castle = only_subject(prompt)
    assert (castle.concept, castle.material) == ("castle", "cheese")
    assert parse_prompt(prompt).settings == ("meadow",)


def test_stuff_before_a_thing_is_its_material_and_a_taste_of_food_is_none() -> None:
    assert only_subject("a chocolate rabbit").material == "chocolate"
    assert only_subject("pizza de queso").material is None


@pytest.mark.parametrize(
    "prompt",
    [
        *("Adventskranz mit zwei brennenden Kerzen", "advent wreath, two candles lit"),
        "wieniec adwentowy, palą się dwie świece",
    ],
)
def test_a_wreath_burns_with_as_many_flames_as_were_said(prompt: str) -> None:
    wreath = only_subject(prompt)
    assert (wreath.concept, wreath.lit) == ("advent-wreath", 2)


def test_two_of_four_candles_burn() -> None:
    candle = only_subject("four candles, two of them burning")
    assert (candle.count, candle.lit) == (4, 2)
    assert only_subject("two burning candles").lit is None


@pytest.mark.parametrize(
    ("prompt", "count"), [("eleven penguins", 11), ("jedenaście pingwinów", 11), ("quinze pingouins", 15)]
)
def test_numbers_over_ten_are_counted(prompt: str, count: int) -> None:
    assert only_subject(prompt).count == count


@pytest.mark.parametrize(
    ("prompt", "ink", "ground"),
    [
        ("logo z nożyczkami, złoto na czarnym tle", "#d9b34a", "#222428"),
        ("logo con una volpe, oro su sfondo nero", "#d9b34a", "#222428"),
        ("logo para barbearia, tesoura, dourado no preto", "#d9b34a", "#222428"),
        ("logo, renard, or sur noir", "#d9b34a", "#222428"),
        ("Logo mit Waben, Gold auf Dunkelbraun", "#d9b34a", "#4a2f1e"),
        ("a minimal icon of a paper plane, white on teal", "#f2f2f0", "#22b8b8"),
        ("icono de un candado, blanco sobre azul", "#f2f2f0", "#2f6fe0"),
        ("Icon einer Kaffeetasse, gelb auf Schwarz", "#f4c726", "#222428"),
        ("ikona serca, biała na czerwonym tle", "#f2f2f0", "#e02b2b"),
    ],
)
def test_an_icon_has_its_ink_and_its_ground(prompt: str, ink: str, ground: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.ink, spec.ground) == (ink, ground)


def test_a_white_cat_on_a_black_sofa_keeps_its_colour() -> None:
    spec: PictureSpec = parse_prompt("poster of a white cat on a black sofa")
    assert (spec.ink, spec.subjects[0].color) == (None, "#f2f2f0")


@pytest.mark.parametrize(
    "prompt",
    [
        "gato negro con ojos verdes",
        "a cat with green eyes",
        "kot z zielonymi oczami",
        "кіт із зеленими очима",
    ],
)
def test_the_colour_of_eyes_is_not_the_pictures(prompt: str) -> None:
    assert (parse_prompt(prompt).palette, only_subject(prompt).color) == ((), None)


@pytest.mark.parametrize(
    ("prompt", "concept", "counts"),
    [
        ("five ducks, one of them is black", "duck", {(1, "#222428"), (4, None)}),
        ("vier Hunde, einer davon schwarz", "dog", {(1, "#222428"), (3, None)}),
        ("sześć jajek, jedno złote", "egg", {(1, "#d9b34a"), (5, None)}),
    ],
)
def test_one_of_a_group_has_a_colour_of_its_own(
    prompt: str, concept: str, counts: set[tuple[int, str | None]]
) -> None:
    subjects = parse_prompt(prompt).subjects
    assert {one.concept for one in subjects} == {concept}
    assert {(one.count, one.color) for one in subjects} == counts
