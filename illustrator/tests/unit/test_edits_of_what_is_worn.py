"""Who is dressed in what, and which colour a garment that is worn is given."""

import pytest

from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    Recolour,
    ReplaceBackground,
    ReplaceObject,
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
        ("kot w kapeluszu", "hat"),
        ("może kot mieć czerwony szalik?", "scarf"),
        ("der Frau eine Sonnenbrille aufsetzen", "sunglasses"),
        ("ein roter Schal um den Hals der Katze", "scarf"),
        ("me gustaría que el mapache tuviera gafas", "glasses"),
        ("des lunettes pour la femme", "glasses"),
        ("fai in modo che la donna porti gli occhiali", "glasses"),
        ("bota uma cartola no gato", "top-hat"),
        ("de kat moet een strikje dragen", "bow-tie"),
        ("нехай кіт має капелюх", "hat"),
        ("kočce by slušel cylindr", "top-hat"),
        ("a small straw hat on the cat's head", "straw-hat"),
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
        ("uniform white instead of black", "#f2f2f0"),
        ("біла форма замість чорної", "#f2f2f0"),
        ("traje blanco en vez de naranja", "#f2f2f0"),
        ("fai diventare blu la tuta arancione", "#2f6fe0"),
        ("cambia colore alla divisa: rossa", "#e02b2b"),
        ("vorrei che l'uniforme fosse blu chiaro", "#8ec5f4"),
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
        "zamiast flagi las w tle",
        "místo vlajky les",
    ],
)
def test_what_a_place_comes_instead_of_goes_with_the_old_background(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert operation.spec.settings


@pytest.mark.parametrize("instruction", ["szalik ma być czerwony", "turn her cap red", "brighten the hat"])
def test_what_is_worn_already_is_not_put_on_again(instruction):
    assert not any(isinstance(one, AddObject) for one in parse_edit(instruction).operations)


@pytest.mark.parametrize(
    ("instruction", "scene"),
    [("de kat op het strand", "beach"), ("dietro di lei le montagne", "mountains")],
)
def test_where_somebody_is_said_to_be_is_a_new_place(instruction, scene):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert operation.spec.settings[0] == scene


def test_nobody_is_drawn_whom_no_word_names():
    (operation,) = parse_edit("quiero que esté en una playa").operations
    assert isinstance(operation, ReplaceBackground)
    assert not operation.spec.subjects


@pytest.mark.parametrize("instruction", ["a dog instead of the cat", "un perro en lugar del gato"])
def test_what_comes_instead_may_be_named_first(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceObject)
    assert (operation.old_concept, operation.concept) == ("cat", "dog")
