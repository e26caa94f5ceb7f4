"""Which place a prompt means, and which things stand there."""

import pytest

from cavendish_illustrator.figures.drawings.drawing_names import drawable
from cavendish_illustrator.scenery.room_finishes import floor_named, has_big_window, is_bare, walls_named
from cavendish_illustrator.scenery.setting_registry import chosen_setting, setting_names, view_named
from cavendish_illustrator.scenery.wall_climbers import climber_named
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.place_words.cross_section_words import rooms_for
from cavendish_illustrator.understanding.place_words.shops import shop_named, stocked
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("pixel art vending machine glowing in a dark alley", "vending-machine"),
        ("kot śpiący na ciepłym kaflowym piecu", "tiled-stove"),
        ("trulli bianchi in puglia sotto un cielo stellato", "trullo"),
        ("raised vegetable beds with lettuce", "vegetable-bed"),
        ("Strandkorb im Schnee", "beach-basket-chair"),
        ("a staircase that goes up into the clouds", "sky-stairs"),
        ("rede entre dois coqueiros", "hammock-palms"),
        ("traktor veze chmel mezi chmelnicemi", "hop-poles"),
        ("bakfiets vol tulpen", "cargo-bike"),
        ("комбайн у полі соняшників", "combine-harvester"),
        ("tourist kayaks pulled up on a beach", "sea-kayak"),
        ("a knight waiting at the bus stop", "bus-shelter"),
    ],
)
def test_what_stands_in_places_is_understood(prompt: str, concept: str) -> None:
    assert concept in [one.concept for one in parse_prompt(prompt).subjects]


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("tavern interior, crowded", "tavern"),
        ("un boulanger derrière le comptoir de sa boulangerie", "bakery_interior"),
        ("dentist's waiting room with three empty green chairs", "waiting_room"),
        ("forklift lifting melons inside a cool warehouse", "warehouse"),
        ("una puerta verde y un letrero de madera", "house_wall"),
        ("vespa rossa davanti a un muro pieno di glicine", "house_wall"),
        ("latające miasto z wiatrakami", "floating_islands"),
        ("hotelkamer in een vuurtoren, uitzicht op zee", "bedroom"),
        ("Ritterburg im Querschnitt mit Küche und Verlies", "cut_building"),
        ("a cat asleep on a tiled stove", "living_room"),
        ("a fox behind a counter full of croissants", "bakery_interior"),
        ("a treehouse village with lanterns", "tree_village"),
        ("festa de aniversário no quintal, um menino", "garden"),
        ("axolotl astronaut floating near saturn", "space"),
        ("a girl sitting on a rooftop looking at the city", "rooftop"),
        ("a bathtub in the middle of a wheat field", "wheat_field"),
        ("a greenhouse at night glowing from the inside", "garden"),
        ("a baker pulling loaves out of a brick oven", "bakery_interior"),
        ("a giant turtle carrying a village on its back through the desert", "desert"),
    ],
)
def test_the_place_is_the_one_that_was_meant(prompt: str, setting: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 7) == setting


def test_a_town_on_a_back_is_a_thing_there() -> None:
    spec = parse_prompt("eine Stadt auf dem Rücken einer Schildkröte bei Mondschein")
    assert [one.concept for one in spec.subjects] == ["turtle", "town-on-mound"]
    assert [(r.kind.value, r.subject, r.target) for r in spec.relations] == [("on", 1, 0)]
    assert "city" not in spec.settings


def test_words_of_a_shop_stand_on_its_front_alone() -> None:
    spec = parse_prompt('a bakery with a sign "Crumb", morning')
    assert spec.texts == ("Crumb",)
    assert "sign-board" not in [one.concept for one in spec.subjects]


@pytest.mark.parametrize(
    "prompt", ["cozy cabin in the snow, phone wallpaper", "fond d'écran téléphone forêt brumeuse"]
)
def test_a_wallpaper_for_a_phone_shows_no_phone(prompt: str) -> None:
    assert parse_prompt(prompt).subjects == ()


def test_walls_take_their_colour_from_nobody() -> None:
    spec = parse_prompt("a cat in a room with white walls")
    assert spec.subjects[0].color is None
    assert spec.walls is not None
    assert spec.not_understood == ()


def test_every_shop_has_drawn_goods_a_room_and_a_sign_in_each_language() -> None:
    for trade, row in read_topic("shops").items():
        assert all(drawable(goods) for goods in row["goods"]), trade
        assert row["inside"] in setting_names(), trade
        names = str(row["names"]).split("|")
        assert len(names) == len(LANGUAGES), trade
        assert all(len(list(split_phrases(part))) > 1 for part in names), trade


@pytest.mark.parametrize(
    ("prompt", "trade", "sign"),
    [
        ("pharmacy shop front at night", "pharmacy", "pharmacy"),
        ("вивіска пекарні над вікном", "bakery", "пекарня"),
        ("bakfiets voor een bloemenwinkel", "flowers", "bloemen"),
        ("quilt shop window in december", "fabric", "fabrics"),
    ],
)
def test_a_shop_has_the_sign_of_its_trade(prompt: str, trade: str, sign: str) -> None:
    shop = shop_named(prompt)
    assert shop is not None
    assert shop.trade == trade
    assert shop.sign(parse_prompt(prompt).language) == sign


def test_the_goods_of_no_shop_make_none() -> None:
    assert shop_named("a fish in the sea") is None


def test_a_room_has_the_floor_walls_and_window_that_were_named() -> None:
    spec = parse_prompt("empty flat with brick walls, herringbone floor and a big window onto a lake")
    floor, walls = floor_named(spec), walls_named(spec)
    assert floor is not None
    assert floor.kind == "herringbone"
    assert walls is not None
    assert walls.kind == "bricks"
    assert has_big_window(spec)
    assert is_bare(spec)
    assert view_named(spec) == "lake"


def test_named_rooms_are_in_the_cut_building() -> None:
    rooms = rooms_for(parse_prompt("Ritterburg im Querschnitt mit Verlies"), is_castle=True)
    assert len(rooms) == 3
    assert "dungeon" in {name for storey in rooms for name in storey}


def test_climbing_plants_are_known_by_name() -> None:
    climber = climber_named("una bicicleta cubierta de bugambilias")
    assert climber is not None
    assert climber.blossoms
    assert climber_named("a bicycle by a wall") is None


def test_a_crane_in_a_port_lifts_and_does_not_fly() -> None:
    spec = parse_prompt("a container port with one red crane")
    assert [one.concept for one in spec.subjects][-1] == "crane-machine"


def test_an_isometric_room_has_what_tells_it_from_others() -> None:
    spec = parse_prompt("isometric drawing of a small server room")
    assert "server-rack" in [one.concept for one in spec.subjects]


@pytest.mark.parametrize(
    "prompt", ["old cobbler's workshop with a radio", "cucina della nonna vuota", "Wartezimmer beim Tierarzt"]
)
def test_whose_room_it_is_is_not_in_it(prompt: str) -> None:
    assert not any(is_person(one.concept) for one in parse_prompt(prompt).subjects)


def test_the_globe_of_a_library_is_no_balloon() -> None:
    spec = parse_prompt("biblioteca antiga com escada de madeira e um globo")
    assert [one.concept for one in spec.subjects] == ["ladder", "globe-showing-europe-africa"]


def test_what_a_shop_is_full_of_lies_in_its_window() -> None:
    shop, wares = stocked(parse_prompt("a shop with candles, snow"))
    assert shop is not None
    assert wares == {"candle"}
    assert shop.goods == ("candle",)


@pytest.mark.parametrize(
    ("prompt", "is_up"),
    [
        ("a cat in a spacesuit floating above earth", True),
        ("kosmonaut nad Zemí", True),
        ("a satellite above earth", True),
        ("a satellite", False),
        ("an astronaut holding a globe", False),
        ("a teacher holding a globe", False),
        ("an astronaut above earth in a desert", False),
    ],
)
def test_who_flies_above_the_earth_is_in_space(prompt: str, is_up: bool) -> None:
    assert (parse_prompt(prompt).settings == ("space",)) is is_up
