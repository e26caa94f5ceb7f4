"""Several of a trade are understood where only one is listed."""

import pytest

from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("two waiters carrying trays", "waiter"),
        ("bakers in the rain on the street", "chef"),
        ("panaderos en la calle", "chef"),
        ("des médecins sous la pluie", "doctor"),
        ("bakkers in de regen", "chef"),
        ("policjanci na ulicy", "police-officer"),
        ("górnicy wracają z szychty", "construction-worker"),
        ("piloci w samolocie", "pilot"),
        ("три кравці", "hairdresser"),
        ("two policemen", "police-officer"),
    ],
)
def test_several_of_a_trade_are_that(prompt: str, concept: str) -> None:
    lead = parse_prompt(prompt).subjects[0]
    assert lead.concept == concept
    assert lead.count > 1


@pytest.mark.parametrize("prompt", ["a bowl of ramen", "a cyclamen in a pot"])
def test_what_only_ends_like_men_is_none(prompt: str) -> None:
    assert "man" not in [one.concept for one in parse_prompt(prompt).subjects]
