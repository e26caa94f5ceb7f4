"""What stands or drives is beside whoever has something in hand, in any language."""

import pytest

from cavendish_illustrator.picture_spec import RelationKind
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    "prompt",
    [
        "people with umbrellas and a tram",
        "lidé s deštníky a tramvaj",
        "Leute mit Regenschirmen und eine Straßenbahn",
        "gente con paraguas y un tranvía",
        "a man with a suitcase and a train",
        "une fille avec un ballon et un taxi",
    ],
)
def test_a_vehicle_is_not_held(prompt: str) -> None:
    spec = parse_prompt(prompt)
    held = {relation.target for relation in spec.relations if relation.kind is RelationKind.HOLDING}
    assert held == {1}
    assert len(spec.subjects) == 3


@pytest.mark.parametrize(
    "prompt",
    [
        "a cat in a spacesuit",
        "Hund im Raumanzug",
        "gato con traje espacial",
        "kot w skafandrze",
        "кіт у скафандрі",
    ],
)
def test_an_animal_in_a_spacesuit_is_an_astronaut(prompt: str) -> None:
    (one,) = parse_prompt(prompt).subjects
    assert one.role == "astronaut"
