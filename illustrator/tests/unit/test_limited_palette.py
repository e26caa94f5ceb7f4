"""Which colours a whole picture is kept to."""

import pytest

from cavendish_illustrator.understanding import parse_prompt

TEAL, CORAL, NAVY, YELLOW, WHITE = "#22b8b8", "#f26b5b", "#1c2f5e", "#f4c726", "#f2f2f0"

LIMITED = {
    "an owl, only teal and coral": (TEAL, CORAL),
    "an owl, teal and coral only": (TEAL, CORAL),
    "sowa, tylko granat i żółty": (NAVY, YELLOW),
    "eine Eule, nur in Blau und Gelb": ("#2f6fe0", YELLOW),
    "un hibou, seulement du bleu, du jaune et du blanc": ("#2f6fe0", YELLOW, WHITE),
    "un búho, solo azul y amarillo": ("#2f6fe0", YELLOW),
    "an owl in a limited palette of teal, coral and white": (TEAL, CORAL, WHITE),
}


@pytest.mark.parametrize(("prompt", "colors"), LIMITED.items())
def test_only_these_colours_are_kept(prompt: str, colors: tuple[str, ...]) -> None:
    spec = parse_prompt(prompt)
    assert (spec.palette, spec.is_palette_strict) == (colors, True)
    assert [subject.concept for subject in spec.subjects] == ["owl", "perch-tree"]
    assert spec.settings == ()


@pytest.mark.parametrize("prompt", ["only one red apple", "just a blue bird", "a coral reef", "only a cat"])
def test_a_thing_with_a_colour_is_no_palette(prompt: str) -> None:
    assert not parse_prompt(prompt).is_palette_strict
