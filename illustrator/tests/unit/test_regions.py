"""Towns and countries by name: how houses look there, and where a picture is that names nothing else."""

import numpy as np
import pytest

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import TimeOfDay
from cavendish_illustrator.scenery.cottages import cottage, village_buildings
from cavendish_illustrator.scenery.setting_registry import chosen_setting, render_setting, setting_names
from cavendish_illustrator.scenery.town_houses import families
from cavendish_illustrator.settings.city import facades
from cavendish_illustrator.understanding.prompt_parser import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "region"),
    [
        ("boys playing football in a street in Salvador", "portuguese"),
        ("calle de La Habana con una señora", "portuguese"),
        ("жінка на площі у Львові", "slavic"),
        ("kot na ulicy w Krakowie", "central"),
        ("a taxi in Brooklyn", "american"),
        ("eine Gasse in Marrakesch", "desert"),
        ("bambini in una strada di Napoli", "mediterranean"),
        ("a street in England", "british"),
        ("menina numa rua", "portuguese"),
        ("a girl in a street", ""),
        ("een fiets in Amsterdam", "dutch"),
        ("a little Breton harbour", "breton"),
        ("wioska alpejska zimą", "alpine"),
        ("ein norwegisches Dorf", "nordic"),
        ("un pueblo griego", "whitewashed"),
        ("un village marocain", "desert"),
        ("un villaggio vietnamita", "southeast"),
        ("uma aldeia africana", "african"),
        ("een Toscaanse boerderij", "mediterranean"),
        ("японське село", "asian"),
        ("polská vesnice", "central"),
        ("a French baker in Tokyo", "asian"),
    ],
)
def test_a_named_town_tells_how_houses_are_built(prompt: str, region: str) -> None:
    assert parse_prompt(prompt).region == region


@pytest.mark.parametrize(
    ("prompt", "places"),
    [
        ("a girl in Tbilisi", {"street"}),
        ("a bus in Addis Ababa", {"street"}),
        ("a rickshaw in Delhi", {"street"}),
        ("a man in Mongolia at sunset", {"steppe"}),
        ("un niño en Lima", {"street"}),
        ("un vaso de lima sobre la mesa", {"table_top"}),
        ("a chef in Naples", {"kitchen"}),
        ("a kayak in Erewhonia", {"lake", "pier"}),
        ("a rider in Xanadoria at sunset", {"meadow", "hills"}),
        ("un cavaliere nella brugondia", {"meadow", "hills"}),
    ],
)
def test_who_is_nowhere_else_is_where_the_name_says(prompt: str, places: set[str]) -> None:
    assert {chosen_setting(parse_prompt(prompt), seed) for seed in range(4)} <= places


def test_only_a_capital_makes_a_town_of_a_common_word() -> None:
    assert parse_prompt("ein Fisch in der Stadt Nizza, a nice cat").region == "mediterranean"
    assert parse_prompt("a nice cat").region == ""
    assert not any(one.concept == "sailboat" for one in parse_prompt("tramwaj w Łodzi").subjects)


def test_every_region_is_built_somehow_and_every_land_is_drawn() -> None:
    table = read_table("understanding/place_words/regions.toml")
    assert {*table["towns"], *table["peoples"], *(row["family"] for row in table["lands"].values())} <= {
        *families(),
        "dutch",
    }
    assert set(table["by_language"].values()) <= set(families())
    assert {place for row in table["lands"].values() for place in row["places"]} <= setting_names()


def test_each_region_has_fronts_of_its_own() -> None:
    looks = set()
    for region in ("", *families()):
        canvas = Canvas((96, 64), TimeOfDay.DAY, 3)
        canvas.region = region
        facades(canvas, 56, 48)
        assert canvas.img.any()
        looks.add(np.round(canvas.img * 255).astype(np.uint8).tobytes())
    assert len(looks) == len(families()) + 1


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("two kids on the way to school", "lane"),
        ("Kinder auf dem Weg zur Schule", "lane"),
        ("dzieci w drodze do szkoły", "lane"),
        ("діти йдуть до школи", "lane"),
        ("family driving to the beach in a red car", "road"),
        ("a souvenir from the beach on a shelf in the kitchen", "kitchen"),
        ("a girl dreaming of the sea in her bedroom", "bedroom"),
        ("a city girl in the forest", "forest"),
        ("a girl on a park bench", "park"),
        ("a sloth in a coworking space", "office"),
        ("медсестра в коридорі лікарні", "hospital_corridor"),
        ("a boy in a school hallway", "school_corridor"),
        ("girl looking out of the train window at the sea", "train_interior"),
        ("bonde subindo uma ladeira de Lisboa", "hill_street"),
        ("львів взимку, площа ринок, різдвяний ярмарок", "christmas_market"),
        ("three sheep on a cliff in ireland", "cliff"),
        ("a castle on a cliff by the sea", "castle_headland"),
        ("a dog waiting for the train", "train_station"),
        ("Kinder in den Dünen", "dune_coast"),
        ("children in the dunes of Denmark", "dune_coast"),
        ("camels in the dunes", "desert"),
        ("a map of Norway on the office wall", "office"),
        ("a boy in detention", "classroom"),
        ("a waiter smoking behind a restaurant", "street"),
        ("Kinder vor der Schule", "street"),
        ("a monk in a monastery in Bhutan", "temple"),
        ("a crab on the dunes of Sylt", "dune_coast"),
        ("fiesta de pueblo con guirnaldas, abuelos bailando, hoguera", "carnival"),
        ("Kinder in der Kita", "nursery"),
        ("кіт у під'їзді", "corridor"),
        ("turista na Sněžce", "mountains"),
    ],
)
def test_a_place_that_is_only_spoken_of_is_not_the_scene(prompt: str, place: str) -> None:
    assert {chosen_setting(parse_prompt(prompt), seed) for seed in range(3)} == {place}


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("casal dançando na praça, bandeirinhas e fogueira", "campfire"),
        ("Osterfeuer auf dem Dorfplatz", "campfire"),
        ("a wedding on the beach", "wedding_arch"),
    ],
)
def test_what_a_place_is_known_by_is_in_the_picture(prompt: str, concept: str) -> None:
    assert any(one.concept == concept for one in parse_prompt(prompt).subjects)


def test_nobody_bathes_in_what_a_window_shows() -> None:
    spec = parse_prompt("girl looking out of the train window at the sea")
    assert not any(one.is_in_water for one in spec.subjects)


def test_the_houses_of_a_street_are_no_toys_before_it() -> None:
    spec = parse_prompt("a yellow cab in front of brick houses in a street in Brooklyn")
    assert any(one.concept == "house" and one.count > 1 for one in spec.subjects)
    assert "house" in render_setting(spec, (96, 64), 3).stage.tags


def test_a_festival_hangs_its_flags_itself() -> None:
    spec = parse_prompt("casal dançando forró na praça, bandeirinhas de são joão")
    assert "carnival" in spec.settings
    assert not any(one.concept == "bunting" for one in spec.subjects)


def test_the_houses_of_every_village_differ_from_each_other_s() -> None:
    looks = set()
    for region in village_buildings():
        canvas = Canvas((96, 96), TimeOfDay.DAY, 3)
        cottage(canvas, region, (48, 80), 60)
        looks.add(np.round(canvas.img * 255).astype(np.uint8).tobytes())
    assert len(looks) == len(village_buildings())
    quays = {str(row["houses"]) for row in read_table("settings/landmarks.toml").values() if "houses" in row}
    assert set(families()) <= {*village_buildings(), *quays}


@pytest.mark.parametrize(
    "prompt",
    [
        "a Norwegian village",
        "a desert village with palm trees",
        "village breton au bord de la mer",
        "a Japanese village in cherry blossom",
        "wioska w Toskanii",
        "un village breton",
        "ein Dorf in Japan",
        "село в Карпатах",
    ],
)
def test_a_village_in_a_land_is_a_village(prompt: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 3) == "village"


def test_a_village_is_built_as_its_region_builds() -> None:
    pictures = set()
    for prompt in ("a village", "a white village in Andalusia"):
        canvas = render_setting(parse_prompt(prompt), (96, 64), 3)
        pictures.add(np.round(canvas.img * 255).astype(np.uint8).tobytes())
    assert len(pictures) == 2
