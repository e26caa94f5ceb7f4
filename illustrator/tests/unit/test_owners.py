"""Whose a thing is stands in no picture."""

import pytest

from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    "prompt",
    [
        "my sister's dog asleep on the trampoline",
        "pies mojej siostry śpi na kanapie",
        "der Hund meines Bruders schläft auf dem Sofa",
        "el perro de mi vecina duerme en el sofá",
        "le chien de ma sœur dort dans le panier",
        "il cane di mia nonna dorme sul divano",
        "o cachorro da minha irmã dorme no sofá",
        "de hond van mijn zus slaapt in een mand",
        "собака моєї сестри спить на дивані",
        "pes mé sestry spí v košíku",
        "the girl's dog asleep on a rug",
        "oma's hond slaapt op de bank",
    ],
)
def test_only_the_owned_is_drawn(prompt: str) -> None:
    first, *others = parse_prompt(prompt).subjects
    assert (first.concept, first.pose) == ("dog", "sleeping")
    assert {"girl", "boy", "person", "old-woman"}.isdisjoint(one.concept for one in others)


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("portrait de ma mère", "woman"),
        ("my sister and her dog", "girl"),
    ],
)
def test_who_is_meant_stays(prompt: str, concept: str) -> None:
    assert concept in {one.concept for one in parse_prompt(prompt).subjects}
