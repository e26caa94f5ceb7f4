"""A portrait shows somebody, though the sitter's trade be no known word, of the age and sex told."""

import pytest

from cavendish_illustrator.figures.bodies.genders import gender_of
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("portrait of a young apothecary, freckles, green scarf", "person"),
        ("portrait d'une vieille bretonne en coiffe", "old-woman"),
        ("retrato de uma marisqueira", "woman"),
        ("portret starej zielarki", "old-woman"),
        ("portrét staré bylinkářky", "old-woman"),
        ("Porträt einer Klöpplerin", "woman"),
        ("portrait of a teapot with steam", "teapot"),
        ("portrait of a cat in a ruff", "cat"),
    ],
)
def test_a_portrait_has_a_sitter(prompt: str, concept: str) -> None:
    assert parse_prompt(prompt).subjects[0].concept == concept


@pytest.mark.parametrize(
    ("prompt", "head"),
    [
        ("Portrait einer alten Fischerin mit gelber Regenjacke", "old-woman"),
        ("portrait of an elderly shepherdess", "old-woman"),
        ("retrato de una tejedora andina", "woman"),
        ("retrato de un viejo minero con casco", "old-man"),
        ("портрет старого гончара", "old-man"),
        ("un vecchio falegname", "old-man"),
        ("eine alte Bäckerin knetet Teig", "old-woman"),
        ("a nurse with an old book", None),
        ("rybaka i kot", None),
    ],
)
def test_somebody_of_a_trade_is_as_old_as_told(prompt: str, head: str | None) -> None:
    assert parse_prompt(prompt).subjects[0].head == head


def test_a_case_that_looks_like_a_plural_is_one_sitter() -> None:
    assert parse_prompt("portret młodej pszczelarki, łąka").subjects[0].count == 1
    assert parse_prompt("portret trzech pszczelarek").subjects[0].count == 3


def test_a_trade_that_is_a_compound_is_of_its_sex() -> None:
    sitter = parse_prompt("portret van een koeienboerin, laarzen").subjects[0]
    assert (sitter.concept, gender_of(sitter)) == ("farmer", "woman")
