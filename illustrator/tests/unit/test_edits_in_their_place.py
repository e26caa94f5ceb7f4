"""Where a new thing, a season or a table of an edit instruction goes, in ten languages."""

import pytest

from cavendish_illustrator.edit.solids.bodies_in_space import find_body
from cavendish_illustrator.picture_spec import Weather
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddWeather,
    Look,
    Place,
    Relight,
    Remake,
    ReplaceBackground,
)


@pytest.mark.parametrize(
    "instruction",
    [
        "ajoute de la neige partout autour du raton laveur",
        "dodaj śnieg wokół szopa",
        "agrega nieve alrededor del mapache",
        "füge Schnee um die Katze hinzu",
        "aggiungi neve intorno al gatto",
        "adicione neve em volta do guaxinim",
        "voeg sneeuw toe rond de wasbeer",
        "додай сніг навколо єнота",
        "přidej sníh kolem kočky",
        "add snow all around the raccoon",
        "dodaj płatki śniegu spadające na kota",
    ],
)
def test_weather_around_somebody_brings_nobody_new(instruction):
    assert parse_edit(instruction).operations == (AddWeather(weather=Weather.SNOW),)


def test_weather_and_a_new_thing_bring_both():
    operations = parse_edit("add snow and a snowman").operations
    assert any(isinstance(one, AddObject) and one.concept == "snowman" for one in operations)


@pytest.mark.parametrize(
    ("instruction", "look"),
    [
        ("zamień lato na złotą jesień", Look.AUTUMN),
        ("change summer to winter", Look.WINTER),
        ("mach aus dem Sommer Winter", Look.WINTER),
        ("cambia el verano por el otoño", Look.AUTUMN),
        ("remplace l'été par un automne doré", Look.AUTUMN),
        ("winter instead of summer", Look.WINTER),
        ("zima zamiast lata", Look.WINTER),
    ],
)
def test_the_season_that_was_is_not_laid_over_the_one_that_comes(instruction, look):
    assert parse_edit(instruction).operations == (Relight(look=look),)


@pytest.mark.parametrize(
    ("instruction", "surface"),
    [
        ("mach aus dem Holztisch einen Marmortisch", "marble"),
        ("zamień drewniany stół na biały obrus w kratkę", "checked"),
        ("remplace la table en bois par du marbre blanc", "marble"),
        ("cambia il tavolo di legno con un tavolo di marmo bianco", "marble"),
        ("troca a mesa de madeira por mármore branco", "marble"),
        ("vyměň dřevěný stůl za mramorový", "marble"),
        ("place the cup on a red checkered tablecloth", "checked"),
    ],
)
def test_a_table_gives_way_to_another_surface(instruction, surface):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert (operation.is_surface, operation.spec.surface) == (True, surface)


@pytest.mark.parametrize(
    "instruction",
    [
        "replace the table with white marble",
        "zamień drewniany blat na marmurowy",
        "cambia la mesa de madera por una de mármol",
        "vervang de houten tafel door wit marmer",
        "заміни дерев'яний стіл на мармуровий",
    ],
)
def test_a_table_of_another_material_stays_in_its_place(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Remake)
    assert operation.material == "stone"


@pytest.mark.parametrize(
    "instruction", ["put a dragon flying over the temple", "metti un drago sopra il tempio"]
)
def test_what_is_put_near_a_building_is_new_and_no_place(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert (operation.concept, operation.place) == ("dragon", Place.SKY)


@pytest.mark.parametrize(
    ("instruction", "concept"),
    [
        ("make the coffee a cappuccino with a heart in the foam", "red-heart"),
        ("zamień kawę w cappuccino z serduszkiem na piance", "red-heart"),
        ("mach aus dem Kaffee einen Cappuccino mit Herz im Schaum", "red-heart"),
        ("pon un gato dibujado en la espuma del café", "cat"),
        ("ajoute un cœur dans la mousse du café", "red-heart"),
        ("aggiungi un cuore nella schiuma del caffè", "red-heart"),
        ("transforme o café em um cappuccino com um coração na espuma", "red-heart"),
        ("voeg een hart toe in het melkschuim", "red-heart"),
        ("намалюй серце на пінці кави", "red-heart"),
        ("přidej srdíčko do pěny", "red-heart"),
        ("turn the coffee into a cappuccino with latte art", "red-heart"),
        ("dodaj gwiazdkę na piance kawy", "star"),
        ("make it a latte", "foam"),
    ],
)
def test_a_drink_with_foam_stays_in_its_cup(instruction, concept):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert (operation.concept, operation.place) == (concept, Place.DRINK)


@pytest.mark.parametrize(
    "food",
    ["apple pie", "sandwich", "pancakes", "waffles", "fried eggs", "tiramisu", "pizza", "burger", "strudel"],
)
def test_what_lies_on_an_added_plate_is_a_body_too(food):
    (plate,) = parse_edit(f"add a plate with {food} next to the cup").operations
    assert isinstance(plate, AddObject)
    assert plate.contents is not None
    assert find_body(plate.contents) is not None


@pytest.mark.parametrize(
    ("instruction", "concept"),
    [
        ("połóż ciastko na stole", "cookie"),
        ("połóż kilka ziaren kawy na stole", "coffee-beans"),
        ("поклади печиво на стіл", "cookie"),
    ],
)
def test_food_is_new_on_the_table_in_languages_without_articles(instruction, concept):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert (operation.concept, operation.place) == (concept, Place.SURFACE)


def test_a_cup_in_such_a_language_is_the_one_of_the_photograph():
    (operation,) = parse_edit("postaw filiżankę na drewnianym stole").operations
    assert isinstance(operation, ReplaceBackground)
    assert operation.is_surface


@pytest.mark.parametrize(
    ("instruction", "concept"),
    [
        ("replace her cap with a cowboy hat", "cowboy-hat"),
        ("ersetze ihre Mütze durch einen Cowboyhut", "cowboy-hat"),
        ("zamień jej czapkę na kapelusz", "hat"),
    ],
)
def test_another_hat_is_put_on_instead(instruction, concept):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert operation.concept == concept


@pytest.mark.parametrize(
    "instruction",
    [
        "place a ladybug on the petals",
        "setze einen Marienkäfer auf die Blütenblätter",
        "posa una coccinella sui petali",
    ],
)
def test_the_petals_that_something_sits_on_do_not_fall(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert (operation.concept, operation.place) == ("lady-beetle", Place.ON_OBJECT)


@pytest.mark.parametrize(
    "instruction", ["zmień tło na gabinet z książkami", "change the background to an office"]
)
def test_a_study_in_the_background_is_a_room_and_no_table(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert not operation.is_surface
    assert "office" in operation.spec.settings


@pytest.mark.parametrize(
    "instruction",
    [
        "turn this into a winter landscape",
        "mach daraus eine Winterlandschaft",
        "zamień to w zimowy krajobraz",
        "convierte la foto en un paisaje nevado",
        "transforme cette photo en paysage d'hiver",
        "trasforma in un paesaggio invernale",
        "transforme em uma paisagem de inverno",
        "maak er een winterlandschap van",
        "зроби зимовий пейзаж",
        "udělej z toho zimní krajinu",
    ],
)
def test_a_photograph_turned_into_a_winter_landscape_keeps_its_own(instruction):
    assert parse_edit(instruction).operations == (Relight(look=Look.WINTER),)


@pytest.mark.parametrize(
    "instruction", ["put the cat in a winter landscape", "change the background to a winter landscape"]
)
def test_who_is_put_into_a_winter_landscape_goes_there(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
