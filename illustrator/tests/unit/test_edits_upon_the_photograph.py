"""Instructions carried out upon the photograph itself, in ten languages, and where new things go in it."""

import pytest

from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Look,
    Place,
    Relight,
    RemoveObject,
    ReplaceBackground,
)


@pytest.mark.parametrize(
    "instruction",
    [
        "make it autumn, the trees all red and yellow",
        "mach es herbstlich, die Bäume rot und gelb",
        "zrób jesień, drzewa czerwone i żółte",
        "que sea otoño, con los árboles rojos y amarillos",
        "mets les arbres aux couleurs de l'automne",
        "fais-en un paysage d'automne",
        "fai diventare autunno, gli alberi rossi e gialli",
        "deixa as árvores com cores de outono",
        "зроби осінь, дерева червоні та жовті",
        "udělej podzim, stromy červené a žluté",
    ],
)
def test_autumn_comes_to_the_trees_that_are_there(instruction):
    assert parse_edit(instruction).operations == (Relight(look=Look.AUTUMN),)


@pytest.mark.parametrize(
    "instruction",
    [
        "the pagoda at night, light in its windows, fireworks over the lake",
        "die Pagode bei Nacht, Licht in den Fenstern, Feuerwerk über dem See",
        "pagoda nocą, światła w oknach, fajerwerki nad jeziorem",
        "la pagoda de noche, luz en las ventanas, fuegos artificiales sobre el lago",
        "la pagode la nuit, fenêtres éclairées, feu d'artifice au-dessus du lac",
        "la pagoda di notte, luci alle finestre, fuochi d'artificio sul lago",
        "o pagode à noite, luz nas janelas, fogos de artifício sobre o lago",
        "de pagode bij nacht, licht in de ramen, vuurwerk boven het meer",
        "пагода вночі, у вікнах світло, над озером феєрверк",
        "pagoda v noci, světlo v oknech, ohňostroj nad jezerem",
    ],
)
def test_night_windows_and_fireworks_come_to_what_is_there(instruction):
    operations = parse_edit(instruction).operations
    assert not any(isinstance(item, ReplaceBackground) for item in operations)
    added = {item.concept for item in operations if isinstance(item, AddObject)}
    assert {"window-lights", "fireworks"} <= added


@pytest.mark.parametrize(
    ("instruction", "concept", "place"),
    [
        ("put a flock of sheep on the grass", "ewe", Place.GROUND),
        ("setz ein Schaf auf die Wiese", "ewe", Place.GROUND),
        ("zet een bankje in het gras", "bench", Place.GROUND),
        ("põe um barco no lago", "sailboat", Place.WATER),
        ("mets un cygne sur l'eau", "swan", Place.WATER),
        ("metti una barca sull'acqua", "sailboat", Place.WATER),
        ("постав човен на озеро", "sailboat", Place.WATER),
        ("coloca um croissant no pires ao lado da xícara", "croissant", Place.PLATE),
        ("połóż ciastko na spodku", "cookie", Place.PLATE),
        ("leg een koekje op het schoteltje", "cookie", Place.PLATE),
        ("put a cookie on the table", "cookie", Place.SURFACE),
        ("put a bird on the roof", "bird", Place.ON_TOP),
        ("adicionar uma borboleta azul pousada na flor", "butterfly", Place.ON_OBJECT),
        ("una mariposa azul posada en la flor", "butterfly", Place.ON_OBJECT),
        ("un papillon bleu posé sur la fleur", "butterfly", Place.ON_OBJECT),
    ],
)
def test_a_new_thing_goes_on_what_is_named(instruction, concept, place):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert (operation.concept, operation.place) == (concept, place)


@pytest.mark.parametrize(
    "instruction",
    [
        "take off his glasses",
        "nimm ihr bitte die Brille ab",
        "zdejmij mu okulary",
        "quítale las gafas",
        "enlève-lui ses lunettes",
        "togligli gli occhiali",
        "tira os óculos dele",
        "zet zijn bril af",
        "зніми з неї окуляри",
        "sundej jí brýle",
        "ohne Brille",
    ],
)
def test_glasses_are_taken_off_and_not_put_on(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, RemoveObject)
    assert operation.concept == "glasses"


def test_what_shall_stay_is_kept_as_it_is():
    (operation,) = parse_edit(
        "change the background to a starry night sky, keep the woman as she is"
    ).operations
    assert isinstance(operation, ReplaceBackground)
    assert operation.is_kept
    (operation,) = parse_edit("change the background to a starry night sky").operations
    assert not operation.is_kept


def test_hats_for_everyone_leave_the_place_as_it_is():
    (operation,) = parse_edit("metti un cappello da festa a tutti").operations
    assert (operation.concept, operation.count) == ("party-hat", 9)
