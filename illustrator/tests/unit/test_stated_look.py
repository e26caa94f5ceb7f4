"""Colours, grounds, surfaces, days and names that a designed piece or a picture of goods is to have."""

import pytest

from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.design_words.stated_dates import take_stated_lines

BLUE, ORANGE, GREEN, GOLD = "#2f6fe0", "#f08a24", "#1f5a32", "#d9b34a"


@pytest.mark.parametrize(
    ("prompt", "palette"),
    [
        ("set of 3 icons: heart, apple, key. Flat, blue and orange", (BLUE, ORANGE)),
        ("logo for a bakery, dark green and gold", (GREEN, GOLD)),
        ("plakat na koncert, gitara, czerwień i czerń", ("#e02b2b", "#222428")),
        ("poster for a fair in warm tones, orange and brown, a fox", (ORANGE, "#8a5a34")),
    ],
)
def test_colours_that_stand_alone_are_the_pieces_own(prompt: str, palette: tuple[str, ...]) -> None:
    assert parse_prompt(prompt).palette == palette


@pytest.mark.parametrize("prompt", ["poster of red and white roses", "card with blue and yellow flowers"])
def test_colours_before_a_thing_are_its_own(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.palette == ()
    assert spec.subjects[0].color is not None


@pytest.mark.parametrize(
    ("prompt", "ground"),
    [
        ("logo of a fox on a white background", "#ffffff"),
        ("icono de una mochila, líneas sencillas, fondo blanco", "#ffffff"),
        ("logo d'un chat, fond blanc cassé", "#f7f3e8"),
        ("plakat z kotem, ciemne tło", "#1f2024"),
        ("Logo mit Fuchs, schwarzer Hintergrund", "#222428"),
        ("una hamburguesa, fondo oscuro", "#1f2024"),
        ("a fox in a field", None),
    ],
)
def test_the_background_has_the_colour_said_of_it(prompt: str, ground: str | None) -> None:
    assert parse_prompt(prompt).ground == ground


@pytest.mark.parametrize(
    ("prompt", "surface", "color"),
    [
        ("a perfume bottle on black velvet", "velvet", "#222428"),
        ("Produktfoto einer Seife auf weißem Marmor mit Lavendel", "marble", "#f2f2f0"),
        ("srebrny zegarek na szarym kamieniu, zdjęcie reklamowe", "stone", "#9aa0a8"),
        ("foto de una hamburguesa sobre tabla de madera", "wood", None),
        ("gold ring on a dark slate, macro shot", "slate", "#1f2024"),
    ],
)
def test_goods_lie_on_the_surface_that_is_named(prompt: str, surface: str, color: str | None) -> None:
    spec = parse_prompt(prompt)
    assert (spec.kind, spec.surface, spec.surface_color) == (Kind.PRODUCT_SHOT, surface, color)
    assert all(one.color != color or color is None for one in spec.subjects)


@pytest.mark.parametrize("prompt", ["a cat on a wooden table, photo", "a lantern on a stone wall"])
def test_what_is_no_picture_of_goods_stays_a_scene(prompt: str) -> None:
    assert parse_prompt(prompt).kind is Kind.SCENE


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("names Ann and Tom, 14 September 2025, script", ("14 September 2025",)),
        ("am Samstag, 12. Mai um 19 Uhr im Park", ("Samstag, 12. Mai um 19 Uhr",)),
        ("koncert w piątek 12 maja, gitara", ("piątek 12 maja",)),
        ("el 5 de junio de 2026 a las 20:00", ("5 de junio de 2026 a las 20:00",)),
        ("sale, 50% off", ("50% off",)),
        ("a girl in a may meadow", ()),
        ("16:9 poster of a march", ()),
    ],
)
def test_days_and_hours_are_cut_out_as_written(text: str, lines: tuple[str, ...]) -> None:
    assert take_stated_lines(text).lines == lines


def test_an_invitation_bears_the_names_of_a_couple_and_their_day() -> None:
    spec = parse_prompt("Wedding invitation with white roses, names Hannah & Tom, 14 September 2025")
    assert (spec.texts, spec.lines) == (("Hannah & Tom",), ("14 September 2025",))
    assert spec.season is None


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("Birthday card for Anna with a cat", "Anna"),
        ("Faire-part de naissance pour Léo", "Léo"),
        ("Geburtstagskarte für Sabine mit Blumen", "Sabine"),
    ],
)
def test_a_card_names_whom_it_is_for(prompt: str, name: str) -> None:
    assert name in parse_prompt(prompt).lines


@pytest.mark.parametrize(
    "prompt", ["birthday card for a friend", "Geburtstagskarte für Oma", "kartka dla babci"]
)
def test_a_relative_is_no_name(prompt: str) -> None:
    assert parse_prompt(prompt).lines == ()


def test_a_birthday_counted_in_german_is_the_title() -> None:
    assert parse_prompt("Einladung zum 50. Geburtstag von Sabine").title == "50. Geburtstag von Sabine"


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("mapa del tesoro antiguo con una palmera y un barco", {"palm-tree", "sailboat"}),
        ("fantasy map with mountains, a forest and a dragon", {"mountain-peaks", "evergreen-tree", "dragon"}),
        ("Schatzkarte mit Piratenschiff", {"pirate-ship"}),
    ],
)
def test_a_map_is_drawn_as_one(prompt: str, shown: set[str]) -> None:
    spec = parse_prompt(prompt)
    assert spec.kind is Kind.MAP
    assert shown <= {one.concept for one in spec.subjects}


@pytest.mark.parametrize("prompt", ["a girl holding a map", "a map on a table with a compass"])
def test_a_map_in_a_scene_is_a_thing(prompt: str) -> None:
    assert parse_prompt(prompt).kind is not Kind.MAP


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("album cover for a lo-fi band, a lonely astronaut", ["astronaut"]),
        ("Banner für einen Schuhladen, ein roter Turnschuh", ["sneaker"]),
        ("poster for a dog show with a poodle", ["poodle"]),
        ("poster for a whale museum", ["whale"]),
    ],
)
def test_whom_a_piece_is_for_is_shown_only_where_nothing_else_is(prompt: str, concepts: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == concepts


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("mobile app ui for a fitness tracker with a heart", Kind.APP_SCREEN),
        ("schermata di un'app meteo con sole", Kind.APP_SCREEN),
        ("ekran aplikacji pogodowej ze słońcem", Kind.APP_SCREEN),
        ("landing page hero with a rocket", Kind.SCENE),
        ("Etikett für Honigglas, Biene", Kind.LABEL),
        ("carta da parati con pappagalli", Kind.PATTERN),
        ("tapeta z liśćmi i papugami", Kind.PATTERN),
        ("tech advertisement of a smartwatch on black marble", Kind.PRODUCT_SHOT),
    ],
)
def test_a_design_is_known_by_its_name_in_any_language(prompt: str, kind: Kind) -> None:
    assert parse_prompt(prompt).kind is kind


def test_the_telephone_number_of_a_card_is_no_telephone() -> None:
    assert parse_prompt("business card for Ben Carter, phone number 555-0192").subjects == ()


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("colouring page of a turtle", Kind.COLOURING_PAGE),
        ("instagram post for a burger restaurant, a cheeseburger", Kind.POSTER),
        ("vintage poster for a circus with a lion", Kind.POSTER),
        ("Hochzeitseinladung mit Rosen", Kind.CARD),
        ("bowl of ramen on a table, close up", Kind.SCENE),
        ("photo of cinnamon rolls on a plate", Kind.SCENE),
    ],
)
def test_more_designs_are_known_and_scenes_stay_scenes(prompt: str, kind: Kind) -> None:
    assert parse_prompt(prompt).kind is kind


def test_names_of_a_couple_are_no_things() -> None:
    spec = parse_prompt("Hochzeitseinladung mit Pampasgras und Terrakotta, Lena & Jonas, 12.09.2026")
    assert (spec.texts, [one.concept for one in spec.subjects]) == (("Lena & Jonas",), ["pampas-grass"])


def test_a_vintage_scooter_is_no_print_and_a_vintage_poster_is_one() -> None:
    assert parse_prompt("a red vintage Vespa before a wall").style is None
    assert parse_prompt("vintage poster of a fox").style is not None


def test_things_of_a_desk_lie_on_it() -> None:
    spec = parse_prompt("illustration of a desk with a laptop, headphones and a cup of coffee")
    assert spec.settings[0] == "table_top"


def test_the_island_of_a_kitchen_is_not_in_the_sea() -> None:
    assert "tropical_island" not in parse_prompt("nowoczesna kuchnia z wyspą i białe szafki").settings


def test_the_stone_of_a_necklace_is_no_rock() -> None:
    spec = parse_prompt("Nahaufnahme einer Halskette mit blauem Stein auf schwarzem Schiefer")
    assert [one.concept for one in spec.subjects] == ["necklace"]


def test_an_adjective_of_a_poster_is_no_thing() -> None:
    assert parse_prompt("Plakat für ein Klavierkonzert, elegante goldene Schrift").subjects == ()


def test_a_logo_for_a_company_shows_the_sign_it_names() -> None:
    spec = parse_prompt('logo for a mountain guide company "Alta Via", peaks')
    assert [one.concept for one in spec.subjects] == ["mountain-peaks"]
