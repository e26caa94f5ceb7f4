"""Which of several places a picture shows, and which of them become things in it."""

import pytest

from cavendish_illustrator.picture_spec import TimeOfDay
from cavendish_illustrator.scenery.lands_beyond import lands_beyond
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.scenery.window_frame import looks_out
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.place_words.place_order import named_places


def concepts(prompt: str) -> list[str]:
    return [one.concept for one in parse_prompt(prompt).subjects]


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a snowy village at dusk with warm windows", "village"),
        ("ein Dorf mit leuchtenden Fenstern", "village"),
        ("una casa con ventanas azules en un prado", "meadow"),
        ("widok przez okno na ogród", "garden"),
        ("a girl reading by the window", "window_view"),
        ("a night market in Tokyo", "night_market"),
        ("ein Café in Wien", "storefront"),
        ("a street in Paris in the rain", "city_street"),
        ("Paris at dawn", "paris"),
        ("a lake in the Alps", "lake"),
        ("ein Steg an einem See", "pier"),
    ],
)
def test_the_picture_shows_the_place_that_is_meant(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 1) == place


@pytest.mark.parametrize(
    ("prompt", "place", "thing"),
    [
        ("a cabin by a lake", "lake", "cottage"),
        ("eine Kapelle an einem Fluss", "river", "church"),
        ("un faro en el puerto", "harbour", "lighthouse"),
        ("wieś z kościołem", "village", "church"),
        ("a tent on the beach", "beach", "tent"),
    ],
)
def test_a_building_stands_in_the_other_place(prompt: str, place: str, thing: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.settings[0] == place
    assert thing in concepts(prompt)


def test_a_building_alone_stays_the_place() -> None:
    assert parse_prompt("a cabin in the forest").settings[0] == "cabin"
    assert concepts("a cabin in the forest") == []


def test_every_building_of_a_tile_of_land_is_a_thing() -> None:
    assert {"barn", "windmill"} <= set(concepts("isometric farm with a windmill and 3 cows"))


@pytest.mark.parametrize(
    ("prompt", "place"),
    [("ein Fachwerkdorf", "village"), ("een bergdorpje", "village"), ("ein Winterwald", "forest")],
)
def test_a_compound_is_what_its_last_part_says(prompt: str, place: str) -> None:
    assert place in parse_prompt(prompt).settings


def test_a_compound_keeps_its_number() -> None:
    assert [(one.concept, one.count) for one in parse_prompt("zwei Holzhäuser").subjects] == [("house", 2)]
    assert concepts("Schornsteine") == []


@pytest.mark.parametrize(
    "prompt", ["Berge und ihre Spiegelung im See", "góry i ich odbicie w jeziorze", "reflejos en el lago"]
)
def test_a_reflection_is_no_mirror(prompt: str) -> None:
    assert "mirror" not in concepts(prompt)


def test_stripes_are_no_rays() -> None:
    assert "stingray" not in concepts("un toldo a rayas")


def test_boats_suit_their_water() -> None:
    assert concepts("boats in a harbour") == ["fishing-boat"]
    assert concepts("two boats on a lake") == ["rowing-boat"]
    assert concepts("sailboats in a harbour") == ["sailboat"]


def test_gulls_are_gulls() -> None:
    assert concepts("a seagull on a post") == ["seagull"]
    assert concepts("seagulls over the sea") == ["seagull-flying"]


def test_what_somebody_unknown_does_is_not_done_by_the_last_thing() -> None:
    spec = parse_prompt("a hammer and an anvil, sparks flying, warm orange light")
    assert [(one.concept, one.pose) for one in spec.subjects] == [("hammer", None), ("anvil", None)]


def test_the_colour_of_an_unknown_thing_is_not_the_picture_s() -> None:
    spec = parse_prompt("una bicicleta, paredes blancas y macetas azules")
    assert spec.palette == ()


def test_full_is_no_moon() -> None:
    spec = parse_prompt("łąka pełna maków, letnie popołudnie")
    assert spec.time_of_day is not TimeOfDay.NIGHT
    assert [one.concept for one in spec.subjects] == ["poppy"]


def test_an_old_tram_is_nobody() -> None:
    assert concepts("un vecchio tram rosso") == ["tram"]
    assert concepts("babcia przy kominku") == concepts("grandma by the fireplace") == ["old-woman"]


def test_a_market_is_seen_from_above_by_its_parasols() -> None:
    assert chosen_setting(parse_prompt("aerial view of a market"), 1) == "market_from_above"


def test_a_view_through_a_window_shows_what_is_outside() -> None:
    spec = parse_prompt("view through a window on a snowy street")
    assert chosen_setting(spec, 1) == "street"
    assert looks_out(spec)
    assert not looks_out(parse_prompt("a kitchen with a window"))
    assert chosen_setting(parse_prompt("a cat looks out of the window"), 1) == "windowsill"


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("inside a gothic cathedral", "church_interior"),
        ("wnętrze starej stajni", "barn_interior"),
        ("ein Feldweg mit Mohnblumen", "lane"),
        ("una strada sterrata in campagna", "lane"),
        ("an alley with geraniums on the balconies", "alley"),
        ("Weihnachtsmarkt, Schnee auf den Dächern", "christmas_market"),
        ("ein Café in einer alten Bibliothek", "cafe_interior"),
        ("a train on a viaduct", "viaduct"),
        ("a village at Christmas", "christmas_village"),
        ("an old wooden door with ivy", "house_wall"),
        ("a living room at Christmas", "christmas"),
    ],
)
def test_inside_and_outside_are_told_apart(prompt: str, place: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 1) == place


def test_doors_of_a_village_are_on_its_houses() -> None:
    assert concepts("a white village with blue doors") == []
    assert "door" in concepts("a red door in a wall of ivy")


def test_an_orange_sky_holds_no_fruit() -> None:
    assert "tangerine" not in concepts("un champ de lavande, ciel orange")


@pytest.mark.parametrize("prompt", ["Menschen im Park", "gente en la plaza", "ludzie na rynku"])
def test_people_are_several(prompt: str) -> None:
    assert parse_prompt(prompt).subjects[0].count > 1


@pytest.mark.parametrize(
    ("prompt", "place", "beyond"),
    [
        ("the rooftops of Lisbon with the river in the distance", "rooftop", "river"),
        ("a park with the city skyline in the background", "park", "skyline"),
        ("ein Park mit der Skyline der Stadt im Hintergrund", "park", "skyline"),
        ("un champ de lavande avec une ferme", "lavender_field", "farmstead"),
        ("wheat field with a village in the background", "wheat_field", "village"),
        ("plaża z górami w tle", "beach", "mountains"),
        ("calle del casco antiguo con el castillo al fondo", "old_town", "castle"),
        ("picnic in the park, Eiffel tower in the background", "picnic", "eiffel_tower"),
        ("a lake with a village", "lake", "village"),
    ],
)
def test_the_other_place_is_seen_behind_the_first(prompt: str, place: str, beyond: str) -> None:
    spec = parse_prompt(prompt)
    assert chosen_setting(spec, 1) == place
    assert beyond in lands_beyond(named_places(spec.settings), place, has_water=False)


def test_a_place_does_not_stand_behind_itself() -> None:
    spec = parse_prompt("a village in the mountains")
    assert chosen_setting(spec, 1) == "village"
    assert not lands_beyond(named_places(spec.settings), "village", has_water=False)
