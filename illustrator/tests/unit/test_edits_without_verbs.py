"""What an instruction adds that only says where a thing is, and each of several things in its own place."""

import pytest

from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddText,
    Place,
    Recolour,
    ReplaceObject,
    Smile,
)


@pytest.mark.parametrize(
    ("instruction", "concept", "place"),
    [
        ("a cup of tea in her hand", "hot-beverage", Place.HAND),
        ("fish in its mouth", "tropical-fish", Place.HAND),
        ("вишневий пиріг поруч", "lattice-pie", None),
        ("Luftballons hinter ihr", "balloon", Place.BACKGROUND),
        ("mushrooms growing in front of it", "mushroom", None),
        ("un perro al lado de la taza", "dog", None),
        ("put her in front of a red car", "automobile", Place.BACKGROUND),
    ],
)
def test_a_thing_that_is_only_said_to_be_somewhere_is_added(instruction, concept, place):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert (operation.concept, operation.place) == (concept, place)


@pytest.mark.parametrize(
    "instruction",
    [
        "coffee beans scattered around the cup",
        "rozsyp ziarna kawy wokół filiżanki",
        "streue Kaffeebohnen um die Tasse herum",
        "granos de café alrededor de la taza",
    ],
)
def test_small_things_around_another_are_many(instruction):
    (operation,) = parse_edit(instruction).operations
    assert operation.concept == "coffee-beans"
    assert operation.count > 5


@pytest.mark.parametrize("instruction", ["kot po lewej na czarno", "the man on the left in blue"])
def test_a_colour_for_whom_a_place_tells_apart_adds_nobody(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Recolour)


def test_each_thing_has_the_place_beside_its_name():
    first, second = parse_edit("aby měla na hlavě korunu a v ruce kytici").operations
    assert (first.concept, first.place) == ("crown", Place.ON_HEAD)
    assert (second.concept, second.place) == ("bouquet", Place.HAND)


def test_glasses_that_somebody_wears_and_a_book_that_they_read():
    worn, held = parse_edit("Waschbär soll eine Brille tragen und ein Buch lesen").operations
    assert (worn.concept, held.concept, held.place) == ("glasses", "open-book", Place.HAND)


def test_glasses_beside_a_cup_lie_there():
    book, glasses = parse_edit("put an open book and glasses next to the cup").operations
    assert book.concept == "open-book"
    assert glasses.place is not Place.ON_FACE


@pytest.mark.parametrize("instruction", ["make it a tiger", "haz que sea un león"])
def test_what_a_pronoun_names_becomes_an_animal(instruction):
    assert isinstance(parse_edit(instruction).operations[0], ReplaceObject)


@pytest.mark.parametrize("instruction", ["write NASA on the suit", "napisz NASA na kombinezonie"])
def test_what_stands_in_capitals_is_written(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddText)
    assert operation.text == "NASA"


def test_a_smile_that_is_given_is_a_smile():
    assert parse_edit("geef haar een grote glimlach").operations == (Smile(),)


@pytest.mark.parametrize(
    "instruction",
    ["pon flores alrededor del gato", "mushrooms all around the raccoon", "des biscuits autour de la tasse"],
)
def test_small_things_around_lie_on_all_sides(instruction):
    (operation,) = parse_edit(instruction).operations
    assert operation.place is Place.AROUND
