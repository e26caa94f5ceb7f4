"""Tables, cloths and slabs under a photographed thing, and what is put beside it."""

import pytest

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Look,
    Place,
    Relight,
    ReplaceBackground,
    Restyle,
)


@pytest.mark.parametrize(
    ("instruction", "surface", "color"),
    [
        ("put the cup on a grey marble table", "marble", "#9aa0a8"),
        ("place this coffee on a rustic wooden table", "wood", None),
        ("połóż na lnianym obrusie", "linen", None),
        ("postaw filiżankę na marmurowym stole", "marble", None),
        ("setze die Tasse auf einen Marmortisch", "marble", None),
        ("pose la fleur sur une ardoise noire", "slate", "#222428"),
        ("coloca la taza sobre una mesa de mármol", "marble", None),
    ],
)
def test_what_is_put_on_a_table_gets_that_table(instruction, surface, color):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert operation.is_surface
    assert (operation.spec.surface, operation.spec.surface_color) == (surface, color)


@pytest.mark.parametrize(
    "instruction",
    ["put a cookie on the wooden table", "add a cookie on the table", "put the cat in front of a stone wall"],
)
def test_what_is_new_on_the_table_leaves_the_table(instruction):
    assert not any(
        isinstance(one, ReplaceBackground) and one.is_surface for one in parse_edit(instruction).operations
    )


@pytest.mark.parametrize(
    ("instruction", "beside", "place"),
    [
        ("add a slice of cake next to the mug", "mug-plain", None),
        ("ajoute deux macarons à droite de la tasse", "hot-beverage", Place.RIGHT),
        ("dodaj ciasteczko obok filiżanki", "teacup-saucer", None),
    ],
)
def test_what_a_thing_stands_beside_tells_its_size(instruction, beside, place):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert (operation.beside, operation.place) == (beside, place)


def test_a_candle_named_with_the_evening_burns_there():
    candle, light = parse_edit("wieczór i zapalona świeca po prawej").operations
    assert isinstance(candle, AddObject)
    assert light == Relight(look=Look.CANDLELIGHT)


def test_a_building_far_off_is_added_and_a_vintage_poster_is_printed():
    (mill,) = parse_edit("ajoute un moulin à vent au loin").operations
    assert isinstance(mill, AddObject)
    assert parse_edit("vintage botanical poster").operations == (Restyle(style=Style.VINTAGE_PRINT),)
