"""Who is dressed in what, and which colour a garment that is worn is given."""

import pytest

from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Recolour,
    ReplaceBackground,
)
from cavendish_illustrator.understanding.instructions.picture_parts import part_named


@pytest.mark.parametrize(
    ("instruction", "concept"),
    [
        ("dress the man in a bow tie", "bow-tie"),
        ("wrap a scarf around the dog's neck", "scarf"),
        ("lass den Hund eine Brille tragen", "glasses"),
        ("setz der Katze einen Zylinder auf den Kopf", "top-hat"),
        ("zieh dem Kater eine rote Fliege an", "bow-tie"),
        ("ať má kočka sluneční brýle", "sunglasses"),
        ("włóż kotu na głowę cylinder", "top-hat"),
        ("załóż mężczyźnie muchę", "bow-tie"),
        ("fai indossare al gatto un cilindro", "top-hat"),
        ("haz que el perro lleve gafas", "glasses"),
        ("fais porter au chat un haut-de-forme", "top-hat"),
        ("faça o cachorro usar óculos", "glasses"),
        ("laat de kat een sjaal dragen", "scarf"),
        ("пов'яжи собаці синій шарф на шию", "scarf"),
        ("дай коту червоного метелика на шию", "bow-tie"),
    ],
)
def test_who_is_named_is_given_what_they_are_to_wear(instruction, concept):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert operation.concept == concept


@pytest.mark.parametrize(
    ("instruction", "color"),
    [
        ("turn the orange suit into a bright green one", "#35a83a"),
        ("swap the red shirt for a white one", "#f2f2f0"),
        ("tausche das rote Hemd gegen ein weißes", "#f2f2f0"),
        ("vervang het rode overhemd door een wit", "#f2f2f0"),
        ("el traje espacial debe ser verde", "#35a83a"),
        ("cambia la tuta arancione in una verde", "#35a83a"),
        ("make the suit that he wears blue", "#2f6fe0"),
        ("нехай уніформа буде білою", "#f2f2f0"),
    ],
)
def test_what_is_worn_keeps_its_cloth_in_another_colour(instruction, color):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Recolour)
    assert part_named(operation.target, operation.concept) == "garment"
    assert operation.color == color


@pytest.mark.parametrize(
    ("instruction", "first", "color"),
    [
        ("put a hat on him and let the uniform be white", AddObject, "#f2f2f0"),
        ("ponle un sombrero y que el uniforme sea blanco", AddObject, "#f2f2f0"),
        ("dej mu klobouk a ať je uniforma bílá", AddObject, "#f2f2f0"),
        ("stell ihn an den Strand und die Uniform soll weiß sein", ReplaceBackground, "#f2f2f0"),
        ("ponla en la playa y el traje de color verde", ReplaceBackground, "#35a83a"),
        ("mettila su una spiaggia e il vestito rosso", ReplaceBackground, "#e02b2b"),
        ("give her glasses and a green suit", AddObject, "#35a83a"),
    ],
)
def test_a_garment_after_another_wish_is_coloured(instruction, first, color):
    other, garment = parse_edit(instruction).operations
    assert isinstance(other, first)
    assert isinstance(garment, Recolour)
    assert garment.color == color


@pytest.mark.parametrize(
    "instruction",
    [
        "zamiast flagi daj w tle Marsa",
        "statt der Flagge soll der Mars zu sehen sein",
        "pon la selva en lugar de la bandera",
        "mets la plage à la place du drapeau",
    ],
)
def test_what_a_place_comes_instead_of_goes_with_the_old_background(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert operation.spec.settings
