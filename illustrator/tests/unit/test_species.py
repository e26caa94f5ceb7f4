"""Species that have a drawing of their own are told from their next of kin by their names."""

import pytest

from cavendish_illustrator.artwork.svg_figure import vector_names
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.species import sort_of
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding.prompt_parser import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import read_topic


@pytest.mark.parametrize(
    ("prompt", "drawing"),
    [
        ("a blue tit at a bird feeder", "blue-tit"),
        ("dwa szczygły na ostach", "goldfinch"),
        ("ein Eichelhäher im verschneiten Wald", "jay"),
        ("un abejaruco sobre una rama", "bee-eater"),
        ("un geai dans le jardin", "jay"),
        ("un'upupa sul prato", "hoopoe"),
        ("duas andorinhas no fio", "swallow"),
        ("een ijsduiker op het meer", "loon"),
        ("ластівки на дроті", "swallow"),
        ("dva stehlíci na bodláku", "goldfinch"),
    ],
)
def test_species_is_shown_by_its_own_drawing_in_ten_languages(prompt: str, drawing: str) -> None:
    assert drawing in {sort_of(one) for one in parse_prompt(prompt).subjects}


def test_next_of_kin_keeps_its_drawing() -> None:
    assert [sort_of(one) for one in parse_prompt("a robin and a blue jay").subjects] == [None, None]


def test_every_species_has_a_drawing() -> None:
    drawings = {key.partition(":")[2] for key in read_topic("species")}
    assert drawings <= vector_names()


def test_species_is_drawn_and_not_its_next_of_kin() -> None:
    hoopoe, robin = (
        build_figure(Cast(subject=parse_prompt(f"a {name} on a lawn").subjects[0])) for name in ("hoopoe", "robin")
    )
    assert hoopoe is not None
    assert robin is not None
    assert hoopoe.markup != robin.markup
