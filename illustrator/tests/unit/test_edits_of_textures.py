"""What an instruction wants of another cloth, or with drops, frost or dust all over it, in ten languages."""

import pytest

from cavendish_illustrator.edit.nearest_operations import nearest_operations
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    SCENERY,
    WHOLE,
    AddObject,
    CutOut,
    Recolour,
    Remake,
)
from cavendish_illustrator.understanding.instructions.picture_parts import part_named


@pytest.mark.parametrize(
    ("instruction", "material"),
    [
        ("make her jacket velvet", "velvet"),
        ("haz la chaqueta de cuero", "leather"),
        ("que la ropa sea lisa", "smooth"),
        ("Mach ihre Jacke glatt und ohne Falten", "smooth"),
        ("quita las arrugas de la chaqueta", "smooth"),
        ("remove the medals from her jacket", "smooth"),
        ("zmień mundur na dżinsową kurtkę", "denim"),
        ("rendi la giacca di velluto", "velvet"),
        ("deixa o casaco de couro", "leather"),
        ("maak haar jas van fluweel", "velvet"),
        ("зроби піджак шкіряним", "leather"),
        ("udělej sako ze sametu", "velvet"),
        ("rends la veste lisse", "smooth"),
        ("make the suit metallic", "metal"),
    ],
)
def test_a_garment_is_of_the_cloth_that_is_named(instruction, material):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Remake)
    assert operation.material == material
    assert part_named(operation.target, operation.concept) == "garment"


def test_a_cloth_has_the_colour_that_is_told_with_it():
    (operation,) = parse_edit("Uniform aus Samt, dunkelgrün").operations
    assert (operation.material, operation.color) == ("velvet", "#1f5a32")
    (operation,) = parse_edit("change the orange suit to a silk dress").operations
    assert (operation.material, operation.color, operation.is_other) == ("silk", None, True)


@pytest.mark.parametrize(
    ("instruction", "material", "part"),
    [
        ("dew drops on the leaves", "drops", "greenery"),
        ("gocce di rugiada sulle foglie", "drops", "greenery"),
        ("краплі роси на листі", "drops", "greenery"),
        ("krople deszczu na liściach", "drops", "greenery"),
        ("Tautropfen auf den Blättern", "drops", "greenery"),
        ("gotas de agua en las hojas", "drops", "greenery"),
        ("gouttes d'eau sur les feuilles", "drops", "greenery"),
        ("gotas de orvalho nas folhas", "drops", "greenery"),
        ("waterdruppels op de bladeren", "drops", "greenery"),
        ("kapky rosy na listech", "drops", "greenery"),
        ("frost on the grass", "frost", "greenery"),
        ("szron na trawie", "frost", "greenery"),
        ("add snowflakes on her hair", "flakes", "hair"),
        ("make the suit dirty and torn", "dust", "garment"),
        ("water drops on the cup", "drops", "object"),
        ("rosée sur les pétales", "drops", "object"),
        ("cover the temple with ivy", "moss", "object"),
        ("add cinnamon sprinkled on top", "powder", "drink"),
    ],
)
def test_what_lies_all_over_a_thing_is_no_thing_of_its_own(instruction, material, part):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Remake)
    assert operation.material == material
    assert operation.target == "drink" or part_named(operation.target, operation.concept) == part


def test_drops_on_a_pane_lie_before_it_all():
    operations = parse_edit("drops on the window in front of the cat").operations
    assert operations == (Remake(material="drops", target=WHOLE),)


def test_a_table_of_another_material_is_what_the_thing_stands_on():
    (operation,) = parse_edit("de tafel moet van donker hout zijn").operations
    assert (operation.material, operation.concept) == ("wood", SCENERY)


def test_a_cup_of_clear_glass_is_no_cut_out():
    (operation,) = parse_edit("faire une tasse en verre transparent").operations
    assert isinstance(operation, Remake)
    assert operation.material == "glass"
    assert isinstance(parse_edit("make the background transparent").operations[0], CutOut)


@pytest.mark.parametrize(
    "instruction", ["add a velvet hat", "put a wool scarf on her", "add cinnamon sticks"]
)
def test_a_new_thing_of_a_cloth_is_added(instruction):
    assert isinstance(parse_edit(instruction).operations[0], AddObject | Recolour)


def test_a_word_for_a_feel_is_not_left_as_unknown():
    assert parse_edit("Mach ihre Jacke glatt").not_understood == ()


@pytest.mark.parametrize(
    "instruction", ["make the fur look soft and fluffy", "make it fluffy like a plush toy"]
)
def test_an_animal_keeps_its_face_when_it_is_to_be_fluffy(instruction):
    assert not any(isinstance(one, Remake) for one in parse_edit(instruction).operations)


def test_nobody_new_stands_in_for_a_wish_about_age():
    assert nearest_operations(parse_edit("hazla más joven").spec) == ()
