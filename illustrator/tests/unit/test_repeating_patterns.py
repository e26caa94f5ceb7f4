"""Repeating patterns: their things and variants, their colours, and how their edges fit together."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.design_parts.geometric_pattern import named_geometry
from cavendish_illustrator.design_parts.pattern_colors import pattern_colors
from cavendish_illustrator.painting.color import rgb
from cavendish_illustrator.painting.contrast import difference, seen_share
from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "shapes"),
    [
        ("polka dot pattern, pink", "dots"),
        ("Punktemuster, rosa", "dots"),
        ("wzór w paski, granatowy i biały", "stripes"),
        ("geruit patroon rood wit", "checks"),
        ("motif à pois roses", "dots"),
        ("geometric pattern in navy and white", "triangles"),
        ("japanese wave pattern, indigo", "waves"),
        ("pattern of lemons", ""),
    ],
)
def test_plain_shapes_are_a_pattern_of_their_own(prompt: str, shapes: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.kind is Kind.PATTERN
    assert named_geometry(spec) == shapes


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("naadloos patroon van olifantjes voor de babykamer", {"elephant"}),
        ("stofpatroon met kersen, rood en roze, voor een jurk", {"cherries"}),
        ("wzór z liśćmi monstery", {"monstera"}),
        ("seamless pattern of lemons and leaves for a tea towel", {"lemon", "leaf-fluttering-in-wind"}),
    ],
)
def test_a_pattern_shows_its_things_and_not_what_it_is_for(prompt: str, shown: set[str]) -> None:
    assert {one.concept for one in parse_prompt(prompt).subjects} == shown


def test_navy_and_white_after_a_thing_are_the_patterns_colours() -> None:
    spec = parse_prompt("motif répétitif de coquillages bleu marine et blanc")
    colors = pattern_colors(spec, (), 0)
    assert len(spec.palette) == 2
    assert colors.ink is not None
    assert difference(colors.ink, colors.ground) > 50


def test_one_mushroom_is_joined_by_others_on_an_autumn_ground() -> None:
    picture = draw("seamless pattern of mushrooms in autumn colours", size=(200, 200), seed=3)
    assert {"mushroom", "brown-mushroom"} <= set(picture.report.placed)
    ground = np.median(np.asarray(picture.image).reshape(-1, 3), 0)
    assert ground[0] > ground[2]  # a warm one, not the sky


def test_opposite_edges_fit_together() -> None:
    image = np.asarray(draw("seamless pattern of lemons", size=(240, 240), seed=5).image, np.float32)
    across = np.abs(image[:, 0] - image[:, -1]).mean()
    inside = np.abs(np.diff(image, axis=1)).mean((0, 2))
    assert across <= inside.max()


def test_a_ground_that_hides_an_outline_is_told_from_one_that_shows_it() -> None:
    disc = np.zeros((60, 60, 4), np.float32)
    rows, columns = np.mgrid[:60, :60]
    disc[np.hypot(rows - 30, columns - 30) < 25] = (*rgb("#ffd34d"), 1)
    assert seen_share(disc, "#ffd84f") < 0.1
    assert seen_share(disc, "#27404a") > 0.9
