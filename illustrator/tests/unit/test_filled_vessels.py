"""What lies on an added plate, or is in an added bowl or vase, is read in ten languages."""

import pytest

from cavendish_illustrator.understanding.instructions.edit_instruction import Place
from cavendish_illustrator.understanding.instructions.edit_parser import parse_edit

FILLED = {
    "add a small plate with two chocolate cookies next to the cup": (
        "fork-and-knife-with-plate",
        "cookie",
        2,
    ),
    "a bowl of strawberries beside the coffee": ("bowl", "strawberry", 0),
    "stelle eine Vase mit drei gelben Tulpen auf den Tisch": ("amphora", "tulip", 3),
    "dodaj talerzyk z dwoma ciastkami obok filiżanki": ("fork-and-knife-with-plate", "cookie", 2),
    "ajoute une assiette avec trois biscuits à côté de la tasse": ("fork-and-knife-with-plate", "cookie", 3),
    "añade un plato con dos galletas junto a la taza": ("fork-and-knife-with-plate", "cookie", 2),
    "aggiungi un piattino con due biscotti accanto alla tazza": ("fork-and-knife-with-plate", "cookie", 2),
    "põe um prato com duas bolachas ao lado da xícara": ("fork-and-knife-with-plate", "cookie", 2),
    "zet een bordje met twee koekjes naast het kopje": ("fork-and-knife-with-plate", "cookie", 2),
    "додай тарілку з двома печивами біля чашки": ("fork-and-knife-with-plate", "cookie", 2),
    "přidej talířek se dvěma sušenkami vedle šálku": ("fork-and-knife-with-plate", "cookie", 2),
    "add a croissant on a white plate next to the cup": ("fork-and-knife-with-plate", "croissant", 1),
}


@pytest.mark.parametrize(("instruction", "told"), FILLED.items())
def test_what_an_added_vessel_holds_is_in_it_and_not_beside_it(instruction, told):
    added = parse_edit(instruction).operations
    assert [(one.concept, one.contents, one.contents_count) for one in added] == [told]


def test_the_colour_of_flowers_is_not_that_of_their_vase():
    (vase,) = parse_edit("put a vase with white roses beside her").operations
    assert (vase.color, vase.contents_color) == (None, "#f2f2f0")


@pytest.mark.parametrize("instruction", ["give her a red balloon", "dai alla donna un palloncino rosso"])
def test_a_balloon_is_given_into_a_hand_and_nobody_is_added(instruction):
    added = parse_edit(instruction).operations
    assert [(one.concept, one.place) for one in added] == [("balloon", Place.HAND)]
